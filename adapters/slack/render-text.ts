import type { RichTextElement } from "@slack/types";
import type { Card, Rich, TimeShape } from "../../src/chat/card.ts";
import { bySlash, type WrittenSpan } from "../../src/chat/command-line.ts";
import { cut } from "../../src/chat/cut.ts";
import { fallbackText, utcTime } from "../../src/chat/fallback.ts";
import { slackSubject } from "./ids.ts";
import { limits } from "./limits.ts";

/** Spans as elements of rich text, in which Slack parses nothing. Empty texts are left out: Slack refuses them. */
export function renderRich(spans: Rich): RichTextElement[] {
  const written = bySlash.rich(spans);
  return written.filter((span) => !("text" in span) || span.text !== "").map(renderSpan);
}

function renderSpan(span: WrittenSpan): RichTextElement {
  switch (span.kind) {
    case "plain":
      return { type: "text", text: cut(span.text, limits.text) };
    case "bold":
      return { type: "text", text: cut(span.text, limits.text), style: { bold: true } };
    case "code":
      return { type: "text", text: cut(span.text, limits.text), style: { code: true } };
    case "link":
      return { type: "link", url: span.url, text: cut(span.text, limits.text) };
    case "mention":
      return renderMention(span.who);
    case "channel":
      return { type: "channel", channel_id: span.channel };
    case "time":
      return {
        type: "date",
        timestamp: Math.floor(span.at / 1000),
        format: dateFormats[span.shows],
        fallback: utcTime(span.at, span.shows),
      };
    case "service-key":
      // Only reached where nobody resolved it: then the reader learns that, and not the key.
      return { type: "text", text: "(kept back)", style: { code: true } };
  }
}

function renderMention(who: string): RichTextElement {
  const subject = slackSubject(who);
  if (subject === undefined) return { type: "text", text: who };
  return subject.kind === "group"
    ? { type: "usergroup", usergroup_id: subject.id }
    : { type: "user", user_id: subject.id };
}

/** @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const dateFormats: Readonly<Record<TimeShape, string>> = {
  clock: "{time}",
  day: "{date_short_pretty}",
  moment: "{date_short_pretty} at {time}",
};

/** The top-level text of a message: what notifications and screen readers get. Nothing from outside is markup in it. */
export function renderFallback(card: Card): string {
  const lines = fallbackText({ ...card, title: cut(card.title, limits.header) }, writeSpan, bySlash).split("\n");
  // Whole lines are left out, so that no mention or escape is cut in the middle.
  while (lines.length > 1 && lengthOf(lines) > limits.messageText) lines.splice(-2, 2, "…");
  return cut(lines.join("\n"), limits.messageText);
}

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, -1);

function writeSpan(span: WrittenSpan): string {
  switch (span.kind) {
    case "plain":
    case "bold":
    case "code":
      return escape(cut(span.text, limits.text));
    case "link":
      return escape(span.text);
    case "mention":
      return writeMention(span.who);
    case "channel":
      return `<#${escape(span.channel)}>`;
    case "time":
      return `<!date^${Math.floor(span.at / 1000)}^${dateFormats[span.shows]}|${utcTime(span.at, span.shows)}>`;
    case "service-key":
      return "(kept back)";
  }
}

function writeMention(who: string): string {
  const subject = slackSubject(who);
  if (subject === undefined) return escape(who);
  return subject.kind === "group" ? `<!subteam^${subject.id}>` : `<@${subject.id}>`;
}

/** Slack's three control characters, the only ones that begin markup with an effect. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
