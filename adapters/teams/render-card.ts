import type { Block, Card, Rich } from "../../src/chat/card.ts";
import { spansOf } from "../../src/chat/card-spans.ts";
import { byMention } from "../../src/chat/command-line.ts";
import { cut } from "../../src/chat/cut.ts";
import { progressWords, titleText } from "../../src/chat/fallback.ts";
import { bar } from "../../src/chat/symbols.ts";
import type { AdaptiveCard, Element, MentionEntity, RichTextBlock, Table } from "./adaptive-card.ts";
import { limits } from "./limits.ts";
import type { Names } from "./names.ts";
import { renderActions } from "./render-actions.ts";
import { inert, mentionLine, plainText, renderFallback, richText } from "./render-text.ts";

/** One card and nothing beside it: with text too, some clients return no id and the message can never be edited. */
export interface TeamsMessage {
  readonly type: "message";
  readonly summary: string;
  readonly attachments: readonly [{ readonly contentType: typeof cardType; readonly content: AdaptiveCard }];
}

export const cardType = "application/vnd.microsoft.card.adaptive";

/**
 * Draws a card as a message. Text from outside is only ever in text runs, in which Teams parses nothing.
 *
 * @param alone for a personal chat, in which there is nobody to be called
 */
export function renderMessage(card: Card, names: Names, { alone = false } = {}): TeamsMessage {
  return messageOf(renderCard(card, names, alone), titleText(card, byMention));
}

export function messageOf(content: AdaptiveCard, title: string): TeamsMessage {
  return {
    type: "message",
    summary: inert(title, limits.summary),
    attachments: [{ contentType: cardType, content }],
  };
}

function renderCard(card: Card, names: Names, alone: boolean): AdaptiveCard {
  const fallback = renderFallback(card, names);
  const mentioned = alone ? undefined : mentionLine(spansOf(card.blocks), names);
  const drawn = (blocks: readonly Block[]): AdaptiveCard =>
    adaptiveCard([renderTitle(card), ...renderBlocks(blocks, names), ...(mentioned ? [mentioned.line] : [])], {
      fallback,
      ...(mentioned && { entities: mentioned.entities }),
    });
  return fitting(card.blocks, drawn);
}

/** The frame around everything that is drawn. */
export function adaptiveCard(
  body: readonly Element[],
  { fallback, entities }: { readonly fallback: string; readonly entities?: readonly MentionEntity[] },
): AdaptiveCard {
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: limits.cardVersion,
    body,
    fallbackText: fallback,
    msteams: { width: "Full", ...(entities && { entities }) },
  };
}

/** Lines set apart by a divider carry it themselves. */
export function renderBlocks(blocks: readonly Block[], names: Names): readonly Element[] {
  const out: Element[] = [];
  let apart = false;
  for (const block of blocks) {
    if (block.kind === "divider") {
      apart = true;
      continue;
    }
    const [first, ...rest] = renderBlock(block, names);
    if (first === undefined) continue;
    out.push(apart ? { ...first, separator: true, spacing: "medium" } : first, ...rest);
    apart = false;
  }
  return out;
}

function renderTitle(card: Card): RichTextBlock {
  const title = cut(titleText(card, byMention), limits.title);
  return plainText(title, card.brief ? { weight: "bolder" } : { weight: "bolder", size: "large" });
}

function renderBlock(block: Exclude<Block, { kind: "divider" }>, names: Names): readonly Element[] {
  switch (block.kind) {
    case "text":
      return [richText(block.spans, names)];
    case "note":
      return [richText(block.spans, names, { size: "small", isSubtle: true })];
    case "fields":
      return block.fields.map(({ label, value }, at) =>
        below(at, richText([{ kind: "bold", text: label }, { kind: "plain", text: " " }, ...value], names)),
      );
    case "list":
      return block.items.map((item, at) => {
        const mark = block.ordered ? `${at + 1}. ` : "• ";
        return below(at, richText([{ kind: "plain", text: mark }, ...item], names));
      });
    case "table":
      return [renderTable(block, names)];
    case "progress":
      return [plainText(`${progressWords(block)} ${bar(block.done, block.of)}`)];
    case "actions":
      return renderActions(block.buttons);
  }
}

/** Lines of one block stand close together. */
function below(at: number, element: RichTextBlock): RichTextBlock {
  return at === 0 ? element : { ...element, spacing: "small" };
}

function renderTable({ columns, rows }: Extract<Block, { kind: "table" }>, names: Names): Table {
  const shown = columns.slice(0, limits.tableColumns);
  const header = shown.map((column) => plainText(column, { weight: "bolder" }));
  const body = rows.slice(0, limits.tableRows).map((row) => shown.map((_column, at) => richText(row[at] ?? [], names)));
  return {
    type: "Table",
    firstRowAsHeaders: true,
    showGridLines: false,
    columns: shown.map(() => ({ width: 1 })),
    rows: [header, ...body].map((cells) => ({
      type: "TableRow",
      cells: cells.map((cell) => ({ type: "TableCell", items: [cell] })),
    })),
  };
}

/** Blocks that do not fit are left out with a word about it; the buttons, which stand last, stay. */
function fitting(blocks: readonly Block[], drawn: (blocks: readonly Block[]) => AdaptiveCard): AdaptiveCard {
  const whole = drawn(blocks);
  if (sizeOf(whole) <= limits.activityBytes) return whole;
  const last = blocks.at(-1);
  const tail: readonly Block[] = last?.kind === "actions" ? [last] : [];
  const word: Block = { kind: "note", spans: [{ kind: "plain", text: "The rest does not fit into one message." }] };
  const rest = blocks.slice(0, blocks.length - tail.length).flatMap(inPieces);
  for (let count = rest.length; count > 0; count -= 1) {
    const smaller = drawn([...rest.slice(0, count), word, ...tail]);
    if (sizeOf(smaller) <= limits.activityBytes) return smaller;
  }
  return drawn([word, ...tail]);
}

/** A long list or table as one of its own for each line, so that a part of it can stay. */
function inPieces(block: Block): readonly Block[] {
  if (block.kind === "list") {
    return block.items.map((item) => ({ kind: "text", spans: [{ kind: "plain", text: "• " }, ...item] }));
  }
  if (block.kind === "table") return block.rows.map((row) => ({ kind: "text", spans: joinedCells(row) }));
  return [block];
}

function joinedCells(cells: readonly Rich[]): Rich {
  return cells.flatMap((cell, at): Rich => (at === 0 ? cell : [{ kind: "plain", text: " · " }, ...cell]));
}

function sizeOf(card: AdaptiveCard): number {
  return Buffer.byteLength(JSON.stringify(card));
}
