import type { Stage } from "../stage.ts";
import type { Cast } from "./cast.ts";
import { playCreate } from "./create.ts";
import { awaitTold, NAME } from "./goal.ts";
import type { Outcome } from "./outcome.ts";
import { deleteCircuit } from "./portal.ts";
import { takeDown } from "./teardown.ts";
import { verdictIn } from "./verdict.ts";

/** Somebody deletes the circuit in Azure first, which breaks both ends; the bot says so, and takes down what is left. */
export const playWrongDelete = async (stage: Stage, cast: Cast): Promise<Outcome> => {
  const { sim } = stage.world;
  const built = await playCreate(stage, cast);
  if (built.verdict !== "healthy") return built;
  const illegalBefore = sim.ledger.snapshot().illegalCalls.length;
  cast.narrate("Somebody deletes the ExpressRoute circuit in Azure's portal, before Oracle has let go of it");
  const shown = await deleteCircuit(stage.world);
  cast.narrate(`Azure could not delete it: ${shown}`);
  const illegalByHand = sim.ledger.snapshot().illegalCalls.length - illegalBefore;
  const askedAtMs = sim.clock.now();
  await cast.commands(`verify ${NAME}`);
  const found = await awaitTold(stage, cast, askedAtMs, (title) => verdictIn(title, NAME));
  if (found?.what !== "down") return { ...built, verdict: found?.what ?? "none" };
  return { ...(await takeDown(stage, cast, "Broken by hand, change 4805")), illegalByHand };
};
