import * as api from "../api.mjs";
import { h } from "../dom.mjs";
import { platform } from "../platforms/platform.mjs";
import { state } from "../store.mjs";
import { tellFailure, telling } from "../toasts.mjs";

/** Where one types: a command, a mention of the bot, or just words. */

const send = async (input, channel, threadTs) => {
  const line = input.value.trim();
  if (line === "" || !channel) return;
  const what = platform().actOf(line, { who: state.me, channel, threadTs });
  if (!what) return;
  input.value = "";
  await telling(async () => tellFailure(await api.act(what)));
};

const suggestion = (input, line) =>
  h(
    "button",
    {
      type: "button",
      class: "chip",
      click: () => {
        input.value = line;
        input.focus();
      },
    },
    line,
  );

/**
 * Makes a composer. `channel()` says where it writes, `threadTs()` in which thread, if any; `show` has it suggest what
 * suits the place.
 */
export const composer = ({ label, channel, threadTs = () => undefined }) => {
  const input = h("input", {
    class: "input",
    type: "text",
    "aria-label": label,
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "send",
  });
  const submit = (event) => {
    event.preventDefault();
    void send(input, channel(), threadTs());
  };
  const chips = h("div", { class: "chips" });
  const form = h(
    "form",
    { class: "composer", submit },
    chips,
    h("div", { class: "composer-line" }, input, h("button", { class: "button primary" }, "Send")),
  );
  const show = ({ placeholder, suggestions }) => {
    input.placeholder = placeholder;
    chips.replaceChildren(...suggestions.map((line) => suggestion(input, line)));
  };
  return { form, show };
};
