import { toast } from "../toasts.mjs";

/** How the page talks to the simulated Slack, and what is particular to it. */

const MENTION = /^@interconnect\s*/i;

/** What a typed line is; undefined with a word of explanation where Slack would not take it. */
const actOf = (line, { who, channel, threadTs }) => {
  const place = { who, where: channel.id, ...(threadTs && { threadTs }) };
  if (line.startsWith("/") && threadTs) {
    toast("Slash commands do not work in threads. Write @interconnect and the verb instead.");
    return undefined;
  }
  if (line.startsWith("/")) return { act: "slashCommand", who, where: channel.id, line };
  if (MENTION.test(line)) return { act: "mention", ...place, text: line.replace(MENTION, "") };
  return { act: "say", ...place, text: line };
};

const isDirect = ({ kind }) => kind === "im";

export const slack = {
  key: "slack",
  title: "Slack",
  topics: [
    "message.posted",
    "message.edited",
    "message.deleted",
    "view.opened",
    "view.updated",
    "view.refused",
    "view.closed",
  ],
  directory: (world) => world.slack,
  /** As it comes: everything else on the page is in Slack's words. */
  read: (seen) => seen,
  postOf: (change) => change,
  isDirect,
  hasThreads: () => true,
  sections: (channels) => [
    ["Channels", channels.filter((one) => !isDirect(one))],
    ["Direct messages", channels.filter(isDirect)],
  ],
  aboutOf: (channel) => (isDirect(channel) ? "direct message" : `${channel.members.length} members`),
  actOf,
  composer: () => ({
    placeholder: "Message or /interconnect …",
    suggestions: ["/interconnect create", "/interconnect list", "/interconnect help"],
  }),
  reply: { placeholder: "@interconnect …", suggestions: ["@interconnect status", "@interconnect verify"] },
  opening: ["/interconnect create", ", fill in the form and send it."],
};
