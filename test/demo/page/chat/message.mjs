import * as api from "../api.mjs";
import { timeOfDay } from "../blocks/dates.mjs";
import { h } from "../dom.mjs";
import { isBot, realName } from "../people.mjs";
import { state } from "../store.mjs";
import { tellFailure, telling } from "../toasts.mjs";
import { avatar } from "./avatar.mjs";
import { slackContent } from "./slack-content.mjs";
import { teamsContent } from "./teams-content.mjs";

/** One message: who, when, what it says and what one can do with it. */

const CONTENTS = { slack: slackContent, teams: teamsContent };

/** Does something as whoever one is, and says it when nobody took it; resolves to what came of it. */
const act = (what) =>
  telling(async () => {
    const outcome = await api.act({ who: state.me, ...what });
    tellFailure(outcome);
    return outcome;
  });

const notes = ({ onlyFor, onlyHere, edits, broadcast }) => [
  (onlyFor || onlyHere) && "only you can see this",
  broadcast && "also sent to the channel",
  edits > 0 && "edited",
];

const head = (message) =>
  h(
    "header",
    { class: "message-head" },
    h("strong", {}, realName(message.user)),
    isBot(message.user) && h("span", { class: "badge" }, "app"),
    timeOfDay(message.atVirtualMs),
    notes(message)
      .filter(Boolean)
      .map((note) => h("span", { class: "note" }, note)),
  );

/** Draws a message; `foot` is what stands below it, such as the way to its thread. */
export const drawMessage = (message, foot) =>
  h(
    "article",
    { class: message.onlyFor ? "message private" : "message", "data-ts": message.ts },
    avatar(message.user),
    h("div", { class: "message-body" }, head(message), CONTENTS[state.platform](message, act), foot),
  );
