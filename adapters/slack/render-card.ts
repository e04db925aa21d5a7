import type { ActionsBlock, Button, ContextBlock, KnownBlock, RichTextBlock, TableBlock } from "@slack/types";
import type { Block, Card, Button as CardButton, Field, Rich } from "../../src/chat/card.ts";
import { bySlash, type WrittenSpan } from "../../src/chat/command-line.ts";
import { cut } from "../../src/chat/cut.ts";
import { progressWords, titleText } from "../../src/chat/fallback.ts";
import { bar } from "../../src/chat/symbols.ts";
import { limits } from "./limits.ts";
import { plain } from "./render-field.ts";
import { renderFallback, renderRich } from "./render-text.ts";

/** A card as Slack takes it: blocks, and the text that says the same. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Draws a card. Text from outside is only ever in plain_text and rich_text, in which Slack parses nothing. */
export function renderCard(card: Card): SlackMessage {
  const blocks = [renderTitle(card), ...renderBlocks(card.blocks, "message")];
  return { text: renderFallback(card), blocks: fitting(blocks, limits.blocksPerMessage) };
}

/** Blocks that stand above or below the fields of a modal, or in a message. Modals have no tables. */
export function renderBlocks(blocks: readonly Block[], where: "message" | "modal"): KnownBlock[] {
  let tables = where === "message" ? 1 : 0;
  const out: KnownBlock[] = [];
  for (const block of blocks) {
    const before = out.at(-1);
    if (block.kind === "list" && before?.type === "rich_text" && endsInSection(before)) {
      // A list belongs to the sentence above it; in a block of its own it would stand apart.
      before.elements.push(...renderList(block));
    } else if (block.kind === "table" && tables > 0) {
      tables -= 1;
      out.push(renderTable(block));
    } else {
      out.push(...renderBlock(block));
    }
  }
  return out;
}

function renderTitle(card: Card): KnownBlock {
  const title = titleText({ ...card, title: cut(card.title, limits.header - 4) }, bySlash);
  if (!card.brief) return { type: "header", text: plain(title, limits.header) };
  return richText([{ kind: "bold", text: title }]);
}

function renderBlock(block: Block): KnownBlock[] {
  switch (block.kind) {
    case "text":
      return [richText(block.spans)];
    case "note":
      return [renderNote(block.spans)];
    case "fields":
      return [richText(block.fields.flatMap(fieldSpans))];
    case "list":
      return block.items.length === 0 ? [] : [{ type: "rich_text", elements: renderList(block) }];
    case "table":
      return [{ type: "rich_text", elements: renderList({ items: block.rows.map(rowSpans), ordered: false }) }];
    case "progress":
      return [richText([{ kind: "plain", text: `${progressWords(block)} ${bar(block.done, block.of)}` }])];
    case "divider":
      return [{ type: "divider" }];
    case "actions":
      return renderActions(block.buttons);
  }
}

function richText(spans: Rich): RichTextBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: renderRich(spans) }] };
}

function endsInSection(block: RichTextBlock): boolean {
  return block.elements.at(-1)?.type === "rich_text_section";
}

function renderList({ items, ordered }: { items: readonly Rich[]; ordered: boolean }): RichTextBlock["elements"] {
  if (items.length === 0) return [];
  return [
    {
      type: "rich_text_list",
      style: ordered ? "ordered" : "bullet",
      elements: items.map((item) => ({ type: "rich_text_section", elements: renderRich(item) })),
    },
  ];
}

/** Small print where it is nothing but text; Slack's small print knows neither people nor times. */
function renderNote(spans: Rich): ContextBlock | RichTextBlock {
  const texts = bySlash.rich(spans).map(bareText);
  if (texts.includes(undefined)) return richText(spans);
  return { type: "context", elements: [plain(texts.join(""), limits.text)] };
}

function bareText(span: WrittenSpan): string | undefined {
  return span.kind === "plain" || span.kind === "bold" || span.kind === "code" ? span.text : undefined;
}

function fieldSpans({ label, value }: Field, at: number): Rich {
  const breakBefore: Rich = at === 0 ? [] : [{ kind: "plain", text: "\n" }];
  return [...breakBefore, { kind: "bold", text: label }, { kind: "plain", text: " " }, ...value];
}

function rowSpans(cells: readonly Rich[]): Rich {
  return cells.flatMap((cell, at): Rich => (at === 0 ? cell : [{ kind: "plain", text: " · " }, ...cell]));
}

function renderTable({ columns, rows }: Extract<Block, { kind: "table" }>): TableBlock {
  const header = columns.map((column) => richText([{ kind: "bold", text: column }]));
  const body = rows.slice(0, limits.tableRows - 1).map((row) => row.map(renderCell));
  const table: TableBlock = {
    type: "table",
    column_settings: columns.map(() => ({ is_wrapped: true })),
    rows: [header, ...body],
  };
  while (table.rows.length > 2 && JSON.stringify(table.rows).length > limits.tableCharacters) table.rows.pop();
  return table;
}

function renderCell(cell: Rich): TableBlock["rows"][number][number] {
  const elements = renderRich(cell);
  if (elements.length === 0) return { type: "raw_text", text: " " };
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

function renderActions(buttons: readonly CardButton[]): ActionsBlock[] {
  // A subject cannot be cut: it would name something else.
  const usable = buttons.filter(({ subject }) => subject.length <= limits.buttonValue).slice(0, limits.buttonsPerBlock);
  if (usable.length === 0) return [];
  const earlier = (at: number) => usable.slice(0, at).filter(({ action }) => action === usable[at]?.action).length;
  return [{ type: "actions", elements: usable.map((button, at) => renderButton(button, earlier(at))) }];
}

function renderButton({ label, action, subject, style, confirm }: CardButton, earlier: number): Button {
  return {
    type: "button",
    // Slack wants the ids within a block to differ; `actionOf` takes the number off again.
    action_id: earlier === 0 ? action : `${action}#${earlier + 1}`,
    text: plain(label, limits.buttonLabel),
    ...(subject !== "" && { value: subject }),
    ...(style && { style }),
    ...(confirm && {
      confirm: {
        title: plain(confirm.title, limits.confirmTitle),
        text: plain(confirm.text, limits.confirmText),
        confirm: plain(confirm.yes, limits.confirmButton),
        deny: plain(confirm.no, limits.confirmButton),
      },
    }),
  };
}

/** The action behind a button's id. */
export function actionOf(actionId: string): string {
  return actionId.replace(/#\d+$/, "");
}

/** Too many blocks are cut with a word about it; the buttons, which stand last, stay. */
function fitting(blocks: KnownBlock[], most: number): KnownBlock[] {
  if (blocks.length <= most) return blocks;
  const last = blocks.at(-1);
  const tail = last?.type === "actions" ? [last] : [];
  const cutWord = renderNote([{ kind: "plain", text: "The rest does not fit into one message." }]);
  return [...blocks.slice(0, most - 1 - tail.length), cutWord, ...tail];
}
