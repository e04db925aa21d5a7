import type { Block, Card, Rich, TimeShape } from "./card.ts";
import { bySlash, type CommandWriting, type WrittenSpan } from "./command-line.ts";
import { bar, symbols } from "./symbols.ts";

/** Writes one span into text that a chat product will not read as markup. */
export type SpanWriter = (span: WrittenSpan) => string;

/**
 * The whole meaning of a card as text: what screen readers, notifications and plain terminals get. `write` says how a
 * span is written; without it, everything is plain and times are UTC.
 */
export function fallbackText(card: Card, write: SpanWriter = writePlain, commands = bySlash): string {
  const words = (text: string) => write({ kind: "plain", text });
  const sentence = (rich: Rich) => commands.rich(rich).map(write).join("");
  const lines = card.blocks.flatMap((block) => linesOf(block, { sentence, words }));
  return [words(titleText(card, commands)), ...lines].filter((line) => line !== "").join("\n");
}

/** Title and symbol, the word first. */
export function titleText({ command, title, tone }: Card, commands: CommandWriting): string {
  const parts = [command && commands.line(command), title, tone && symbols[tone]];
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

interface Pen {
  readonly sentence: (rich: Rich) => string;
  readonly words: (text: string) => string;
}

function linesOf(block: Block, { sentence, words }: Pen): readonly string[] {
  switch (block.kind) {
    case "text":
    case "note":
      return [sentence(block.spans)];
    case "fields":
      return block.fields.map(({ label, value }) => `${words(label)}: ${sentence(value)}`);
    case "list":
      return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : "•"} ${sentence(item)}`);
    case "table":
      return block.rows.map((row) => row.map(sentence).join(" · "));
    case "progress":
      return [words(`${progressWords(block)} ${bar(block.done, block.of)}`)];
    case "divider":
      return [];
    case "actions":
      return [words(`Buttons: ${block.buttons.map(({ label }) => label).join(" · ")}`)];
  }
}

/** "6 of 12 steps". */
export function progressWords(block: { readonly done: number; readonly of: number; readonly unit: string }): string {
  return `${block.done} of ${block.of} ${block.unit}`;
}

function writePlain(span: WrittenSpan): string {
  switch (span.kind) {
    case "plain":
    case "bold":
    case "code":
      return span.text;
    case "link":
      return `${span.text} (${span.url})`;
    case "mention":
      return `@${span.who}`;
    case "channel":
      return `#${span.channel}`;
    case "time":
      return utcTime(span.at, span.shows);
    case "service-key":
      return "(the service key)";
  }
}

/** A moment in UTC and labelled so, for where the reader's own time zone is not known. */
export function utcTime(at: number, shows: TimeShape): string {
  const moment = new Date(at);
  const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" }).format(moment);
  const clock = `${moment.toISOString().slice(11, 16)} UTC`;
  return { clock, day: `${day} UTC`, moment: `${day} ${clock}` }[shows];
}
