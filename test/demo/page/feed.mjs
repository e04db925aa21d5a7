import * as api from "./api.mjs";
import { PERSONAS } from "./people.mjs";
import { platform, present } from "./platforms/platform.mjs";
import { state, update } from "./store.mjs";

/** Keeps the store up to date: chat as soon as it changes, the clouds once a second. */

const CHAT_PAUSE_MS = 60;
const CLOUDS_PAUSE_MS = 1000;

let asked = 0;

/** Reads again what the current person sees. An answer that a later question has overtaken is dropped. */
export const refreshChat = async () => {
  asked += 1;
  const mine = asked;
  try {
    const seen = platform().read(await api.seenBy(state.me), state.world);
    if (mine === asked) update({ seen, connected: true });
  } catch {
    if (mine === asked) update({ connected: false });
  }
};

let pending;
const refreshSoon = () => {
  pending ??= setTimeout(() => {
    pending = undefined;
    void refreshChat();
  }, CHAT_PAUSE_MS);
};

/** A post is unread for every persona who can see it, but for whoever is looking at it now. */
const countUnread = (from, { channel, onlyFor }) => {
  const { people, channels } = from.directory(state.world);
  const known = channels.find(({ id }) => id === channel);
  const readers = PERSONAS.filter(({ name }) => {
    const { id } = people.find((one) => one.name === name) ?? {};
    const sees = known ? known.members.includes(id) : channel.includes(id ?? "nobody");
    return sees && (onlyFor === undefined || onlyFor === id) && !(name === state.me && channel === state.channel);
  });
  if (readers.length === 0) return;
  const unread = { ...state.unread };
  for (const { name } of readers) unread[`${name}/${channel}`] = (unread[`${name}/${channel}`] ?? 0) + 1;
  update({ unread });
};

const followChat = (from) => {
  const source = new EventSource(`/_sim/${from.key}/changes`);
  for (const topic of from.topics) source.addEventListener(topic, refreshSoon);
  source.addEventListener("message.posted", ({ data }) => countUnread(from, from.postOf(JSON.parse(data))));
  source.addEventListener("open", refreshSoon);
  source.addEventListener("error", () => update({ connected: false }));
};

const refreshWorld = async () => {
  try {
    const [world, ledger, faultRules, program] = await Promise.all([
      api.worldState(),
      api.ledger(),
      api.faultRules(),
      api.program(),
    ]);
    update({ world, ledger, faultRules, program, connected: true });
  } catch {
    update({ connected: false });
  }
};

/** Reads the clouds once; also for right after something was done to them. */
export const refreshClouds = refreshWorld;

const followWorld = async () => {
  if (!document.hidden) await refreshWorld();
  setTimeout(() => void followWorld(), CLOUDS_PAUSE_MS);
};

/** Reads everything once, then follows it for as long as the page is open. */
export const startFeed = async () => {
  await refreshWorld();
  await refreshChat();
  for (const one of present()) followChat(one);
  void followWorld();
};
