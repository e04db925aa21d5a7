import { h } from "./dom.mjs";

const SHOWN_MS = 6000;

/** Says something in passing, at the foot of the page. */
export const toast = (text) => {
  const note = h("p", { class: "toast" }, text);
  document.querySelector("#toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
};

/** Says what went wrong when something somebody did is refused, or nobody answers. */
export const telling = async (doing) => {
  try {
    return await doing();
  } catch (problem) {
    toast(problem.name === "Refused" ? problem.message : "The simulators do not answer. Is the demonstration running?");
    return undefined;
  }
};

const FAILURES = {
  connection_failed: "The bot is not reachable, so nobody heard that. Try again in a moment.",
  http_timeout: "The bot did not answer in time.",
  timeout: "The bot did not answer in time.",
  http_error: "The bot refused that.",
};

/** Says it when the bot did not acknowledge what was done. */
export const tellFailure = (outcome) => {
  const failure = outcome?.receipt?.failure ?? outcome?.failure;
  if (failure) toast(FAILURES[failure] ?? `The bot did not take it (${failure}).`);
};
