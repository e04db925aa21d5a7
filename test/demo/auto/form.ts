import type { InputBlock } from "../../simulators/slack/block-kit/blocks.ts";
import { optionsOf } from "../../simulators/slack/block-kit/elements.ts";
import type { RichOption } from "../../simulators/slack/block-kit/objects.ts";
import type { Player } from "../../simulators/slack/player/player.ts";
import { inputsOf } from "../../simulators/slack/workspace/fields.ts";
import { eventually } from "../../support/eventually.ts";

/** Fills in a modal as a person does: by the labels that they read. */

const FOLLOWS = { withinMs: 10_000 };

/** Whose modal it is, and who plays them. */
export interface Reader {
  readonly player: Player;
  readonly who: string;
}

const questionNamed = async ({ player, who }: Reader, label: string): Promise<{ viewId: string; block: InputBlock }> =>
  eventually(() => {
    const { viewId, blocks } = player.modalOf(who);
    const block = inputsOf(blocks).find((one) => one.label.text === label);
    return block && { viewId, block };
  }, FOLLOWS);

const optionNamed = (options: readonly RichOption[], label: string): string => {
  const found =
    options.find(({ text }) => text.text === label) ?? options.find(({ text }) => text.text.includes(label));
  if (found) return found.value;
  const there = options.map(({ text }) => text.text).join(", ");
  throw new RangeError(`"${label}" is not among: ${there || "no options at all"}`);
};

/** Options of a searched menu come from what the bot has read of the clouds; right after its start it may have none. */
const searched = async (
  { player, who }: Reader,
  viewId: string,
  { block_id: blockId, element }: InputBlock,
  text: string,
) =>
  eventually(async () => {
    const actionId = element.action_id ?? "";
    const { options } = await player.typeInSelect({ who, viewId, actionId, blockId, text });
    return optionNamed(options, text);
  }, FOLLOWS);

const valueOf = async (reader: Reader, viewId: string, block: InputBlock, answer: string): Promise<string> => {
  const { element } = block;
  switch (element.type) {
    case "external_select":
    case "multi_external_select":
      return searched(reader, viewId, block, answer);
    case "static_select":
    case "multi_static_select":
      return optionNamed(optionsOf(element), answer);
    case "radio_buttons":
    case "checkboxes":
      return optionNamed(element.options, answer);
    default:
      return answer;
  }
};

/** What stands in the modal, to see when it has followed a choice. */
const looks = ({ player, who }: Reader): string => JSON.stringify(player.modalOf(who).blocks);

/** Answers the question with this label. Where others depend on it, waits until the form has followed. */
export const answer = async (reader: Reader, label: string, text: string): Promise<void> => {
  const { player, who } = reader;
  const { viewId, block } = await questionNamed(reader, label);
  const value = await valueOf(reader, viewId, block, text);
  const { block_id: blockId, element, dispatch_action: dispatches } = block;
  if (!dispatches) {
    player.fillIn(who, viewId, { [blockId]: value });
    return;
  }
  const before = looks(reader);
  await player.clickInView({ who, viewId, blockId, actionId: element.action_id ?? "", value });
  await eventually(() => looks(reader) !== before, FOLLOWS);
};

/** Presses the modal's button. @throws Error with what is wrong on which field when it is not taken */
export const submit = async ({ player, who }: Reader): Promise<void> => {
  const { viewId, blocks } = player.modalOf(who);
  const { result, errors } = await player.submitView({ who, viewId });
  if (result === "updated" || result === "closed" || result === "cleared") return;
  const labels = new Map(inputsOf(blocks).map((block) => [block.block_id, block.label.text]));
  const said = Object.entries(errors).map(([blockId, error]) => `${labels.get(blockId) ?? blockId}: ${error}`);
  throw new Error(`The form was not taken (${result}). ${said.join("; ")}`);
};
