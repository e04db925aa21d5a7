import type { FaultEffect } from "../../simulators/kit/faults.ts";

/** A moment of a run: the n-th piece that crosses the border of the product's processes, of all or of those beside Redis. */
export interface Boundary {
  readonly among: "all" | "outside";
  readonly number: number;
}

/** Usual numbers of pieces that cross during a script. */
export interface Crossings {
  readonly all: number;
  readonly outside: number;
}

export type CloudName = "azure" | "oci";

/** One thing that goes wrong in a run. */
export type Fault =
  /** The process whose piece it is dies; another one is started at once. */
  | { readonly kind: "kill"; readonly at: Boundary }
  /** It stands still, and goes on later. */
  | { readonly kind: "stop"; readonly at: Boundary; readonly forMs: number }
  /** Redis dies and comes back on its append-only file. */
  | { readonly kind: "redis"; readonly at: Boundary; readonly forMs: number }
  /** A cloud, or Slack, answers nothing but errors for a while, or cannot be reached. */
  | {
      readonly kind: "away";
      readonly at: Boundary;
      readonly forMs: number;
      readonly who: CloudName | "slack";
      readonly how: "refused" | "unavailable";
    }
  /** Some answers of a cloud, or of Slack, are lost or are errors. */
  | {
      readonly kind: "answers";
      readonly who: CloudName | "slack";
      readonly calls: "changing" | "any";
      readonly after: number;
      readonly times: number;
      readonly effect: FaultEffect;
    }
  /** Slack brings what somebody did once more, so many wall ms later. */
  | { readonly kind: "again"; readonly act: number; readonly afterMs: number };

/** A fault in words, for people who read what a run met. */
export function described(fault: Fault): string {
  switch (fault.kind) {
    case "kill":
      return `kill at ${boundary(fault.at)}`;
    case "stop":
      return `stop for ${fault.forMs} ms at ${boundary(fault.at)}`;
    case "redis":
      return `Redis down for ${fault.forMs} ms at ${boundary(fault.at)}`;
    case "away":
      return `${fault.who} ${fault.how} for ${fault.forMs} ms at ${boundary(fault.at)}`;
    case "answers":
      return `${fault.who}: ${effectOf(fault.effect)} to ${fault.times} ${fault.calls} calls after ${fault.after}`;
    case "again":
      return `act ${fault.act} once more after ${fault.afterMs} ms`;
  }
}

const boundary = ({ among, number }: Boundary): string => `${among} ${number}`;

function effectOf(effect: FaultEffect): string {
  if (effect.kind !== "respond") return effect.kind;
  return `${effect.status}${effect.when === "after" ? " after the effect" : ""}`;
}
