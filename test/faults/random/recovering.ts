import { wordsOf } from "../../support/channel-view.ts";
import type { Cast } from "./cast.ts";

/** Redis is lost for good, once all is built or somewhere on the way. */
export async function losesRedis(cast: Cast): Promise<void> {
  await cast.begins();
  const { direction } = cast;
  if (direction.draw("lose while building", 0, 1) === 1)
    await cast.hasMade(direction.draw("made before the loss", 1, 9));
  else await cast.isUp();
  await direction.loseRedis();
}

/** What is known by its tags alone is looked for and taken back, and what is half built is finished. */
export async function recovers(cast: Cast): Promise<void> {
  await takesBack(cast);
  if (!cast.shows("is not complete")) return;
  await cast.finishes();
  await cast.isUp();
}

async function takesBack(cast: Cast): Promise<void> {
  const { scene, name, uid } = cast;
  const heard = scene.channel.heardBy("sam").length;
  const isFound = (): boolean =>
    scene.channel
      .heardBy("sam")
      .slice(heard)
      .some((one) => wordsOf(one).includes(`${name} (${uid}): `));
  await cast.types("sam", "recover prod", isFound);
  const isKnown = async (): Promise<boolean> => (await scene.redis.hget("ic:names", name)) === uid;
  const isShown = (): boolean => ["is built, not verified yet", "is not complete"].some((words) => cast.shows(words));
  const isBack = async (): Promise<boolean> => (await isKnown()) && isShown();
  await cast.types("sam", `recover prod confirm=${name}`, isBack);
}
