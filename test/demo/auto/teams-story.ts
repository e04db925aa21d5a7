import { messageText, nameOf } from "../../simulators/teams/report/transcript.ts";
import type { TeamsSimulator } from "../../simulators/teams/simulator.ts";
import { BOT } from "../../simulators/teams/tenant/bot.ts";
import type { Message } from "../../simulators/teams/tenant/messages.ts";
import type { StorySource } from "./story.ts";

const placeOf = ({ tenant }: TeamsSimulator, { conversation, from }: Message): string => {
  const { kind, name, members } = tenant.directory.conversation(conversation);
  if (kind !== "personal") return `#${name}`;
  const [person = ""] = members;
  return from === BOT.id ? `${nameOf(tenant, person)}, privately` : BOT.name;
};

/** What is said in Teams. */
export const teamsSource = (teams: TeamsSimulator): StorySource => ({
  changes: teams.tenant.changes,
  now: () => teams.tenant.world.clock.now(),
  find({ conversation, id }) {
    const message = teams.tenant.messages.posted(String(conversation), String(id));
    if (!message) return undefined;
    const inThread = message.threadId !== undefined;
    const place = `${placeOf(teams, message)}${inThread ? ", in the thread" : ""}`;
    return {
      id: message.id,
      head: `${nameOf(teams.tenant, message.from)} → ${place}`,
      text: messageText(message),
      inThread,
    };
  },
});
