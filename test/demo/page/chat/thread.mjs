import { h, showList } from "../dom.mjs";
import { showPane } from "../panes.mjs";
import { platform } from "../platforms/platform.mjs";
import { onChange, state, update } from "../store.mjs";
import { openChannel } from "./channel.mjs";
import { composer } from "./composer.mjs";
import { drawMessage } from "./message.mjs";
import { keepingEnd, toEnd } from "./scroll.mjs";

/** The thread that is open, beside its channel. */

const close = () => {
  update({ thread: undefined });
  showPane("channel");
};

/** Draws the thread into its place and keeps it up to date. */
export const startThread = (container) => {
  const list = h("div", { class: "messages", tabindex: 0, role: "log", "aria-label": "Replies" });
  const write = composer({ label: "Reply", channel: () => openChannel()?.channel, threadTs: () => state.thread });
  const closer = h("button", { type: "button", class: "quiet", "aria-label": "Close the thread", click: close }, "✕");
  container.replaceChildren(h("header", { class: "pane-head" }, h("h2", {}, "Thread"), closer), list, write.form);
  onChange(["platform", "seen"], () => write.show(platform().reply));
  let shown;
  onChange(["seen", "channel", "thread"], () => {
    container.hidden = state.thread === undefined;
    const { messages = [] } = openChannel() ?? {};
    const inThread = messages.filter(({ ts, threadTs }) => (threadTs ?? ts) === state.thread);
    keepingEnd(list, () =>
      showList(list, inThread, {
        key: ({ ts }) => ts,
        version: (message) => JSON.stringify([state.me, message]),
        draw: (message) => drawMessage(message),
      }),
    );
    if (shown !== state.thread) toEnd(list);
    shown = state.thread;
  });
};
