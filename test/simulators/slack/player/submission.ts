import { z } from "zod";
import { modalOf } from "../methods/modals.ts";
import { Refusal } from "../methods/refusal.ts";
import { inputsOf } from "../workspace/fields.ts";
import { showing, type View } from "../workspace/views.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What a modal does after its submission was answered. */
export type SubmissionResult = "closed" | "errors" | "updated" | "pushed" | "cleared" | "failed";

const answerSchema = z.discriminatedUnion("response_action", [
  z.strictObject({ response_action: z.literal("errors"), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal("update"), view: z.unknown() }),
  z.strictObject({ response_action: z.literal("push"), view: z.unknown() }),
  z.strictObject({ response_action: z.literal("clear") }),
]);

function complain({ views }: Workspace, view: View, errors: Record<string, string>): SubmissionResult {
  const inputs = new Set(inputsOf(showing(view).modal.blocks).map((block) => block.block_id));
  const strays = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  if (strays.length > 0 || Object.keys(errors).length === 0)
    throw new Refusal("invalid_arguments", { reasons: [`errors name no input block: ${strays.join(", ")}`] });
  views.complain(view, errors);
  return "errors";
}

function follow(workspace: Workspace, view: View, answer: z.infer<typeof answerSchema>): SubmissionResult {
  const { views } = workspace;
  switch (answer.response_action) {
    case "errors":
      return complain(workspace, view, answer.errors);
    case "update":
      views.update(view, modalOf(workspace, answer.view, view));
      return "updated";
    case "push":
      if (!views.push(view.person, modalOf(workspace, answer.view))) throw new Refusal("push_limit_reached");
      return "pushed";
    default:
      views.closeAll(view.person);
      return "cleared";
  }
}

/** Does what the app answered to a submission; an answer that Slack would not take changes nothing. */
export function followAnswer(workspace: Workspace, view: View, body: unknown): SubmissionResult {
  if (body === undefined || body === "") {
    workspace.views.close(view);
    return "closed";
  }
  try {
    const answer = answerSchema.safeParse(body);
    if (!answer.success)
      throw new Refusal("invalid_arguments", { reasons: answer.error.issues.map((issue) => issue.message) });
    return follow(workspace, view, answer.data);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    workspace.journal.refuse({ method: "view_submission", error: problem.code, reasons: problem.reasons });
    return "failed";
  }
}
