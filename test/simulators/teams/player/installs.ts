import { type JsonObject, objectAt } from "../../kit/json.ts";
import type { Receipt } from "../delivery/courier.ts";
import { BOT } from "../tenant/bot.ts";
import { activityOf, actor, type Stage, seenConversation } from "./stage.ts";

/** Where the bot comes or goes; in a team it is in all channels or in none. */
export interface Install {
  readonly who: string;
  readonly where: string;
}

function change(stage: Stage, { who, where }: Install, comes: boolean): Promise<Receipt[]> {
  const { directory } = stage.tenant;
  const person = actor(stage, who);
  const conversation = seenConversation(stage, person, where);
  const { teamId } = conversation;
  const all = [...directory.conversations.values()].filter((one) => teamId !== undefined && one.teamId === teamId);
  for (const one of [conversation, ...all]) one.botIn = comes;
  // The team as a whole speaks from its General channel.
  const place = (teamId !== undefined && directory.conversations.get(teamId)) || conversation;
  const scene = { person, conversation: place, threadId: "" };
  const brought = (own: JsonObject): JsonObject => {
    const activity = activityOf(stage, scene, own);
    const bare = { ...objectAt(activity, "conversation"), id: place.id };
    return { ...activity, conversation: bare };
  };
  const members = [{ id: BOT.id }];
  const update = { type: "conversationUpdate", ...(comes ? { membersAdded: members } : { membersRemoved: members }) };
  const installation = { type: "installationUpdate", action: comes ? "add" : "remove" };
  return Promise.all(
    [update, installation].map((own) => stage.courier.send({ what: own.type, activity: brought(own) })),
  );
}

/** Puts the bot into a team, a group chat or somebody's personal chat. */
export const install = (stage: Stage, one: Install): Promise<Receipt[]> => change(stage, one, true);

/** Takes it out again. */
export const uninstall = (stage: Stage, one: Install): Promise<Receipt[]> => change(stage, one, false);
