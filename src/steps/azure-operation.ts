import { nameOf } from "../clouds/azure/arm-ids.ts";
import type { Accepted } from "../clouds/azure/azure-resources.ts";
import { withLeave } from "../clouds/transport.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { Leave } from "../graph/step.ts";
import type { CloudContext } from "./clouds.ts";

/** Under which name a step notes the URL of the operation it began. */
export type OperationNote = "operationUrl" | "removalUrl";

/** Sends one changing call and notes where its operation can be followed. */
export async function sendNoted(
  context: CloudContext,
  leave: Leave,
  note: OperationNote,
  send: () => Promise<Accepted>,
): Promise<void> {
  const { operationUrl } = await withLeave(leave, send);
  context.note({ [note]: operationUrl ?? null });
}

/** Why a noted operation failed: Azure tells it only at the operation's URL, and only for some days. */
export async function noteworthyFailure(
  { clouds, memo }: CloudContext,
  note: OperationNote,
): Promise<InterconnectError | undefined> {
  const url = memo[note];
  return typeof url === "string" ? (await clouds.azure.readOperation(url)).error : undefined;
}

/**
 * Absence after an accepted create can mean that the create failed: then the reason is thrown, once, so that a Retry
 * makes the resource anew.
 */
export async function throwIfCreateFailed(context: CloudContext): Promise<void> {
  const failure = await noteworthyFailure(context, "operationUrl");
  if (failure === undefined) return;
  context.note({ operationUrl: null });
  throw failure;
}

/** A failed resource whose operation Azure has forgotten, or which failed by itself. */
export function failedWithoutReason(noun: string, id: string, state: string): InterconnectError {
  return new InterconnectError({
    code: "ResourceFailed",
    kind: "blocked",
    message: `Azure shows the ${noun} ${nameOf(id)} as ${state}, and no longer tells why.`,
    hint: "Its activity log in the Azure portal may say more. Choose Retry to have Azure try again.",
    details: { side: "azure", resource: id },
  });
}
