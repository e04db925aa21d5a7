import { z } from "zod";
import { defineStep } from "../graph/step.ts";
import type { Clouds } from "./clouds.ts";

const params = z.strictObject({
  /** How long to wait, in ms of the operation's clock. */
  waitMs: z.number().positive(),
  /** What the wait is for, in words. */
  reason: z.string(),
});

type Params = z.infer<typeof params>;

const never = Number.POSITIVE_INFINITY;

/**
 * Awaited state: some time has passed since the step began, and nothing is frozen. Notes `until`, Unix milliseconds of the operation's clock;
 * looks at no cloud. Outputs: `endedAt`.
 */
export const gateSoak = defineStep<Clouds, Params, number>(
  {
    kind: "gate.soak",
    usualMs: ({ waitMs }) => waitMs,
    deadlineMs: () => never,
    observe({ waitMs }, context) {
      const { memo, now } = context;
      const until = typeof memo["until"] === "number" ? memo["until"] : now + waitMs;
      context.note({ until });
      return Promise.resolve(until - now);
    },
    settled({ reason }, leftMs = 0, { now, frozen }) {
      if (leftMs > 0) return { state: "waiting", reason, retryAfterMs: leftMs };
      // What cannot be begun yet must not look as if it had been: until then everything can still be put back.
      if (frozen) return { state: "waiting", reason: `${reason}, and it waits for the end of the freeze` };
      return { state: "done", outputs: { endedAt: now } };
    },
  },
  (stored) => params.parse(stored),
);
