import type { Stage } from "../stage.ts";
import type { Cast } from "./cast.ts";
import { playCreate } from "./create.ts";
import type { Outcome } from "./outcome.ts";
import { playRecover } from "./recover.ts";
import { playRollback } from "./rollback.ts";
import { playTeardown } from "./teardown.ts";
import { playWrongDelete } from "./wrong-delete.ts";

interface Act {
  readonly play: (stage: Stage, cast: Cast) => Promise<Outcome>;
  /** The end that it is to come to. */
  readonly goal: Outcome["verdict"];
}

/** What can be played unattended, by name. */
export const ACTS = {
  create: { play: playCreate, goal: "healthy" },
  teardown: { play: playTeardown, goal: "gone" },
  "wrong-delete": { play: playWrongDelete, goal: "gone" },
  rollback: { play: playRollback, goal: "gone" },
  recover: { play: playRecover, goal: "healthy" },
} as const satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;
