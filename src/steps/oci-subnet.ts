import { z } from "zod";
import type { OciSubnet } from "../clouds/oci/oci-resources.ts";
import { defineStep } from "../graph/step.ts";
import { ociDurations } from "./oci-durations.ts";
import { idFrom, ociStep } from "./oci-step.ts";

const params = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  cidr: z.string(),
  /** Absent: the VCN that `oci.vcn` made. */
  vcnId: z.string().optional(),
});

/**
 * A private subnet in a new VCN. A DRG announces subnets, not the VCN: without one Azure would learn nothing. Free of
 * charge.
 *
 * Outputs: `subnetId`.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingVCNs.htm
 */
export const ociSubnet = defineStep(
  ociStep<z.infer<typeof params>, OciSubnet>({
    kind: "oci.subnet",
    duration: ociDurations.network,
    collection: (oci) => oci.subnets,
    create({ name, cidr, vcnId }, { context, tags, leave }) {
      const wanted = { name, cidr, tags, vcnId: idFrom(context, vcnId, "oci.vcn", "vcnId") };
      return context.clouds.oci.subnets.create(wanted, leave);
    },
    ready: "AVAILABLE",
    reasons: { PROVISIONING: "Oracle is creating the subnet", TERMINATING: "Oracle is removing the subnet" },
    outputs: ({ id }) => ({ subnetId: id }),
  }),
  (stored) => params.parse(stored),
);
