import { type ActionName, actionForms, button } from "../src/chat/actions.ts";
import type { Block, Span } from "../src/chat/card.ts";
import { botMention, commandTable, slashCommand, type Verb } from "../src/chat/command-table.ts";
import type { FormField } from "../src/chat/form.ts";
import { createFormId } from "../src/chat/forms/create-form.ts";
import { resizeFormId } from "../src/chat/forms/resize-form.ts";
import { teardownFormId } from "../src/chat/forms/teardown-form.ts";
import type { Destination } from "../src/chat/ports.ts";
import { code, type Tables, table } from "./tables.ts";

/** How each platform does one thing. */
interface Means {
  readonly slack: string;
  readonly teams: string;
}

/** Who hears what a verb comes to; the same on both platforms. */
const answers: Readonly<Record<Verb, string>> = {
  create: "the person, in a form; then the environment's channels",
  plan: "the interconnect's thread where it is mentioned there, else the person alone",
  list: "the interconnect's thread where it is mentioned there, else the person alone",
  status: "the interconnect's thread where it is mentioned there, else the person alone",
  verify: "the person alone; then the interconnect's thread",
  activate: "the person alone; then the card and its thread",
  retry: "the person alone; then the card and its thread",
  teardown: "the person, in a form; then the environment's channels",
  resize: "the person, in a form; then the environment's channels",
  cancel: "the person alone; then the card and its thread",
  freeze: "the person alone; then the environment's channels and the thread of whatever it holds up",
  unfreeze: "the person alone; then the environment's channels and the thread of whatever it held up",
  recover: "the person alone; then a card of its own in the environment's channels for each that is taken back",
  adopt:
    "the person alone, first what is found; then a card of its own in the environment's channels; with own=yes a card to be decided there",
  release: "the person alone; then the card",
  help: "the person alone",
};

/** The forms that ask for what a typed line leaves open. */
const verbForms: ReadonlyMap<string, Verb> = new Map([
  [createFormId, "create"],
  [teardownFormId, "teardown"],
  [resizeFormId, "resize"],
]);

/** Buttons that ask once more before they act. */
export const asksFirst: Readonly<Record<ActionName, boolean>> = {
  approve: true,
  reject: false,
  plan: false,
  activate: false,
  retry: false,
  cancel: true,
  rollback: true,
  reconnect: false,
  unfreeze: true,
  verify: false,
  status: false,
  "reveal-key": false,
  "send-again": false,
  command: false,
};

const presses: Readonly<Record<"acts" | "asks" | "opens", Means>> = {
  acts: { slack: "acts when pressed", teams: "acts when pressed (Action.Execute; Action.Submit in older clients)" },
  asks: { slack: "a dialog asks once more", teams: "the card unfolds a question with the button that acts" },
  opens: {
    slack: "opens the form as a dialog",
    teams: "in the chat with the bot the card becomes the form; elsewhere the form comes into that chat",
  },
};

const fieldMeans: Readonly<Record<FormField["kind"], Means>> = {
  text: { slack: "text input", teams: "text input" },
  select: { slack: "menu", teams: "menu" },
  choice: { slack: "radio buttons or menu", teams: "all choices shown" },
  search: { slack: "menu that is searched as one types", teams: "menu that is searched as one types" },
  checkbox: { slack: "checkbox", teams: "switch" },
};

const wordMeans: Readonly<Record<Destination["to"], Means & { readonly what: string }>> = {
  thread: {
    what: "the story of an interconnect",
    slack: "the card and replies in its thread; what needs somebody also in the channel (broadcast)",
    teams: "the card and replies below it; what needs somebody also as a new post in the channel",
  },
  person: {
    what: "a word that is seen later too, such as that somebody's decision is wanted",
    slack: "direct message",
    teams: "personal chat, where the person has added the bot or is in a team that has",
  },
  aside: {
    what: "a passing word, such as a refusal",
    slack: "shown to that person alone, where they acted; gone after a reload",
    teams:
      "personal chat, since Teams shows nothing in a channel to one person alone; below a line that was typed a word says so",
  },
  form: {
    what: "what comes of a form that was sent",
    slack: "the open dialog changes; when it was closed, a direct message",
    teams: "the form's card changes",
  },
};

const blockMeans: Readonly<Record<Block["kind"], Means>> = {
  text: { slack: "rich text", teams: "rich text" },
  note: { slack: "small print", teams: "small, subtle text" },
  fields: { slack: "lines with a bold label", teams: "lines with a bold label" },
  list: { slack: "bulleted list", teams: "lines that begin with a bullet" },
  table: { slack: "table, the first of a message; others as lists", teams: "table" },
  progress: { slack: "words and a bar of text", teams: "words and a bar of text" },
  divider: { slack: "line", teams: "line" },
  actions: { slack: "buttons", teams: "buttons; from the seventh on behind a menu" },
};

const spanMeans: Readonly<Record<Span["kind"], Means>> = {
  plain: { slack: "text that is never parsed", teams: "text that is never parsed" },
  bold: { slack: "bold", teams: "bold" },
  code: { slack: "code", teams: "monospace" },
  link: { slack: "link", teams: "link" },
  command: { slack: "code, behind the slash command", teams: "monospace, behind a mention of the bot" },
  mention: {
    slack: "mention of a person or a user group",
    teams: "name, and a line of mentions at the end; members of a group by name, at most five",
  },
  channel: { slack: "link to the channel", teams: "name of the channel" },
  time: { slack: "in the reader's own time zone", teams: "in the reader's own time zone" },
  "service-key": {
    slack: "put in while it is sent, read from Azure",
    teams: "put in while it is sent, read from Azure",
  },
};

/** The tables of parity.md: every row follows from a table or a type of the code, so that none is forgotten. */
export const parityTables: Tables = {
  verbs: () =>
    table(
      ["Verb", "In Slack", "In Teams", "Without a name in its thread", "Who hears the answer"],
      commandTable.map(({ verb, infersName }) => {
        const typed = infersName ? `${verb} NAME` : verb;
        const mentioned = code(`${botMention} ${typed}`);
        return [
          code(verb),
          `${code(`${slashCommand} ${typed}`)} or ${mentioned}`,
          `${code(typed)} or ${mentioned}`,
          infersName ? "yes" : "",
          answers[verb],
        ];
      }),
    ),
  buttons: () =>
    table(
      ["Button", "In Slack", "In Teams"],
      Object.entries(asksFirst).map(([action, asks]) => {
        const opens = actionForms.has(action) && presses.opens;
        const { slack, teams } = opens || (asks ? presses.asks : presses.acts);
        return [`${button(action as ActionName, "").label} (${code(action)})`, slack, teams];
      }),
    ),
  forms: () =>
    table(
      ["Form", "Opened by"],
      [...new Set([...verbForms.keys(), ...actionForms.values()])].map((form) => [
        code(form),
        openers(form).join(", "),
      ]),
    ),
  fields: () => meansTable("Field", fieldMeans),
  words: () =>
    table(
      ["A word to", "For", "In Slack", "In Teams"],
      Object.entries(wordMeans).map(([to, { what, slack, teams }]) => [code(to), what, slack, teams]),
    ),
  blocks: () => meansTable("Block", blockMeans),
  spans: () => meansTable("Piece of text", spanMeans),
};

function meansTable(head: string, means: Readonly<Record<string, Means>>): string {
  return table(
    [head, "In Slack", "In Teams"],
    Object.entries(means).map(([name, { slack, teams }]) => [code(name), slack, teams]),
  );
}

function openers(form: string): readonly string[] {
  const buttons = [...actionForms].flatMap(([action, opened]) =>
    opened === form ? [`the button ${code(action)}`] : [],
  );
  const verb = verbForms.get(form);
  return verb === undefined ? buttons : [`the verb ${code(verb)}`, ...buttons];
}
