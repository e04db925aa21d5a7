import { everywhere, type Freeze } from "../../domain/freeze.ts";
import { mention, plain, type Rich, say, time } from "../card.ts";

/** How a freeze reads wherever it is met. */

/** `everywhere`, `in prod`. */
export function frozenWhere(scope: string): string {
  return scope === everywhere ? everywhere : `in ${scope}`;
}

/** Who, since when and why: `by @sam since 14:05: audit until Monday`. */
export function frozenBy({ by, at, reason }: Freeze): Rich {
  const who = say`by ${mention(by)} since ${time(at, "moment")}`;
  return reason === undefined ? who : say`${who}: ${plain(reason)}`;
}

/** What it means for whatever goes on. */
export function frozenWords(freeze: Freeze): Rich {
  return say`Changes are frozen ${frozenWhere(freeze.scope)}, ${frozenBy(freeze)}. Nothing new is sent to the clouds; it goes on by itself when the freeze ends.`;
}

/** For a request made meanwhile. */
export function frozenRequest(freeze: Freeze): Rich {
  return say`Changes are frozen ${frozenWhere(freeze.scope)}, ${frozenBy(freeze)}. It can be approved when the freeze is over.`;
}

/** `Changes are frozen in prod, by @sam since 14:05: audit.`: for what shows many things at once. */
export function frozenLine(freeze: Freeze): Rich {
  return say`Changes are frozen ${frozenWhere(freeze.scope)}, ${frozenBy(freeze)}`;
}
