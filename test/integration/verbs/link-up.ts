import type { Plan } from "../../../src/domain/plan.ts";
import { aCircuitOf, builtOfPlan, removalFacts } from "../../builders/removal-facts.ts";
import { type Bench, sam } from "./bench.ts";

/** A link that is up, as its create leaves it. */
export async function upIn(on: Bench): Promise<Plan> {
  const created = await on.asks();
  await on.clicks(sam, "approve", created);
  const found = (await on.ports.requests.load(created))?.record.plan;
  if (!found) throw new Error("not asked for");
  const {
    redis,
    ports: { keys },
  } = on;
  const built = JSON.stringify(builtOfPlan);
  await redis.hset(keys.operation(`create-${found.uid}`), "state", "done");
  await redis.hset(keys.interconnect(found.uid), "phase", '"up"', "built", built, "billedSince", "1");
  await redis.del(keys.lock(`interconnect:${found.uid}`));
  on.removal = () => Promise.resolve(removalFacts({ networks: { azure: { circuits: [aCircuitOf(found)] } } }, found));
  return found;
}
