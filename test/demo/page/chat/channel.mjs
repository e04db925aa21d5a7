import { timeOfDay } from "../blocks/dates.mjs";
import { h, showList } from "../dom.mjs";
import { showPane } from "../panes.mjs";
import { channelTitle } from "../people.mjs";
import { platform } from "../platforms/platform.mjs";
import { onChange, state, update } from "../store.mjs";
import { composer } from "./composer.mjs";
import { drawMessage } from "./message.mjs";
import { keepingEnd, toEnd } from "./scroll.mjs";

/** The channel that is open: its messages, and where one types. */

/** The channel that is open, as the current person sees it. */
export const openChannel = () => state.seen?.channels.find(({ channel }) => channel.id === state.channel);

const repliesTo = (messages, { ts }) => messages.filter(({ threadTs }) => threadTs === ts);

const openThread = (ts) => () => {
  update({ thread: ts });
  showPane("thread");
};

const threadLink = (message, replies) => {
  if (message.onlyFor || !platform().hasThreads(openChannel().channel)) return undefined;
  if (message.threadTs)
    return h(
      "button",
      { type: "button", class: "thread-link", click: openThread(message.threadTs) },
      "Open its thread",
    );
  const last = replies.at(-1);
  if (!last)
    return h(
      "button",
      { type: "button", class: "thread-link faint", click: openThread(message.ts) },
      "Reply in a thread",
    );
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return h(
    "button",
    { type: "button", class: "thread-link", "data-key": `thread/${message.ts}`, click: openThread(message.ts) },
    `${count}, last at `,
    timeOfDay(last.atVirtualMs),
  );
};

const emptyNote = () => {
  const [line, rest] = platform().opening;
  return h(
    "div",
    { class: "empty" },
    h("h3", {}, "Nothing has been said here yet"),
    h("ol", {}, [
      h("li", {}, "As Dana, send ", h("code", {}, line), rest),
      h("li", {}, "Become Alex, read the plan on its card and approve it."),
      h("li", {}, "Watch both clouds on the right while the card and its thread tell the story."),
    ]),
  );
};

const drawList = (list, { messages }) => {
  const shown = messages.filter(({ threadTs, broadcast }) => !threadTs || broadcast);
  const withReplies = shown.map((message) => ({ message, replies: repliesTo(messages, message) }));
  showList(list, withReplies, {
    key: ({ message }) => message.ts,
    version: ({ message, replies }) => JSON.stringify([state.me, message, replies.length]),
    draw: ({ message, replies }) => drawMessage(message, threadLink(message, replies)),
  });
  if (shown.length === 0) list.replaceChildren(emptyNote());
};

/** Draws the channel into its place and keeps it up to date. */
export const startChannel = (container) => {
  const title = h("h2", {});
  const about = h("p", { class: "note" });
  const list = h("div", { class: "messages", tabindex: 0, role: "log", "aria-label": "Messages" });
  const write = composer({ label: "Message", channel: () => openChannel()?.channel });
  container.replaceChildren(h("header", { class: "pane-head" }, title, about), list, write.form);
  let shown;
  onChange(["seen", "channel"], () => {
    const open = openChannel();
    if (!open) return;
    title.textContent = channelTitle(open.channel);
    about.textContent = platform().aboutOf(open.channel);
    keepingEnd(list, () => drawList(list, open));
    if (shown !== open.channel.id) {
      toEnd(list);
      write.show(platform().composer(open.channel));
    }
    shown = open.channel.id;
  });
};
