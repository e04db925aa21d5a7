import { z } from "zod";
import type { VerdictReport } from "../domain/finding.ts";
import { toJson } from "../domain/json.ts";
import { defineStep, type Settled, type Step } from "../graph/step.ts";
import type { LinkTarget } from "../survey/link-parts.ts";
import { readLink } from "../survey/read-link.ts";
import { expectedLinkSchema } from "../verify/expected.ts";
import { judge } from "../verify/verdict.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { idFrom } from "./oci-step.ts";

const params = z.strictObject({
  expected: expectedLinkSchema,
  /** Ids of what was brought; absent ones are those of the steps that made it. */
  circuitId: z.string().optional(),
  gatewayId: z.string().optional(),
  connectionId: z.string().optional(),
  virtualCircuitId: z.string().optional(),
  drgId: z.string().optional(),
  vcnId: z.string().optional(),
});

type Params = z.infer<typeof params>;

/** How long after the first look anything but healthy is read again: routes need a moment to travel. In ms. */
const GRACE_MS = 3 * 60_000;

type Observed =
  | { readonly state: "reading"; readonly retryAfterMs: number }
  | { readonly state: "read"; readonly report: VerdictReport; readonly readAt: number; readonly final: boolean };

/**
 * Reads the whole link from both clouds over several looks and says how it stands. An honest degraded, down or unknown
 * is its result, not a failure; it never fails, and it changes nothing.
 *
 * Outputs: `report` (a `VerdictReport`) and `readAt`, Unix milliseconds at which that reading began.
 */
const verify: Step<Clouds, Params, Observed> = {
  kind: "link.verify",
  ...lasting(durations.verify),
  async observe(wanted, context) {
    const { memo, now } = context;
    const firstLookAt = typeof memo["firstLookAt"] === "number" ? memo["firstLookAt"] : now;
    const target = targetOf(wanted, context);
    const progress = await readLink(context.clouds, target, memo["link"], () => now);
    context.note({ firstLookAt, link: progress.complete ? null : progress.memo });
    if (!progress.complete) return { state: "reading", retryAfterMs: progress.retryAfterMs };
    const report = judge(progress.facts, { ...wanted.expected, vcnId: target.vcnId, drgId: target.drgId });
    const final = report.verdict === "healthy" || now - firstLookAt >= GRACE_MS;
    return { state: "read", report, readAt: progress.facts.readAt, final };
  },
  settled(_wanted, observed): Settled {
    if (observed?.state !== "read") {
      const retryAfterMs = observed?.retryAfterMs ?? 0;
      return { state: "waiting", reason: "Reading both clouds; Azure collects its tables", retryAfterMs };
    }
    const { report, readAt, final } = observed;
    if (final) return { state: "done", outputs: toJson({ report, readAt }) };
    const cause = report.findings[0]?.cause ?? "Not everything could be read.";
    return { state: "waiting", reason: `${cause} Reading again` };
  },
};

function targetOf(wanted: Params, context: CloudContext): LinkTarget {
  return {
    circuitId: idFrom(context, wanted.circuitId, "azure.circuit", "circuitId"),
    gatewayId: idFrom(context, wanted.gatewayId, "azure.gateway", "gatewayId"),
    connectionId: idFrom(context, wanted.connectionId, "azure.connection", "connectionId"),
    virtualCircuitId: idFrom(context, wanted.virtualCircuitId, "oci.virtual-circuit", "virtualCircuitId"),
    drgId: idFrom(context, wanted.drgId, "oci.drg", "drgId"),
    vcnId: idFrom(context, wanted.vcnId, "oci.vcn", "vcnId"),
  };
}

export const linkVerify = defineStep(verify, (stored) => params.parse(stored));
