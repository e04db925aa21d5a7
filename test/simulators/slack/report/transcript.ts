import { current, type Message } from "../workspace/messages.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { blockText, Names, readMrkdwn } from "./plain-text.ts";

/** Which clock the times of a transcript are of. */
export interface TranscriptOptions {
  readonly times?: "virtual" | "wall" | "none";
}

const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

function stamp({ revisions: [posted] }: Message, times: TranscriptOptions["times"]): string {
  if (times === "none") return "";
  return `${clockTime(times === "wall" ? posted.atWallMs : posted.atVirtualMs)}  `;
}

function notes(message: Message, names: Names): string {
  const edits = message.revisions.length - 1;
  const said = [
    message.onlyFor !== undefined && `only ${names.person(message.onlyFor)} sees this`,
    message.broadcast && "also in the channel",
    edits > 0 && `edited ${edits} ×`,
    message.deletedAtVirtualMs !== undefined && "deleted",
  ].filter((note) => note !== false);
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}

/** What a message reads now, as plain text. */
function messageText({ directory }: Workspace, message: Message): string {
  const names = new Names(directory);
  const { text, blocks } = current(message);
  if (blocks.length === 0) return readMrkdwn(text, names);
  return blocks.map((block) => blockText(block, names)).join("\n");
}

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

function entry(workspace: Workspace, message: Message, times: TranscriptOptions["times"]): string {
  const names = new Names(workspace.directory);
  const head = `${stamp(message, times)}${names.person(message.user)}${notes(message, names)}`;
  const whole = `${head}\n${indented(messageText(workspace, message), "  ")}`;
  return message.threadTs === undefined ? whole : indented(whole, "    ");
}

/** A channel as a stranger would read it: each message with its thread indented below it. */
export function transcript(workspace: Workspace, channel: string, { times = "virtual" }: TranscriptOptions = {}) {
  const { id, name } = workspace.directory.channel(channel);
  const all = workspace.messages.all.filter((message) => message.channel === id);
  const ordered = all
    .filter((message) => message.threadTs === undefined)
    .flatMap((parent) => all.filter((one) => one === parent || one.threadTs === parent.ts));
  return [`#${name}`, ...ordered.map((message) => entry(workspace, message, times))].join("\n\n");
}
