import { h } from "../dom.mjs";

/**
 * The symbols beside states, drawn as pictures as Slack draws them: they look alike where no font has them. The word
 * beside a symbol is the state, so the picture has nothing to add for those who do not see it.
 */
const NAMES = {
  "✅": "done",
  "⏳": "under-way",
  "◻": "not-yet",
  "⚠": "look",
  "⛔": "stopped",
  "↩": "undone",
};

const SYMBOL = /(✅|⏳|◻|⚠|⛔|↩)\u{FE0F}?/u;

const picture = (symbol) => h("img", { class: "symbol", src: `/page/symbols/${NAMES[symbol]}.svg`, alt: "" });

/** Text as nodes, its symbols as pictures. */
export const withSymbols = (text) => text.split(SYMBOL).map((part, at) => (at % 2 === 1 ? picture(part) : part));
