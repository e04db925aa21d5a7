/** What the page knows, in one place. Whoever draws something listens for what it draws from. */

const listeners = [];

export const state = {
  /** In which chat product one plays: `slack` or `teams`. */
  platform: "slack",
  /** Who one is at the moment, by handle. */
  me: "dana",
  /** The channel that is open, by id. */
  channel: undefined,
  /** The first message of the thread that is open, by `ts`. */
  thread: undefined,
  /** What that person sees: `{person, channels, view}`. */
  seen: undefined,
  /** Clouds, link, directory and clock, as the control API answers. */
  world: undefined,
  ledger: undefined,
  faultRules: [],
  program: undefined,
  /** How many posts nobody has looked at, by `person/channel`. */
  unread: {},
  /** False while the simulators do not answer. */
  connected: true,
};

/** Calls `draw` after every change of one of these keys. */
export const onChange = (keys, draw) => {
  listeners.push({ keys, draw });
};

/** Changes what is known, and has redrawn what depends on it. */
export const update = (patch) => {
  const changed = Object.keys(patch).filter((key) => state[key] !== patch[key]);
  Object.assign(state, patch);
  for (const { keys, draw } of listeners) if (keys.some((key) => changed.includes(key))) draw();
};
