import type { Rich, Span } from "./card.ts";
import { botMention, slashCommand } from "./command-table.ts";

/** A chat product's way of writing the command lines of a card. */
export interface CommandWriting {
  /** Running text in which every command line is written out. */
  readonly rich: (spans: Rich) => readonly WrittenSpan[];
  /** One command line, for a title. */
  readonly line: (line: string) => string;
}

export type WrittenSpan = Exclude<Span, CommandSpan>;

type CommandSpan = Extract<Span, { kind: "command" }>;

/** Behind the slash command, which every channel takes but no thread. */
export const bySlash = writing(slashCommand, () => [plain(", or mention the bot in a thread")]);

/** Behind a mention of the bot, which is left out in one's own chat with it. */
export const byMention = writing(botMention, (line) => [
  plain(", or "),
  code(line),
  plain(" alone in your own chat with the bot"),
]);

function writing(before: string, otherWays: (line: string) => readonly WrittenSpan[]): CommandWriting {
  const line = (typed: string): string => `${before} ${typed}`;
  const inSpan = (span: Span): readonly WrittenSpan[] => {
    if (span.kind !== "command") return [span];
    return [code(line(span.line)), ...(span.everyWay ? otherWays(span.line) : [])];
  };
  return { line, rich: (spans) => spans.flatMap(inSpan) };
}

function plain(text: string): WrittenSpan {
  return { kind: "plain", text };
}

function code(text: string): WrittenSpan {
  return { kind: "code", text };
}
