import type { z } from "zod";
import { checkSuggestions } from "../block-kit/block-kit.ts";
import { optionsOf } from "../block-kit/elements.ts";
import type { Option, suggestions } from "../block-kit/objects.ts";
import type { Sending } from "../delivery/carrier.ts";
import type { Receipt } from "../delivery/courier.ts";
import { viewJson } from "../methods/view-json.ts";
import { fieldKey, showing } from "../workspace/views.ts";
import { findAction, type Placed } from "./actions.ts";
import { topView } from "./clicks.ts";
import { actor, type Stage, senderOf } from "./stage.ts";

/** Typing into an external menu of a modal. */
export interface Typing {
  readonly who: string;
  readonly viewId: string;
  readonly actionId: string;
  readonly blockId?: string | undefined;
  readonly text: string;
}

/** What the menu then shows; no receipt when too little was typed for Slack to ask. */
export interface TypingOutcome {
  readonly options: readonly Option[];
  readonly groups: readonly string[];
  readonly receipt?: Receipt;
}

/** Slack asks from this many characters on, unless the menu says otherwise. */
const DEFAULT_MIN_QUERY = 3;

function minQuery({ element }: Placed): number {
  if (element.type !== "external_select" && element.type !== "multi_external_select")
    throw new RangeError(`${element.action_id} is a ${element.type}: its app is not asked for options`);
  return element.min_query_length ?? DEFAULT_MIN_QUERY;
}

function shown(answer: z.infer<typeof suggestions>): Pick<TypingOutcome, "options" | "groups"> {
  if ("options" in answer) return { options: answer.options, groups: [] };
  return { options: optionsOf(answer), groups: answer.option_groups.map(({ label }) => label.text) };
}

/** Types into an external menu: the app is asked, and what it answers can be chosen from then on. */
export async function typeInSelect(stage: Stage, typing: Typing, sending?: Sending): Promise<TypingOutcome> {
  const { workspace, courier } = stage;
  const person = actor(stage, typing.who);
  const view = topView(stage, person, typing.viewId);
  const placed = findAction(showing(view).modal.blocks, typing.actionId, typing);
  if (typing.text.length < minQuery(placed)) return { options: [], groups: [] };
  const { block_id } = placed.block;
  const payload = {
    type: "block_suggestion",
    ...senderOf(stage, person),
    container: { type: "view", view_id: view.id },
    view: viewJson(workspace, view),
    block_id,
    action_id: typing.actionId,
    value: typing.text,
  };
  const what = `block_suggestion ${typing.actionId}`;
  const receipt = await courier.send({ kind: "interactive", what, payload }, sending);
  const checked = checkSuggestions(receipt.body);
  if (receipt.failure) return { options: [], groups: [], receipt };
  if (!checked.ok) {
    workspace.journal.refuse({ method: "block_suggestion", error: "invalid_options", reasons: checked.problems });
    return { options: [], groups: [], receipt };
  }
  const answer = shown(checked.value);
  const key = fieldKey(block_id, typing.actionId);
  view.offered.set(key, [...(view.offered.get(key) ?? []), ...answer.options]);
  return { ...answer, receipt };
}
