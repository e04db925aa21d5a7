import { z } from "zod";
import type { OciDrg } from "../clouds/oci/oci-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { defineStep } from "../graph/step.ts";
import type { CloudContext } from "./clouds.ts";
import { ociDurations } from "./oci-durations.ts";
import { ociStep } from "./oci-step.ts";

const params = z.strictObject({ id: z.string().optional(), name: z.string() });

const ended: ReadonlySet<string> = new Set(["DETACHED"]);

/** Ours were detached before: what is attached for so long is somebody else's. In ms. */
const othersAfterMs = 2 * 60_000;

const attachedTo = async (drg: OciDrg, { clouds }: CloudContext) =>
  (await clouds.oci.listAttachments(drg.id)).filter(({ lifecycleState }) => !ended.has(lifecycleState));

/** What others have attached meanwhile. */
async function othersOn(drg: OciDrg, context: CloudContext): Promise<readonly string[]> {
  const { memo, now } = context;
  const attached = await attachedTo(drg, context);
  const since = typeof memo["attachedSince"] === "number" ? memo["attachedSince"] : now;
  context.note({ attachedSince: attached.length === 0 ? null : since });
  return now - since < othersAfterMs ? [] : attached.map(({ name }) => `attachment ${name}`);
}

/** Removing a DRG would take with it whatever is attached: a VCN, a VPN, somebody else's virtual circuit. */
async function refuseWhileAttached(drg: OciDrg, context: CloudContext): Promise<void> {
  const holding = await attachedTo(drg, context);
  if (holding.length === 0) return;
  throw new InterconnectError({
    code: "AnotherOperation",
    kind: "conflict",
    message: `${drg.name} is still attached to ${holding.map(({ name }) => name).join(", ")}, so the bot keeps it.`,
    hint: "It is removed once nothing is attached to it any more.",
    details: { side: "oci", resource: drg.id },
  });
}

/**
 * A new DRG: the router through which the VCN reaches the virtual circuit. Free of charge.
 *
 * Outputs: `drgId`; after a removal `kept`, the attachments of others, when it had to stay.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingDRGs.htm
 */
export const ociDrg = defineStep(
  ociStep<z.infer<typeof params>, OciDrg>({
    kind: "oci.drg",
    duration: ociDurations.drg,
    collection: (oci) => oci.drgs,
    create: ({ name }, { context, tags, leave }) => context.clouds.oci.drgs.create({ name, tags }, leave),
    ready: "AVAILABLE",
    reasons: { PROVISIONING: "Oracle is creating the DRG", TERMINATING: "Oracle is removing the DRG" },
    outputs: ({ id }) => ({ drgId: id }),
    usedBy: othersOn,
    guard: (_params, drg, context) => refuseWhileAttached(drg, context),
  }),
  (stored) => params.parse(stored),
);
