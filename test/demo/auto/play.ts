import type { World } from "../../simulators/world.ts";
import type { DemoOptions } from "../options.ts";
import type { Platform } from "../platforms.ts";
import { setStage } from "../stage.ts";
import { ACTS } from "./acts.ts";
import type { Cast } from "./cast.ts";
import type { Narrate } from "./persona.ts";
import { type Recorder, startRecorder } from "./recorder.ts";
import { type Report, reportOf } from "./report.ts";
import { SlackCast } from "./slack-cast.ts";
import { storyOf } from "./stories.ts";
import { TeamsCast } from "./teams-cast.ts";

/** Where a run writes to, line by line. */
export interface Output {
  /** The story as it is told. */
  readonly story: (text: string) => void;
  /** Everything else that people may want to know. */
  readonly aside: (text: string) => void;
}

/** Nobody can play on when the product is gone. */
const failing = async (lost: Promise<string>): Promise<never> => {
  throw new Error(await lost);
};

const castOf = ({ slack, teams }: World, platform: Platform, narrate: Narrate): Cast => {
  if (platform === "slack") return new SlackCast(slack, narrate);
  if (teams) return new TeamsCast(teams, narrate);
  throw new Error("Teams is not on this stage");
};

/** Sets the stage, plays one act unattended, and adds up what the simulators saw. */
export const play = async (options: DemoOptions, output: Output): Promise<Report> => {
  const { seed, clock, act, platform, verbose } = options;
  const recorder: Recorder | undefined = options.record === undefined ? undefined : startRecorder(options.record);
  const stage = await setStage({
    seed,
    clock,
    platforms: [platform],
    redisUrl: process.env["REDIS_URL"],
    ...(recorder && { onExchange: recorder.onExchange }),
    ...(verbose && { onLine: output.aside }),
  });
  const story = storyOf(stage.world, platform, output.story);
  const cast = castOf(stage.world, platform, story.narrate);
  const stop = story.follow();
  try {
    const outcome = await Promise.race([ACTS[act].play(stage, cast), failing(stage.program.lost)]);
    return reportOf(act, stage.world, cast, outcome);
  } finally {
    stop();
    await stage.close();
    await recorder?.close(stage.world.ociConfig.publicKeyPem);
  }
};
