import { type Interactive, interactiveIn } from "../block-kit/block-kit.ts";
import type { Block } from "../block-kit/blocks.ts";
import type { RichOption } from "../block-kit/objects.ts";
import { type Entry, entered, type FieldState, untouched } from "../workspace/fields.ts";
import { wallTs } from "./stage.ts";

/** Which of several elements with one action_id is meant, and what is chosen in it. */
export interface Choice {
  readonly blockId?: string | undefined;
  /** For a button the value it carries, for anything else what is entered. */
  readonly value?: Entry | undefined;
}

/** An element in its block. */
export interface Placed {
  readonly block: Block;
  readonly element: Interactive;
}

const isMeant = ({ block, element }: Placed, actionId: string, { blockId, value }: Choice): boolean =>
  element.action_id === actionId &&
  (blockId === undefined || block.block_id === blockId) &&
  (element.type !== "button" || value === undefined || element.value === value);

/** The one element that is meant. @throws RangeError when there is none, or more than one */
export function findAction(blocks: readonly Block[], actionId: string, choice: Choice = {}): Placed {
  const all = blocks.flatMap((block) => interactiveIn(block).map((element) => ({ block, element })));
  const [found, another] = all.filter((one) => isMeant(one, actionId, choice));
  if (found && !another) return found;
  const there = all.map(({ element }) => element.action_id).join(", ");
  throw new RangeError(`${another ? "more than one" : "no"} ${actionId} among: ${there || "nothing to click"}`);
}

/** The element's value after the choice, as payloads report it; a button has none. */
export function chosenState({ element }: Placed, { value }: Choice, offered: readonly RichOption[]) {
  if (element.type === "button") return undefined;
  return value === undefined ? untouched(element) : entered(element, value, offered);
}

/** One entry of `actions` in a `block_actions` payload. */
export function actionJson({ block, element }: Placed, state: FieldState | undefined) {
  const common = { block_id: block.block_id, action_id: element.action_id, action_ts: wallTs() };
  if (element.type !== "button") return { ...common, ...state };
  const { type, text, value, style } = element;
  return { ...common, type, text, ...(value !== undefined && { value }), ...(style && { style }) };
}
