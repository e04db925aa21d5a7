import type { Stage } from "../stage.ts";
import type { Cast } from "./cast.ts";
import { begin } from "./create.ts";
import { awaitStop, awaitToldAfterStop } from "./goal.ts";
import type { Outcome } from "./outcome.ts";
import { awaitGone } from "./teardown.ts";

/** A build fails for good, since Oracle does not take the circuit's key; what was made by then is removed again. */
export const playRollback = async (stage: Stage, cast: Cast): Promise<Outcome> => {
  stage.world.fabric.faults.set("key-refused");
  await awaitStop(stage, cast, await begin(cast));
  return awaitGone(stage, cast, await cast.presses("Roll back…"), awaitToldAfterStop);
};
