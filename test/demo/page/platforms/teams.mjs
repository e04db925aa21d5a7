/** How the page talks to the simulated Teams, and what is particular to it; what it reads is put in Slack's words. */

const MENTION = /^@interconnect\s*/i;

/** In the chat with the bot everything is for it, elsewhere what begins with its name. */
const actOf = (line, { who, channel, threadTs }) => {
  const text = line.replace(MENTION, "");
  if (channel.kind === "personal") return { act: "chat", who, text };
  const place = { who, where: channel.id, ...(threadTs && { threadId: threadTs }) };
  return MENTION.test(line) ? { act: "mention", ...place, text } : { act: "say", ...place, text: line };
};

const isDirect = ({ kind }) => kind === "personal";

/** With the bot among its members, as every direct message of Slack has it. */
const channelOf = (bot, { members, botIn, ...conversation }) => ({
  ...conversation,
  members: botIn ? [...members, bot.id] : members,
  archived: false,
});

const messageOf = ({ conversation, id, threadId, from, ...message }) => ({
  ...message,
  channel: conversation,
  ts: id,
  threadTs: threadId,
  user: from,
});

/** The channels of each team under its name. */
const byTeam = (channels) =>
  [...new Set(channels.map(({ team }) => team))].map((team) => [team, channels.filter((one) => one.team === team)]);

export const teams = {
  key: "teams",
  title: "Teams",
  topics: ["message.posted", "message.edited", "message.deleted"],
  directory: ({ teams: { people, conversations, bot } }) => ({
    people: [
      ...people.map(({ displayName, ...person }) => ({ ...person, realName: displayName })),
      { id: bot.id, name: "interconnect", realName: bot.name },
    ],
    groups: [],
    channels: conversations.map((one) => channelOf(bot, one)),
  }),
  read: ({ person, conversations }, { teams: { bot } }) => ({
    person,
    channels: conversations.map(({ conversation, messages }) => ({
      channel: channelOf(bot, conversation),
      messages: messages.map(messageOf),
    })),
  }),
  postOf: ({ conversation }) => ({ channel: conversation }),
  isDirect,
  hasThreads: ({ kind }) => kind === "channel",
  sections: (channels) => [
    ["Chat", [...channels.filter(isDirect), ...channels.filter(({ kind }) => kind === "groupChat")]],
    ...byTeam(channels.filter(({ kind }) => kind === "channel")),
  ],
  aboutOf: ({ kind, team, members }) =>
    kind === "personal" ? "chat" : `${team ?? "group chat"}, ${members.length} members`,
  actOf,
  composer: (channel) => {
    const name = isDirect(channel) ? "" : "@Interconnect ";
    return {
      placeholder: `${name}create, list, help …`,
      suggestions: ["create", "list", "help"].map((verb) => name + verb),
    };
  },
  reply: { placeholder: "@Interconnect …", suggestions: ["@Interconnect status", "@Interconnect verify"] },
  opening: ["@Interconnect create", ", fill in the card and send it."],
};
