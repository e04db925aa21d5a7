import { BOT } from "../tenant/bot.ts";
import { current, type Message } from "../tenant/messages.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { cardText, readMarkup } from "./card-text.ts";

/** Which clock the times of a transcript are of. */
export interface TranscriptOptions {
  readonly times?: "virtual" | "wall" | "none";
}

const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

function stamp({ revisions: [posted] }: Message, times: TranscriptOptions["times"]): string {
  if (times === "none") return "";
  return `${clockTime(times === "wall" ? posted.atWallMs : posted.atVirtualMs)}  `;
}

/** How somebody is called when people read it. */
export function nameOf({ directory }: Tenant, id: string): string {
  return id === BOT.id ? BOT.name : (directory.people.get(id)?.displayName ?? id);
}

function notes(tenant: Tenant, message: Message): string {
  const edits = message.revisions.length - 1;
  const said = [
    edits > 0 && `edited ${edits} ×`,
    ...[...message.ownCards.keys()].map((id) => `${nameOf(tenant, id)} sees another card`),
    message.deletedAtVirtualMs !== undefined && "deleted",
  ].filter((note) => note !== false);
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}

/** What a message reads now, as plain text. */
export function messageText(message: Message): string {
  const { text, card, pictures } = current(message);
  const shown = [
    readMarkup(text),
    card ? cardText(card) : "",
    ...pictures.map(({ name }) => `(picture: ${name ?? ""})`),
  ];
  return shown.filter((one) => one !== "").join("\n");
}

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

function entry(tenant: Tenant, message: Message, times: TranscriptOptions["times"]): string {
  const head = `${stamp(message, times)}${nameOf(tenant, message.from)}${notes(tenant, message)}`;
  const whole = `${head}\n${indented(messageText(message), "  ")}`;
  return message.threadId === undefined ? whole : indented(whole, "    ");
}

/** A conversation as a stranger would read it: each post with its thread indented below it. */
export function transcript(tenant: Tenant, reference: string, { times = "virtual" }: TranscriptOptions = {}): string {
  const { id, name } = tenant.directory.conversation(reference);
  const all = tenant.messages.all.filter(({ conversation }) => conversation === id);
  const ordered = all
    .filter(({ threadId }) => threadId === undefined)
    .flatMap((post) => all.filter((one) => one === post || one.threadId === post.id));
  return [name, ...ordered.map((message) => entry(tenant, message, times))].join("\n\n");
}
