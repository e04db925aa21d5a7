import { setTimeout as pause } from "node:timers/promises";
import { idOf } from "../../support/channel-view.ts";
import type { Cast } from "./cast.ts";

/** So long, in wall ms, a freeze may hold up what it has met. */
const mostHeldMs = 2_000;

/**
 * Changes are frozen when an operation has got some way, until it is held up or over; what was held up is told of the
 * freeze, and goes on by itself.
 */
export async function freezesDuring(cast: Cast, kind: "create" | "teardown"): Promise<void> {
  const { scene, direction } = cast;
  const some = direction.draw("changed before freeze", 0, 9);
  const isOver = (): boolean => cast.hasEnded(kind);
  await cast.sees(() => isOver() || changedBy(cast, kind) >= some);
  const isFrozen = async (): Promise<boolean> => (await scene.redis.hexists("ic:freezes", "prod")) === 1;
  await cast.types("alex", 'freeze prod reason="audit until Monday"', isFrozen);
  await cast.sees(async () => isOver() || ((await isHeldUp(cast, kind)) && isTold(cast, kind)));
  await pause(direction.draw("held up", 0, mostHeldMs));
  await cast.types("sam", "unfreeze prod", async () => !(await isFrozen()));
}

/** How much an operation has made, or removed, so far. */
function changedBy({ scene, uid }: Cast, kind: "create" | "teardown"): number {
  const own = scene.clouds.created().filter(({ name }) => name.includes(uid));
  return own.filter(({ goneAtMs }) => kind === "create" || goneAtMs !== undefined).length;
}

/** A step waits for the end of the freeze, or for more than that: the time in which one can still reconnect goes on. */
async function isHeldUp(cast: Cast, kind: "create" | "teardown"): Promise<boolean> {
  const [key = ""] = await cast.operationsOf(kind);
  const steps = await cast.scene.redis.hgetall(key);
  return Object.values(steps).some((step) => step.includes('"Frozen"') || step.includes("the end of the freeze"));
}

const isTold = ({ scene, uid }: Cast, kind: "create" | "teardown"): boolean =>
  scene.channel.fromBot().some((message) => {
    const id = idOf(message) ?? "";
    return id.startsWith(`${kind}-${uid}`) && id.includes("/frozen-");
  });
