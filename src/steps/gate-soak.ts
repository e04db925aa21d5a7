import { z } from "zod";
import { toReading } from "../clouds/to-reading.ts";
import { objectionToReturn } from "../domain/joint-state.ts";
import { defineStep } from "../graph/step.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { jointState } from "./link-ends.ts";
import { findOwned, tagsOf } from "./oci-owned.ts";

const params = z.strictObject({
  /** How long to wait, in ms of the operation's clock. */
  waitMs: z.number().positive(),
  /** What the wait is for, in words. */
  reason: z.string(),
  /** The link whose traffic may be brought back meanwhile; absent where there is none. */
  link: z.strictObject({ circuitId: z.string(), virtualCircuitId: z.string().optional() }).optional(),
});

type Params = z.infer<typeof params>;

const never = Number.POSITIVE_INFINITY;

/** A link can break while it is waited for; what its card offers is no older than this. In ms. */
const looksEveryMs = 60_000;

/** Notes why traffic cannot be brought back. What cannot be read now says nothing, and holds up nothing. */
async function noteBroken(link: NonNullable<Params["link"]>, context: CloudContext): Promise<void> {
  const { clouds, owner, now } = context;
  const tags = tagsOf(owner, "oci.virtual-circuit");
  const ends = await toReading(
    () => now,
    async () => {
      const [circuit, virtualCircuit] = await Promise.all([
        clouds.azure.readCircuit(link.circuitId),
        findOwned(clouds.oci.virtualCircuits, tags, link.virtualCircuitId),
      ]);
      return jointState({ circuit, virtualCircuit });
    },
  );
  if (ends.known) context.note({ broken: objectionToReturn(ends.value) ?? null });
}

/**
 * Awaited state: some time has passed since the step began, and nothing is frozen. Notes `until`, Unix milliseconds of
 * the operation's clock, and `broken`, why the link can carry no traffic again, in words. It waits all the same: nothing
 * is removed earlier than was approved. Outputs: `endedAt`.
 */
export const gateSoak = defineStep<Clouds, Params, number>(
  {
    kind: "gate.soak",
    usualMs: ({ waitMs }) => waitMs,
    deadlineMs: () => never,
    async observe({ waitMs, link }, context) {
      const { memo, now } = context;
      const until = typeof memo["until"] === "number" ? memo["until"] : now + waitMs;
      context.note({ until });
      if (link && until > now) await noteBroken(link, context);
      return until - now;
    },
    settled({ reason, link }, leftMs = 0, { now, frozen }) {
      const retryAfterMs = link ? Math.min(leftMs, looksEveryMs) : leftMs;
      if (leftMs > 0) return { state: "waiting", reason, retryAfterMs };
      // What cannot be begun yet must not look as if it had been: until then everything can still be put back.
      if (frozen) return { state: "waiting", reason: `${reason}, and it waits for the end of the freeze` };
      return { state: "done", outputs: { endedAt: now } };
    },
  },
  (stored) => params.parse(stored),
);
