import { idOf } from "./channel-view.ts";
import { everythingNew } from "./cloud-view.ts";
import type { Scene } from "./scene.ts";

/** What a create with everything new comes to, whatever happens to the processes that work on it. */
export const allOnce = {
  made: everythingNew,
  moments: ["begun", "circuit/provisioned", "end"],
  saidTwice: [],
  illegal: [],
} as const;

/** What both clouds and the thread ended up with, to be compared with {@link allOnce}. */
export async function whatCameOf(
  scene: Scene,
  name: string,
): Promise<Readonly<Record<keyof typeof allOnce, readonly string[]>>> {
  const { channel, clouds } = scene;
  const ids = channel.fromBot().flatMap((message) => idOf(message) ?? []);
  return {
    made: await clouds.madeFor(name),
    // How long something takes depends on the machine; that a long wait is told is tested elsewhere.
    moments: channel.moments(name).filter((moment) => !/\/late(-over)?$/.test(moment)),
    saidTwice: ids.filter((id, index) => ids.indexOf(id) !== index),
    illegal: clouds.illegal(),
  };
}
