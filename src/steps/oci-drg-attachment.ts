import { z } from "zod";
import type { NewDrgAttachment, OciDrgAttachment } from "../clouds/oci/oci-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { defineStep } from "../graph/step.ts";
import type { CloudContext } from "./clouds.ts";
import { ociDurations } from "./oci-durations.ts";
import { type Creation, idFrom, ociStep } from "./oci-step.ts";

const params = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  /** Absent: the VCN that `oci.vcn` made. */
  vcnId: z.string().optional(),
  /** Absent: the DRG that `oci.drg` made. */
  drgId: z.string().optional(),
});

/** A VCN takes one DRG: a conflict that waiting will not end is one with another attachment. */
async function explainConflict(thrown: unknown, vcnId: string, { clouds }: CloudContext): Promise<unknown> {
  if (!(thrown instanceof InterconnectError) || thrown.kind !== "conflict") return thrown;
  const attachments = await clouds.oci.drgAttachments.list();
  const other = attachments.find(
    ({ networkId, lifecycleState }) => networkId === vcnId && lifecycleState === "ATTACHED",
  );
  if (other === undefined) return thrown;
  return new InterconnectError({
    code: "ForeignResource",
    kind: "blocked",
    message: `The VCN is already attached to another DRG by ${other.name}, and it can have only one.`,
    hint: "Detach it and press Retry, or ask for another link through that DRG.",
    details: { ...thrown.details, resource: other.id },
    cause: thrown,
  });
}

async function attach(wanted: NewDrgAttachment, { context, leave }: Creation): Promise<OciDrgAttachment> {
  try {
    return await context.clouds.oci.drgAttachments.create(wanted, leave);
  } catch (thrown) {
    throw await explainConflict(thrown, wanted.vcnId, context);
  }
}

/**
 * Joins a VCN to a DRG. Free of charge; nothing flows before route rules point to the DRG.
 *
 * Outputs: `attachmentId`.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingDRGs.htm
 */
export const ociDrgAttachment = defineStep(
  ociStep<z.infer<typeof params>, OciDrgAttachment>({
    kind: "oci.drg-attachment",
    duration: ociDurations.drgAttachment,
    collection: (oci) => oci.drgAttachments,
    create({ name, vcnId, drgId }, creation) {
      const { context, tags } = creation;
      const ends = {
        vcnId: idFrom(context, vcnId, "oci.vcn", "vcnId"),
        drgId: idFrom(context, drgId, "oci.drg", "drgId"),
      };
      return attach({ name, tags, ...ends }, creation);
    },
    ready: "ATTACHED",
    reasons: {
      ATTACHING: "Oracle is attaching the VCN to the DRG",
      DETACHING: "Oracle is detaching the VCN from the DRG",
    },
    outputs: ({ id }) => ({ attachmentId: id }),
  }),
  (stored) => params.parse(stored),
);
