import type { World } from "../../simulators/world.ts";
import type { Platform } from "../platforms.ts";
import { slackSource } from "./slack-story.ts";
import { Story } from "./story.ts";
import { teamsSource } from "./teams-story.ts";

/** Who tells what happens in one of the chat products. */
export const storyOf = ({ slack, teams }: World, platform: Platform, write: (text: string) => void): Story => {
  if (platform === "slack") return new Story(slackSource(slack), write);
  if (teams) return new Story(teamsSource(teams), write);
  throw new Error("Teams is not on this stage");
};
