import type { Stage } from "../stage.ts";
import type { Cast } from "./cast.ts";
import { playCreate } from "./create.ts";
import { awaitTold, NAME } from "./goal.ts";
import type { Outcome } from "./outcome.ts";
import { verdictIn } from "./verdict.ts";

/** Redis is lost for good; what was built is found again by its tags in both clouds, taken back and verified. */
export const playRecover = async (stage: Stage, cast: Cast): Promise<Outcome> => {
  const built = await playCreate(stage, cast);
  if (built.verdict !== "healthy") return built;
  cast.narrate("The host of Redis is lost for good, and the bot starts with an empty one");
  await stage.loseRedis();
  const takenBackAtMs = await cast.takesBack(NAME);
  await cast.commands(`verify ${NAME}`);
  const told = await awaitTold(stage, cast, takenBackAtMs, (title) => verdictIn(title, NAME));
  return { ...built, verdict: told?.what ?? "none", toldAtMs: told?.atMs ?? stage.world.sim.clock.now() };
};
