import { platform } from "./platforms/platform.mjs";
import { state } from "./store.mjs";

/** Who one can be, and what they are in the story. */
export const PERSONAS = [
  { name: "dana", role: "asks" },
  { name: "alex", role: "approves" },
  { name: "gus", role: "a guest" },
];

const directory = () => (state.world ? platform().directory(state.world) : { people: [], groups: [], channels: [] });

export const personById = (id) => directory().people.find((one) => one.id === id);
export const personByName = (name) => directory().people.find((one) => one.name === name);
export const groupById = (id) => directory().groups.find((one) => one.id === id);
export const channelById = (id) => directory().channels.find((one) => one.id === id);

/** The bot's own account: the one that every direct message is with. */
export const isBot = (id) => personById(id)?.name === "interconnect";

export const realName = (id) => personById(id)?.realName ?? id;

/** `Dana Reyes` as `DR`. */
export const initials = (name) =>
  name
    .split(/\s+/u)
    .map((word) => word[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();

/** A stable hue for an avatar. */
export const hueOf = (id) => [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);

/** The title of a channel as one reads it: a direct message is named after the other side. */
export const channelTitle = (channel) => {
  const { kind, name, members } = channel;
  if (!platform().isDirect(channel)) return kind === "groupChat" ? name : `#${name}`;
  const other = members.find((id) => personById(id)?.name !== state.me);
  return other === undefined ? "Notes to self" : realName(other);
};
