import type { Stage } from "../stage.ts";
import type { Cast } from "./cast.ts";
import { playCreate } from "./create.ts";
import { awaitTold, NAME } from "./goal.ts";
import type { Outcome } from "./outcome.ts";
import { goneIn } from "./verdict.ts";

/** Waits for the end of a removal that was decided then. */
export const awaitGone = async (stage: Stage, cast: Cast, decidedAtMs: number, wait = awaitTold): Promise<Outcome> => {
  const told = await wait(stage, cast, decidedAtMs, (title) => goneIn(title, NAME));
  return { verdict: told?.what ?? "none", decidedAtMs, toldAtMs: told?.atMs ?? stage.world.sim.clock.now() };
};

/** A requester asks for the teardown and types the name, an approver approves it, and all is removed in order. */
export const takeDown = async (stage: Stage, cast: Cast, reason: string): Promise<Outcome> => {
  await cast.asksToTakeDown(NAME, [
    [`Type ${NAME} to go on`, NAME],
    ["Reason", reason],
  ]);
  return awaitGone(stage, cast, await cast.approves());
};

/** What was built is taken down again. */
export const playTeardown = async (stage: Stage, cast: Cast): Promise<Outcome> => {
  const built = await playCreate(stage, cast);
  return built.verdict === "healthy" ? takeDown(stage, cast, "The cut-over is done, change 4799") : built;
};
