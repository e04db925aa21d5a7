import { z } from "zod";
import type { OciVirtualCircuit } from "../clouds/oci/oci-resources.ts";
import { parseBandwidthShape } from "../domain/bandwidth.ts";
import { InterconnectError } from "../domain/errors.ts";
import { defineStep, type Step } from "../graph/step.ts";
import { cannotShrink, linkEndGone, toldLately } from "./bandwidth-change.ts";
import type { Clouds } from "./clouds.ts";
import { lasting } from "./durations.ts";
import { ociDurations } from "./oci-durations.ts";
import { findOwned, tagsOf } from "./oci-owned.ts";

const params = z.strictObject({
  /** Absent where nobody noted it: then it is looked for by its tags. */
  id: z.string().optional(),
  name: z.string(),
  bandwidthMbps: z.number(),
});

type Params = z.infer<typeof params>;

const mbpsOf = ({ bandwidthShape }: OciVirtualCircuit): number | undefined =>
  bandwidthShape === undefined ? undefined : parseBandwidthShape(bandwidthShape);

const failed: ReadonlySet<string> = new Set(["FAILED", "INACTIVE"]);

function ended({ id, name, lifecycleState }: OciVirtualCircuit): InterconnectError {
  return new InterconnectError({
    code: "ResourceFailed",
    kind: "blocked",
    message: `Oracle could not give the virtual circuit its new bandwidth (${name} is ${lifecycleState}).`,
    hint: "Look at it in Oracle's console, with Oracle support if it stays so. When it is PROVISIONED again press Retry, or take the link down.",
    details: { side: "oci", resource: id },
  });
}

/**
 * Oracle's half of a resize, after Azure's: both must be equal. Oracle provisions the virtual circuit anew, so that both
 * BGP sessions go down until it is PROVISIONED again; nothing else of it is sent along.
 *
 * Outputs: `bandwidthMbps`.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/VirtualCircuit/UpdateVirtualCircuit
 */
const virtualCircuitBandwidth: Step<Clouds, Params, OciVirtualCircuit> = {
  kind: "oci.virtual-circuit-bandwidth",
  ...lasting(ociDurations.virtualCircuitBandwidth),

  async observe({ id, name, bandwidthMbps }, { clouds, owner }) {
    const found = await findOwned(clouds.oci.virtualCircuits, tagsOf(owner, "oci.virtual-circuit"), id);
    if (found === undefined) throw linkEndGone("oci", name);
    const hasMbps = mbpsOf(found) ?? 0;
    if (hasMbps > bandwidthMbps) throw cannotShrink("oci", hasMbps, bandwidthMbps);
    return found;
  },

  sync({ bandwidthMbps }, circuit, { clouds, now, sentAt }) {
    if (circuit.lifecycleState !== "PROVISIONED" || mbpsOf(circuit) === bandwidthMbps) return undefined;
    if (toldLately(sentAt, now)) return undefined;
    return {
      what: `set the virtual circuit's bandwidth to ${bandwidthMbps} Mbps`,
      send: (leave) => clouds.oci.virtualCircuits.resize(circuit, bandwidthMbps, leave),
    };
  },

  settled({ bandwidthMbps }, circuit) {
    if (circuit === undefined) return { state: "waiting", reason: "Oracle does not show the virtual circuit yet" };
    if (failed.has(circuit.lifecycleState)) return { state: "dead", error: ended(circuit) };
    if (circuit.lifecycleState !== "PROVISIONED") {
      return {
        state: "waiting",
        reason: `Oracle is provisioning the virtual circuit anew (${circuit.lifecycleState}); no traffic flows meanwhile`,
      };
    }
    if (mbpsOf(circuit) !== bandwidthMbps) {
      return { state: "waiting", reason: "Oracle does not show the new bandwidth yet" };
    }
    return { state: "done", outputs: { bandwidthMbps } };
  },
};

export const ociVirtualCircuitBandwidth = defineStep(virtualCircuitBandwidth, (stored) => params.parse(stored));
