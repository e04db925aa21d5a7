import { type Card, holdsServiceKey } from "./card.ts";
import { mapSpans } from "./map-spans.ts";
import type { RevealServiceKey } from "./ports.ts";
import type { Reader } from "./readers.ts";

/** The card with every service key put in; reads nothing when there is none. Call it only for what is sent at once. */
export async function withServiceKeys(card: Card, reader: Reader, reveal: RevealServiceKey): Promise<Card> {
  if (!holdsServiceKey(card)) return card;
  const blocks = await mapSpans(card.blocks, async (span) => {
    if (span.kind !== "service-key") return [span];
    const { kind: _span, ...ref } = span;
    return [{ kind: "code", text: await reveal(ref, reader) }];
  });
  return { ...card, blocks };
}
