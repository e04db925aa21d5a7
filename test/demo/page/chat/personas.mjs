import { h, keepingFocus, unseen } from "../dom.mjs";
import { channelById, PERSONAS, personByName } from "../people.mjs";
import { platform } from "../platforms/platform.mjs";
import { onChange, state, update } from "../store.mjs";
import { avatar } from "./avatar.mjs";

/** Whom one plays. A number says how many direct messages wait for that person. */

const isDirect = (id) => {
  const channel = channelById(id);
  return channel !== undefined && platform().isDirect(channel);
};

const waiting = (name) =>
  Object.entries(state.unread)
    .filter(([key]) => key.startsWith(`${name}/`) && isDirect(key.slice(name.length + 1)))
    .reduce((sum, [, count]) => sum + count, 0);

const choice = ({ name, role }) => {
  const person = personByName(name);
  const [firstName, ...others] = person.realName.split(" ");
  const count = name === state.me ? 0 : waiting(name);
  return h(
    "button",
    {
      type: "button",
      class: "persona",
      "data-key": `persona/${name}`,
      "aria-pressed": String(name === state.me),
      title: `Be ${person.realName}, who ${role}`,
      click: () => update({ me: name, thread: undefined }),
    },
    avatar(person.id),
    h(
      "span",
      { class: "persona-text" },
      h("strong", {}, firstName, h("span", {}, ` ${others.join(" ")}`)),
      h("span", {}, role),
    ),
    count > 0 && h("span", { class: "count" }, String(count), unseen(" unread")),
  );
};

/** Draws the choice of personas and keeps it up to date. */
export const startPersonas = (container) => {
  onChange(["world", "me", "platform", "unread"], () => {
    if (!state.world) return;
    const version = JSON.stringify([
      state.platform,
      state.me,
      state.unread,
      platform().directory(state.world).channels.length,
    ]);
    if (container.dataset.version === version) return;
    container.dataset.version = version;
    keepingFocus(container, () =>
      container.replaceChildren(
        h("div", { class: "personas", role: "group", "aria-label": "Who you are" }, PERSONAS.map(choice)),
      ),
    );
  });
};
