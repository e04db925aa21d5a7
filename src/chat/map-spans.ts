import type { Block, Rich, Span } from "./card.ts";

/** What stands in the place of a span. */
export type SpanChange = (span: Span) => Promise<Rich>;

/** The same blocks with every span changed, wherever one may stand. */
export function mapSpans(blocks: readonly Block[], change: SpanChange): Promise<readonly Block[]> {
  return Promise.all(blocks.map((block) => inBlock(block, change)));
}

async function inBlock(block: Block, change: SpanChange): Promise<Block> {
  const inRich = async (spans: Rich): Promise<Rich> => (await Promise.all(spans.map(change))).flat();
  switch (block.kind) {
    case "text":
    case "note":
      return { ...block, spans: await inRich(block.spans) };
    case "fields": {
      const fields = block.fields.map(async ({ label, value }) => ({ label, value: await inRich(value) }));
      return { ...block, fields: await Promise.all(fields) };
    }
    case "list":
      return { ...block, items: await Promise.all(block.items.map(inRich)) };
    case "table":
      return { ...block, rows: await Promise.all(block.rows.map((row) => Promise.all(row.map(inRich)))) };
    case "progress":
    case "divider":
    case "actions":
      return block;
  }
}
