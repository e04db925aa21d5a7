import { clean } from "../domain/plain-text.ts";
import type { Reader } from "./readers.ts";

/**
 * What the bot says, before any chat product draws it. Plain data all the way: a card survives a trip through Redis.
 * Text from outside (names, reasons, words of a cloud) only ever sits in spans, and no renderer may parse a span.
 */

/** A piece of running text. */
export type Span =
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "bold"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  /** What one types, from the verb on; each chat product puts before it what it wants there. */
  | { readonly kind: "command"; readonly line: string; readonly everyWay: boolean }
  /** A person or a user group, by name; a new post notifies them. */
  | { readonly kind: "mention"; readonly who: string }
  /** A channel by its platform's own id, shown by its name. */
  | { readonly kind: "channel"; readonly platform: string; readonly channel: string }
  /** A moment in Unix milliseconds, shown in the reader's own time zone. */
  | { readonly kind: "time"; readonly at: number; readonly shows: TimeShape }
  /** Where a circuit's service key is put in while the card is being sent; the key itself is never in a card. */
  | ({ readonly kind: "service-key" } & ServiceKeyRef);

/** Names the circuit whose key is meant, and who may read it; the seal proves that the bot said so. */
export interface ServiceKeyRef {
  readonly environment: string;
  readonly circuitId: string;
  readonly readers: readonly Reader[];
  readonly seal: string;
}

/** `clock` is 14:05, `day` is 21 Nov, `moment` is both. */
export type TimeShape = "clock" | "day" | "moment";

export type Rich = readonly Span[];

/** A question asked before a button acts. */
export interface Confirm {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

export interface Button {
  readonly label: string;
  /** Name of what the button does: a key of the table in `actions.ts`. */
  readonly action: string;
  /** Opaque id of what it is about. Everything else is read afresh when it is pressed. */
  readonly subject: string;
  readonly style?: "primary" | "danger";
  readonly confirm?: Confirm;
}

export interface Field {
  readonly label: string;
  readonly value: Rich;
}

export type Block =
  | { readonly kind: "text"; readonly spans: Rich }
  /** Smaller than text: what one may skip. */
  | { readonly kind: "note"; readonly spans: Rich }
  | { readonly kind: "fields"; readonly fields: readonly Field[] }
  | { readonly kind: "list"; readonly items: readonly Rich[]; readonly ordered: boolean }
  | { readonly kind: "table"; readonly columns: readonly string[]; readonly rows: readonly (readonly Rich[])[] }
  /** A bar, always preceded by the words "6 of 12 steps". */
  | { readonly kind: "progress"; readonly done: number; readonly of: number; readonly unit: string }
  | { readonly kind: "divider" }
  | { readonly kind: "actions"; readonly buttons: readonly Button[] };

/** The state of what a card is about. The title says it in words; the symbol that follows only helps the eye. */
export type Tone = "done" | "under-way" | "look" | "stopped" | "undone";

export interface Card {
  /** A command line that the title begins with, from the verb on. */
  readonly command?: string;
  readonly title: string;
  readonly tone?: Tone;
  /** True for a word in passing or a reply in a thread: its title is a sentence, not a heading. */
  readonly brief: boolean;
  readonly blocks: readonly Block[];
}

/** What may stand in a sentence: spans, or text and numbers that become plain spans. */
export type Saying = Span | Rich | string | number;

type Maybe<T> = T | false | undefined;

/** A card with a heading. Blocks that are `false` or undefined are left out. */
export function card(title: string, tone: Tone | undefined, blocks: readonly Maybe<Block>[]): Card {
  return { title: clean(title), brief: false, blocks: blocks.filter(isPresent), ...(tone && { tone }) };
}

/** A short message: a reply in a thread, an answer to one person. Its title is its first sentence. */
export function word(title: string, tone?: Tone, blocks: readonly Maybe<Block>[] = []): Card {
  return { ...card(title, tone, blocks), brief: true };
}

/** A card about a command line: its title begins with that. */
export const aboutCommand = (line: string, shown: Card): Card => ({ ...shown, command: clean(line) });

export const plain = (text: string): Span => ({ kind: "plain", text: clean(text) });
export const bold = (text: string): Span => ({ kind: "bold", text: clean(text) });
export const code = (text: string): Span => ({ kind: "code", text: clean(text) });
/** A command line as one types it, such as `status erp`. @param everyWay says all ways in which it may be typed */
export const command = (line: string, { everyWay = false } = {}): Span => ({
  kind: "command",
  line: clean(line),
  everyWay,
});
export const mention = (who: string): Span => ({ kind: "mention", who: clean(who) });
export const channel = (at: { readonly platform: string; readonly channel: string }): Span => ({
  kind: "channel",
  platform: at.platform,
  channel: clean(at.channel),
});
export const time = (at: number, shows: TimeShape = "clock"): Span => ({ kind: "time", at, shows });
export const serviceKey = (ref: ServiceKeyRef): Span => ({ kind: "service-key", ...ref });

/** A link; an address that is not a web address leaves only its text. */
export function link(text: string, url: string): Span {
  return /^https?:\/\/[^\s]+$/u.test(url) ? { kind: "link", text: clean(text), url } : plain(text);
}

/**
 * Writes a sentence: the literal parts become plain text, what is put in keeps its shape and is never parsed.
 *
 * @example say`Approved by ${mention(person)} at ${time(at)}.`
 */
export function say(literals: TemplateStringsArray, ...values: readonly Saying[]): Rich {
  const spans = literals.flatMap((literal, at): Span[] => {
    const value = values[at];
    return [{ kind: "plain", text: literal }, ...(value === undefined ? [] : spansOf(value))];
  });
  return merged(spans);
}

/** Joins sayings with a separator between them. */
export function joined(parts: readonly Saying[], separator: string): Rich {
  const spans = parts.flatMap((part, at): Span[] => [
    ...(at === 0 ? [] : [{ kind: "plain", text: separator } as const]),
    ...spansOf(part),
  ]);
  return merged(spans);
}

export const text = (spans: Saying): Block => ({ kind: "text", spans: spansOf(spans) });
export const note = (spans: Saying): Block => ({ kind: "note", spans: spansOf(spans) });
export const divider = (): Block => ({ kind: "divider" });
export const list = (items: readonly Saying[]): Block => ({ kind: "list", items: items.map(spansOf), ordered: false });
export const fields = (rows: readonly Maybe<readonly [label: string, value: Saying]>[]): Block => ({
  kind: "fields",
  fields: rows.filter(isPresent).map(([label, value]) => ({ label: clean(label), value: spansOf(value) })),
});
export const table = (columns: readonly string[], rows: readonly (readonly Saying[])[]): Block => ({
  kind: "table",
  columns: columns.map(clean),
  rows: rows.map((row) => row.map(spansOf)),
});
export const progress = (done: number, of: number, unit = "steps"): Block => ({ kind: "progress", done, of, unit });
export const actions = (buttons: readonly Maybe<Button>[]): Block => ({
  kind: "actions",
  buttons: buttons.filter(isPresent).map(cleanButton),
});

function cleanButton({ label, confirm, ...button }: Button): Button {
  return {
    ...button,
    label: clean(label),
    ...(confirm && {
      confirm: {
        title: clean(confirm.title),
        text: clean(confirm.text),
        yes: clean(confirm.yes),
        no: clean(confirm.no),
      },
    }),
  };
}

function spansOf(saying: Saying): Rich {
  if (typeof saying === "string") return [plain(saying)];
  if (typeof saying === "number") return [plain(String(saying))];
  return "kind" in saying ? [saying] : saying;
}

/** Neighbouring plain spans become one, empty ones go. */
function merged(spans: readonly Span[]): Rich {
  const out: Span[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (span.kind === "plain" && span.text === "") continue;
    if (span.kind === "plain" && last?.kind === "plain") {
      out[out.length - 1] = { kind: "plain", text: last.text + span.text };
    } else {
      out.push(span);
    }
  }
  return out;
}

function isPresent<T>(value: Maybe<T>): value is T {
  return value !== undefined && value !== false;
}

/** True when sending the card puts a service key into it. */
export function holdsServiceKey(shown: Card): boolean {
  return JSON.stringify(shown).includes('"kind":"service-key"');
}
