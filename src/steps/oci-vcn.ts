import { z } from "zod";
import type { OciVcn } from "../clouds/oci/oci-resources.ts";
import { defineStep } from "../graph/step.ts";
import { ociDurations } from "./oci-durations.ts";
import { ociStep } from "./oci-step.ts";

const params = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  cidrs: z.array(z.string()).min(1),
});

/**
 * A new VCN, with the default route table that OCI makes for it. Free of charge.
 *
 * Outputs: `vcnId`, `defaultRouteTableId`.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingVCNs.htm
 */
export const ociVcn = defineStep(
  ociStep<z.infer<typeof params>, OciVcn>({
    kind: "oci.vcn",
    duration: ociDurations.network,
    collection: (oci) => oci.vcns,
    create: ({ name, cidrs }, { context, tags, leave }) => context.clouds.oci.vcns.create({ name, cidrs, tags }, leave),
    ready: "AVAILABLE",
    reasons: { PROVISIONING: "Oracle is creating the VCN", TERMINATING: "Oracle is removing the VCN" },
    outputs: ({ id, defaultRouteTableId }) => ({
      vcnId: id,
      ...(defaultRouteTableId !== undefined && { defaultRouteTableId }),
    }),
  }),
  (stored) => params.parse(stored),
);
