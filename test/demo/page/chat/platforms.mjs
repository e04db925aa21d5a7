import { h, keepingFocus } from "../dom.mjs";
import { platform, present } from "../platforms/platform.mjs";
import { onChange, state, update } from "../store.mjs";

/** In which chat product one plays; where there is only one there is nothing to choose. */

const choice = ({ key, title }) =>
  h(
    "button",
    {
      type: "button",
      "data-key": `platform/${key}`,
      "aria-pressed": String(key === state.platform),
      click: () => update({ platform: key, seen: undefined, channel: undefined, thread: undefined }),
    },
    title,
  );

/** Draws the choice of chat products and keeps it up to date. */
export const startPlatforms = (container) => {
  const draw = () => {
    const there = present();
    const version = [platform().key, ...there.map(({ key }) => key)].join();
    document.documentElement.dataset.platform = platform().key;
    if (there.length < 2 || container.dataset.version === version) return;
    container.dataset.version = version;
    const group = { class: "switch", role: "group", "aria-label": "Where you are" };
    keepingFocus(container, () => container.replaceChildren(h("div", group, there.map(choice))));
  };
  onChange(["world", "platform"], draw);
};
