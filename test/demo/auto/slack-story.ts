import { blockText, Names, readMrkdwn } from "../../simulators/slack/report/plain-text.ts";
import type { SlackSimulator } from "../../simulators/slack/simulator.ts";
import type { Channel } from "../../simulators/slack/workspace/directory.ts";
import { current, type Message } from "../../simulators/slack/workspace/messages.ts";
import type { StorySource } from "./story.ts";

const placeOf = (
  { kind, name, members }: Channel,
  isOther: (id: string) => boolean,
  nameOf: (id: string) => string,
) => {
  if (kind !== "im") return `#${name}`;
  const other = [...members].find(isOther);
  return other === undefined ? "a direct message" : `${nameOf(other)}, privately`;
};

const headOf = (
  { workspace: { directory } }: SlackSimulator,
  { user, channel, threadTs, broadcast, onlyFor }: Message,
): string => {
  const name = (id: string): string => directory.people.get(id)?.realName ?? id;
  const place = placeOf(directory.channel(channel), (id) => id !== user, name);
  const notes = [
    threadTs !== undefined && "in the thread",
    broadcast && "also in the channel",
    onlyFor !== undefined && `only ${name(onlyFor)} sees this`,
  ].filter((note) => note !== false);
  return `${name(user)} → ${[place, ...notes].join(", ")}`;
};

const textOf = ({ workspace }: SlackSimulator, message: Message): string => {
  const names = new Names(workspace.directory);
  const { text, blocks } = current(message);
  return blocks.length === 0 ? readMrkdwn(text, names) : blocks.map((block) => blockText(block, names)).join("\n");
};

/** What is said in Slack. */
export const slackSource = (slack: SlackSimulator): StorySource => ({
  changes: slack.workspace.changes,
  now: () => slack.workspace.world.clock.now(),
  find({ channel, ts }) {
    const message = slack.workspace.messages.find(String(channel), String(ts));
    if (!message) return undefined;
    const { threadTs } = message;
    return {
      id: message.ts,
      head: headOf(slack, message),
      text: textOf(slack, message),
      inThread: threadTs !== undefined,
    };
  },
});
