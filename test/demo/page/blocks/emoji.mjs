import { withSymbols } from "./symbols.mjs";

/** The few names that are written out in messages here; any other stays as it is written. */
const EMOJI = {
  bell: "🔔",
  eyes: "👀",
  heavy_check_mark: "✔️",
  hourglass_flowing_sand: "⏳",
  information_source: "ℹ️",
  key: "🔑",
  lock: "🔒",
  no_entry: "⛔",
  leftwards_arrow_with_hook: "↩️",
  rotating_light: "🚨",
  warning: "⚠️",
  white_check_mark: "✅",
  white_medium_square: "◻️",
  x: "❌",
};

/** `:warning:` by its name, as nodes. */
export const emoji = (name) => withSymbols(EMOJI[name] ?? `:${name}:`);
