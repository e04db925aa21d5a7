import type { Freeze } from "../../domain/freeze.ts";
import { button } from "../actions.ts";
import {
  aboutCommand,
  actions,
  type Block,
  type Card,
  card,
  code,
  command,
  list,
  note,
  plain,
  type Rich,
  say,
  text,
  time,
  word,
} from "../card.ts";
import type { CommandRow } from "../command-row.ts";
import { botMention, commandRow, commandTable, type Verb } from "../command-table.ts";
import type { ParsedCommand } from "../parse-command.ts";
import { listed, roughly } from "../words.ts";
import { frozenLine } from "./frozen-words.ts";

/** Something under way, for the overview. */
export interface RunningLine {
  readonly name: string;
  /** `is being built`, `is paused`. */
  readonly doing: string;
  readonly sinceMs: number;
}

/** Something that only this person can move on. */
export interface WaitingLine {
  readonly name: string;
  /** `waits for your approval`, `stopped; Retry when it is mended`. */
  readonly forWhat: string;
  readonly until?: number;
}

export interface Overview {
  readonly waiting: readonly WaitingLine[];
  readonly running: readonly RunningLine[];
  readonly freezes: readonly Freeze[];
  readonly now: number;
}

/** What waits for this person, what is under way, and all verbs by what people want to do. */
export function helpOverview({ waiting, running, freezes, now }: Overview): Card {
  return card("Interconnects between Azure and OCI", undefined, [
    ...freezes.map((freeze) => text(frozenLine(freeze))),
    waiting.length > 0 && text("Waiting for you:"),
    waiting.length > 0 && list(waiting.map(waitingLine)),
    running.length > 0 && text("Under way:"),
    running.length > 0 &&
      list(running.map(({ name, doing, sinceMs }) => say`${code(name)} ${doing}, ${roughly(now - sinceMs)} so far`)),
    waiting.length + running.length === 0 && text("Nothing is under way, and nothing waits for you."),
    text("What you can do:"),
    list(commandTable.map(({ verb, does }) => say`${code(verb)}: ${does.slice(0, 1).toLowerCase()}${does.slice(1)}`)),
    note(say`Type ${command("VERB", { everyWay: true })}. ${code("help VERB")} tells more.`),
    actions([
      button("command", "create", { label: "New interconnect…" }),
      button("command", "list", { label: "List all" }),
    ]),
  ]);
}

function waitingLine({ name, forWhat, until }: WaitingLine): Rich {
  return until === undefined
    ? say`${code(name)} ${forWhat}`
    : say`${code(name)} ${forWhat}, until ${time(until, "moment")}`;
}

/** One sentence, examples, and every argument. */
export function helpFor(verb: Verb): Card {
  const row = commandRow(verb);
  const shown = card("", undefined, [
    text(`${row.does}.`),
    list(row.examples.map(({ text: typed, does }) => say`${command(typed)}: ${does}`)),
    ...argumentBlocks(row),
    row.infersName &&
      note(say`In an interconnect's thread, mention the bot and leave the name out: ${code(`${botMention} ${verb}`)}.`),
  ]);
  return aboutCommand(verb, shown);
}

function argumentBlocks({ args }: CommandRow): readonly Block[] {
  if (args.length === 0) return [];
  return [text("What it takes:"), list(args.map(argumentLine))];
}

function argumentLine({ name, help, values, required }: CommandRow["args"][number]): Rich {
  const choices = values === undefined ? "" : ` One of ${listed(values, "or")}.`;
  return say`${code(name)}${required === true ? "" : " (optional)"}: ${help}${choices}`;
}

/** For a verb nobody knows: the nearest one, ready to run with the rest of what was typed. */
export function didYouMean(read: ParsedCommand & { kind: "unknown-verb" }): Card {
  if (read.nearest === undefined) return noVerb(read.typed, undefined);
  const line = `${read.nearest} ${read.rest}`.trim();
  return word(`Did you mean ${read.nearest}?`, undefined, [
    text(say`There is no "${plain(read.typed)}". This would run ${command(line)}.`),
    actions([
      button("command", line, { label: `Run ${read.nearest}` }),
      button("command", "help", { label: "Show help" }),
    ]),
  ]);
}

/** What nobody knows as a verb: all there are, and help on the nearest one. */
export function noVerb(typed: string, near: string | undefined): Card {
  return word(`There is no "${typed}" here`, undefined, [
    text(say`Known verbs: ${listed(commandTable.map(({ verb }) => verb))}.`),
    actions([
      near !== undefined && button("command", `help ${near}`, { label: `Help on ${near}` }),
      button("command", "help", { label: "Show help" }),
    ]),
  ]);
}

/** For a known verb with something else wrong in the line. */
export function misread({ verb, problems }: ParsedCommand & { kind: "misread" }): Card {
  const row = commandRow(verb);
  const shown = word("was not run", "look", [
    list(problems),
    text(say`Write it as ${command(row.usage)}`),
    actions([button("command", `help ${verb}`, { label: `Help on ${verb}` })]),
  ]);
  return aboutCommand(verb, shown);
}
