import { h, keepingFocus, unseen } from "../dom.mjs";
import { refreshChat } from "../feed.mjs";
import { showPane } from "../panes.mjs";
import { channelTitle } from "../people.mjs";
import { platform } from "../platforms/platform.mjs";
import { onChange, state, update } from "../store.mjs";

/** The channels and direct messages of whoever one is. */

const withoutUnread = (channel) => {
  const { [`${state.me}/${channel}`]: _read, ...unread } = state.unread;
  return unread;
};

/** Opens a channel; what was unread in it is read. */
const openPlace = (channel) => {
  update({ channel, thread: undefined, unread: withoutUnread(channel) });
  showPane("channel");
};

const row = (channel) => {
  const count = state.unread[`${state.me}/${channel.id}`] ?? 0;
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: count > 0 ? "place unread" : "place",
        "data-key": `place/${channel.id}`,
        "aria-current": channel.id === state.channel ? "page" : undefined,
        click: () => openPlace(channel.id),
      },
      channelTitle(channel),
      channel.archived && h("span", { class: "note" }, "archived"),
      count > 0 && h("span", { class: "count" }, String(count), unseen(" unread")),
    ),
  );
};

const section = (title, channels) => channels.length > 0 && [h("h2", {}, title), h("ul", {}, channels.map(row))];

/** What to open when the open channel is not one of this person's. */
const firstPlace = (channels) =>
  (
    channels.find(({ name }) => name === "net-interconnects") ??
    channels.find(({ archived }) => !archived) ??
    channels[0]
  )?.id;

/** Draws the list of channels and keeps it up to date. */
export const startSidebar = (container) => {
  onChange(["seen", "channel", "unread"], () => {
    const channels = (state.seen?.channels ?? []).map(({ channel }) => channel);
    if (state.seen && !channels.some(({ id }) => id === state.channel)) {
      update({ channel: firstPlace(channels), thread: undefined });
      return;
    }
    if (state.unread[`${state.me}/${state.channel}`]) {
      update({ unread: withoutUnread(state.channel) });
      return;
    }
    const sections = platform()
      .sections(channels)
      .flatMap(([title, some]) => section(title, some));
    keepingFocus(container, () => container.replaceChildren(...sections.filter(Boolean)));
  });
  onChange(["me", "platform"], () => void refreshChat());
};
