import type { Block, Rich } from "./card.ts";

/** All running text of these blocks, in order. */
export function spansOf(blocks: readonly Block[]): Rich {
  return blocks.flatMap((block): Rich => {
    switch (block.kind) {
      case "text":
      case "note":
        return block.spans;
      case "fields":
        return block.fields.flatMap(({ value }) => value);
      case "list":
        return block.items.flat();
      case "table":
        return block.rows.flat(2);
      default:
        return [];
    }
  });
}
