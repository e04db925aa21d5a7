import { z } from "zod";
import { defineStep } from "../graph/step.ts";
import type { Clouds } from "./clouds.ts";

/** A person's decision has no usual duration; looks are rare, since the signal wakes the operation. */
const lookEveryMs = 600_000;
const never = Number.POSITIVE_INFINITY;

const params = z.strictObject({});

/** Awaited state: somebody has said that traffic may flow. Outputs: who, and when. */
export const gateActivate = defineStep<Clouds, z.infer<typeof params>, never>(
  {
    kind: "gate.activate",
    usualMs: () => lookEveryMs,
    deadlineMs: () => never,
    signal: "activate",
    observe: () => Promise.resolve(undefined),
    settled(_params, _observed, { signals }) {
      const said = signals["activate"];
      return said === undefined
        ? { state: "waiting", reason: "Waiting for somebody to say Activate" }
        : { state: "done", outputs: said };
    },
  },
  (stored) => params.parse(stored),
);
