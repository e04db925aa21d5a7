import { h } from "../dom.mjs";
import { hueOf, initials, isBot, realName } from "../people.mjs";

/** The sign of a person: their initials on a colour of their own; the bot has its picture. */
export const avatar = (id) => {
  if (isBot(id)) return h("img", { class: "avatar", src: "/page/icon.svg", alt: "", width: 36, height: 36 });
  const sign = h("span", { class: "avatar", "aria-hidden": "true" }, initials(realName(id)));
  sign.style.setProperty("--hue", String(hueOf(id)));
  return sign;
};
