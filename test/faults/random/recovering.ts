import { wordsOf } from "../../support/channel-view.ts";
import type { Cast } from "./cast.ts";

/** What is known by its tags alone is looked for, and taken back. */
export async function takesBack(cast: Cast): Promise<void> {
  const { scene, name, uid } = cast;
  const heard = scene.channel.heardBy("sam").length;
  const isFound = (): boolean =>
    scene.channel
      .heardBy("sam")
      .slice(heard)
      .some((one) => wordsOf(one).includes(`${name} (${uid}): all of it is there`));
  await cast.types("sam", "recover prod", isFound);
  const isKnown = async (): Promise<boolean> => (await scene.redis.hget("ic:names", name)) === uid;
  const isBack = async (): Promise<boolean> => (await isKnown()) && cast.shows("is built, not verified yet");
  await cast.types("sam", `recover prod confirm=${name}`, isBack);
}
