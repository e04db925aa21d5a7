import type { Card, Rich, TimeShape } from "../../src/chat/card.ts";
import { byMention, type WrittenSpan } from "../../src/chat/command-line.ts";
import { cut } from "../../src/chat/cut.ts";
import { fallbackText, utcTime } from "../../src/chat/fallback.ts";
import { clean } from "../../src/domain/plain-text.ts";
import type { MentionEntity, RichTextBlock, TextBlock, TextRun } from "./adaptive-card.ts";
import { teamsSubject } from "./ids.ts";
import { limits } from "./limits.ts";
import type { Names } from "./names.ts";

type Look = Omit<TextRun, "type" | "text" | "selectAction">;

/** A paragraph in which nothing is parsed. Empty spans are left out. */
export function richText(spans: Rich, names: Names, look: Look = {}): RichTextBlock {
  const inlines = byMention
    .rich(spans)
    .filter((span) => !("text" in span) || span.text !== "")
    .map((span) => ({ ...renderSpan(span, names), ...look }));
  return { type: "RichTextBlock", inlines: inlines.length === 0 ? [run("")] : inlines };
}

/** Text as it is, from wherever it came. */
export function plainText(text: string, look: Look = {}): RichTextBlock {
  return { type: "RichTextBlock", inlines: [{ ...run(text), ...look }] };
}

function renderSpan(span: WrittenSpan, names: Names): TextRun {
  switch (span.kind) {
    case "plain":
      return run(span.text);
    case "bold":
      return { ...run(span.text), weight: "bolder" };
    case "code":
      return { ...run(span.text), fontType: "monospace" };
    case "link":
      return { ...run(span.text), selectAction: { type: "Action.OpenUrl", url: span.url } };
    case "mention":
      return { ...run(`@${nameOf(span.who, names)}`), weight: "bolder" };
    case "channel":
      return run(channelName(span.channel, names));
    case "time":
      return { type: "TextRun", text: dateFunctions[span.shows](isoOf(span.at)) };
    case "service-key":
      // Only reached where nobody resolved it: then the reader learns that, and not the key.
      return { ...run("(kept back)"), fontType: "monospace" };
  }
}

/** Teams refuses a card with an empty run; a text of nothing but unseen characters is one. */
function run(text: string): TextRun {
  return { type: "TextRun", text: text === "" ? " " : inert(text, limits.text) };
}

/** Teams fills in dates and mentions even where it parses nothing else; nothing from outside may begin one. */
export function inert(text: string, max: number): string {
  return cut(text.replaceAll("{{", "{ {").replace(/<(?=\/?at\b)/giu, "< "), max);
}

/** @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization */
const dateFunctions: Readonly<Record<TimeShape, (iso: string) => string>> = {
  clock: (iso) => `{{TIME(${iso})}}`,
  day: (iso) => `{{DATE(${iso},SHORT)}}`,
  moment: (iso) => `{{DATE(${iso},SHORT)}} at {{TIME(${iso})}}`,
};

/** The functions take no fractions of a second. */
function isoOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The whole meaning of a card, for where it cannot be drawn. */
export function renderFallback(card: Card, names: Names): string {
  return inert(
    fallbackText(card, (span) => writeSpan(span, names), byMention),
    limits.fallbackText,
  );
}

function writeSpan(span: WrittenSpan, names: Names): string {
  switch (span.kind) {
    case "plain":
    case "bold":
    case "code":
      return span.text;
    case "link":
      return `${span.text} (${span.url})`;
    case "mention":
      return `@${nameOf(span.who, names)}`;
    case "channel":
      return channelName(span.channel, names);
    case "time":
      return utcTime(span.at, span.shows);
    case "service-key":
      return "(kept back)";
  }
}

function nameOf(who: string, names: Names): string {
  return clean(names.person(who) ?? who);
}

function channelName(id: string, names: Names): string {
  const name = names.channel(id);
  return name === undefined ? "the channel" : `#${clean(name)}`;
}

/**
 * A line that mentions people of Teams, so that they are notified. Mentions work in markdown only, so the line holds
 * nothing but names, and of those no more than letters, digits and what stands between them.
 */
export function mentionLine(
  spans: Rich,
  names: Names,
): { readonly line: TextBlock; readonly entities: readonly MentionEntity[] } | undefined {
  const people = new Set(spans.flatMap((span) => (span.kind === "mention" ? [span.who] : [])));
  const entities = [...people].flatMap((who) => entityOf(who, names)).slice(0, limits.mentions);
  if (entities.length === 0) return undefined;
  const text = `Mentioned: ${entities.map((entity) => entity.text).join(", ")}`;
  return { line: { type: "TextBlock", text, wrap: true, size: "small" }, entities };
}

function entityOf(who: string, names: Names): readonly MentionEntity[] {
  const subject = teamsSubject(who);
  if (subject === undefined) return [];
  const bare = (names.person(who) ?? "").replace(/[^\p{L}\p{M}\p{N} .'’-]/gu, "").trim();
  const name = bare === "" ? "you" : bare;
  return [{ type: "mention", text: `<at>${name}</at>`, mentioned: { id: subject.objectId, name } }];
}
