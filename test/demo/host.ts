import { once } from "node:events";
import { storyOf } from "./auto/stories.ts";
import type { DemoOptions } from "./options.ts";
import { startPage } from "./page-server.ts";
import { PLATFORMS } from "./platforms.ts";
import { setStage } from "./stage.ts";

const untilStopped = async (): Promise<void> => {
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
};

/** Sets the stage, serves the page until somebody stops the demonstration, and tells the story in the terminal too. */
export const host = async (
  { seed, clock, port, verbose }: DemoOptions,
  write: (text: string) => void,
): Promise<void> => {
  write("Starting Redis, two clouds, Slack, Teams and the bot …");
  const stage = await setStage({
    seed,
    clock,
    platforms: PLATFORMS,
    redisUrl: process.env["REDIS_URL"],
    ...(verbose && { onLine: write }),
  });
  // As where the app was added to the team: only then does a bot know where Teams is reached.
  await stage.world.teams?.player.install({ who: "dana", where: "net-interconnects" });
  const page = await startPage(stage.world, stage.program, port === undefined ? {} : { port });
  const ends = PLATFORMS.map((platform) => storyOf(stage.world, platform, write).follow());
  write(`\nOpen ${page.url} and play. Ctrl-C ends it.`);
  void stage.program.lost.then(write);
  await untilStopped();
  write("Ending …");
  for (const end of ends) end();
  await page.close();
  await stage.close();
};
