import type { InputBlock } from "../block-kit/blocks.ts";
import type { Sending } from "../delivery/carrier.ts";
import type { Receipt } from "../delivery/courier.ts";
import { viewJson } from "../methods/view-json.ts";
import type { Person } from "../workspace/directory.ts";
import { clientProblem, type Entry, entered, inputsOf } from "../workspace/fields.ts";
import { fieldKey, fieldState, showing, type View } from "../workspace/views.ts";
import { topView } from "./clicks.ts";
import { actor, type Stage, senderOf } from "./stage.ts";
import { followAnswer, type SubmissionResult } from "./submission.ts";

/** What to enter, by action_id or, where that is not enough, by block_id. */
export type Entries = Readonly<Record<string, Entry>>;

/** A submission: what Slack's client itself objected to (then nothing was sent), or what the app answered. */
export interface SubmissionOutcome {
  readonly result: SubmissionResult | "not sent";
  /** By block_id: what the client, or the app, says is wrong. */
  readonly errors: Readonly<Record<string, string>>;
  readonly receipt?: Receipt;
}

function inputNamed(view: View, name: string): InputBlock {
  const inputs = inputsOf(showing(view).modal.blocks);
  const [found, another] = inputs.filter((block) => block.block_id === name || block.element.action_id === name);
  if (found && !another) return found;
  const there = inputs.map((block) => block.element.action_id).join(", ");
  throw new RangeError(`${another ? "more than one" : "no"} field ${name} among: ${there}`);
}

function enterAll(view: View, entries: Entries): void {
  for (const [name, entry] of Object.entries(entries)) {
    const block = inputNamed(view, name);
    const key = fieldKey(block.block_id, block.element.action_id);
    view.entries.set(key, entered(block.element, entry, view.offered.get(key)));
  }
}

/** Enters values into the modal in front of a person; the app hears nothing of it. */
export function fillIn(stage: Stage, who: string, viewId: string, entries: Entries): void {
  enterAll(topView(stage, actor(stage, who), viewId), entries);
}

function clientProblems(view: View): Record<string, string> {
  const problems = inputsOf(showing(view).modal.blocks).map((block) => [
    block.block_id,
    clientProblem(block, fieldState(view, block)),
  ]);
  return Object.fromEntries(problems.filter(([, problem]) => problem !== undefined));
}

const submitPayload = (stage: Stage, person: Person, view: View) => ({
  type: "view_submission",
  ...senderOf(stage, person),
  trigger_id: stage.workspace.triggers.issue(person.id, view.id),
  view: viewJson(stage.workspace, view),
  response_urls: [],
});

/** What to submit: which view, with what entered before. */
export interface Submission {
  readonly who: string;
  readonly viewId: string;
  readonly entries?: Entries | undefined;
}

/** Fills in a modal and presses its submit button, then does what the app answers. */
export async function submitView(stage: Stage, submission: Submission, sending?: Sending): Promise<SubmissionOutcome> {
  const { workspace, courier } = stage;
  const person = actor(stage, submission.who);
  const view = topView(stage, person, submission.viewId);
  const { modal } = showing(view);
  if (!modal.submit || modal.submit_disabled) throw new RangeError(`${view.id} has no submit button to press`);
  enterAll(view, submission.entries ?? {});
  const errors = clientProblems(view);
  if (Object.keys(errors).length > 0) return { result: "not sent", errors };
  view.errors = {};
  const what = `view_submission ${modal.callback_id ?? ""}`;
  const payload = submitPayload(stage, person, view);
  const receipt = await courier.send({ kind: "interactive", what, payload }, sending);
  const result = receipt.failure ? "failed" : followAnswer(workspace, view, receipt.body);
  return { result, errors: view.errors, receipt };
}

/** Closes the modal in front of a person; the app hears of it only where the view asked for that. */
export async function closeView(stage: Stage, who: string, viewId: string): Promise<Receipt | undefined> {
  const { workspace, courier } = stage;
  const person = actor(stage, who);
  const view = topView(stage, person, viewId);
  const { modal } = showing(view);
  const payload = {
    type: "view_closed",
    ...senderOf(stage, person),
    view: viewJson(workspace, view),
    is_cleared: modal.clear_on_close ?? false,
  };
  if (modal.clear_on_close) workspace.views.closeAll(person.id);
  else workspace.views.close(view);
  if (!modal.notify_on_close) return undefined;
  return courier.send({ kind: "interactive", what: `view_closed ${modal.callback_id ?? ""}`, payload });
}
