import type { Direction } from "../graph/step.ts";

interface Span {
  readonly usualMs: number;
  readonly deadlineMs: number;
}

/** How long something usually takes, and after how long people hear that it takes unusually long; both in ms. */
export interface UsualDuration extends Span {
  /** Where a removal takes another time than a create. */
  readonly removal?: Span;
}

/** The two parts of a step that say how long it takes. */
export function lasting(duration: UsualDuration) {
  const span = (direction: Direction): Span => (direction === "destroy" && duration.removal) || duration;
  return {
    usualMs: (_params: unknown, direction: Direction) => span(direction).usualMs,
    deadlineMs: (_params: unknown, direction: Direction) => span(direction).deadlineMs,
  };
}

const second = 1_000;
const minute = 60 * second;

/**
 * Usual durations in Azure and of what both clouds do together. They set only how often is looked and when a delay is
 * told; nothing is given up because of them.
 *
 * Sources: the circuit as in Microsoft's own recorded test sessions (90 s, a change of it 11 s, its removal 10 s, a group's removal 30 s); the gateway from the 15 to 45 minutes of
 * Oracle's tutorials (Microsoft says "often 45 minutes or more", its own recorded session took 13); Oracle's "within a
 * few minutes" for the provider state, and "a few minutes" until Azure hears of its end; 60 to 120 s until BGP as measured in labs, with a hold time of 180 s. The others
 * are working values: the clouds publish none. Of a range it is the geometric middle, since such times spread by
 * factors: 26 min of 15 to 45, 135 s of the connection's 1 to 5 min.
 */
export const durations = {
  resourceGroup: {
    usualMs: 3 * second,
    deadlineMs: 2 * minute,
    removal: { usualMs: 30 * second, deadlineMs: 10 * minute },
  },
  circuit: {
    usualMs: 90 * second,
    deadlineMs: 10 * minute,
    removal: { usualMs: 10 * second, deadlineMs: 10 * minute },
  },
  mark: { usualMs: 3 * second, deadlineMs: 5 * minute },
  circuitBandwidth: { usualMs: 11 * second, deadlineMs: 10 * minute },
  vnet: { usualMs: 10 * second, deadlineMs: 5 * minute },
  subnet: { usualMs: 10 * second, deadlineMs: 5 * minute },
  publicIp: { usualMs: 10 * second, deadlineMs: 5 * minute },
  gateway: {
    usualMs: 26 * minute,
    deadlineMs: 60 * minute,
    removal: { usualMs: 10 * minute, deadlineMs: 40 * minute },
  },
  connection: {
    usualMs: 135 * second,
    deadlineMs: 15 * minute,
    removal: { usualMs: 90 * second, deadlineMs: 15 * minute },
  },
  providerProvisioned: { usualMs: 4 * minute, deadlineMs: 15 * minute },
  circuitFree: { usualMs: 3 * second, deadlineMs: 10 * minute },
  providerReleased: { usualMs: 3 * minute, deadlineMs: 15 * minute },
  sessions: { usualMs: 2 * minute, deadlineMs: 10 * minute },
  verify: { usualMs: 15 * second, deadlineMs: 5 * minute },
  proof: { usualMs: 3 * second, deadlineMs: 5 * minute },
} as const satisfies Readonly<Record<string, UsualDuration>>;
