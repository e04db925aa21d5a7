import type { UsualDuration } from "./durations.ts";

const seconds = 1_000;
const minutes = 60 * seconds;

/**
 * Oracle publishes no durations. The usual ones are working values for small networks; the deadline of the virtual
 * circuit is what Oracle's Terraform provider waits, the others are well past any wait seen.
 */
export const ociDurations = {
  network: { usualMs: 5 * seconds, deadlineMs: 3 * minutes },
  drg: { usualMs: 20 * seconds, deadlineMs: 5 * minutes },
  drgAttachment: { usualMs: 25 * seconds, deadlineMs: 5 * minutes },
  virtualCircuit: {
    usualMs: 4 * minutes,
    deadlineMs: 20 * minutes,
    removal: { usualMs: 2 * minutes, deadlineMs: 20 * minutes },
  },
  virtualCircuitBandwidth: { usualMs: 2 * minutes, deadlineMs: 20 * minutes },
  routeRules: { usualMs: 3 * seconds, deadlineMs: 3 * minutes },
} as const satisfies Readonly<Record<string, UsualDuration>>;
