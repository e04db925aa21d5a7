import { joined, mention, type Rich } from "../card.ts";

/** People and groups by name: `@a, @b or @c`. */
export function anyOf(who: readonly string[]): Rich {
  return sequence(who, " or ");
}

/** `@a, @b and @c`. */
export function allOf(who: readonly string[]): Rich {
  return sequence(who, " and ");
}

function sequence(who: readonly string[], last: string): Rich {
  const names = who.map(mention);
  if (names.length < 2) return names;
  return joined([joined(names.slice(0, -1), ", "), names.slice(-1)], last);
}
