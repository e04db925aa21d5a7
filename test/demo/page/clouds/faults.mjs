import * as api from "../api.mjs";
import { h, keepingFocus } from "../dom.mjs";
import { refreshClouds } from "../feed.mjs";
import { platform } from "../platforms/platform.mjs";
import { onChange, state } from "../store.mjs";
import { telling, toast } from "../toasts.mjs";

/** A few bad days at the press of a button. */

const linkFault = (path, title) => ({
  title,
  isOn: () => state.world.world.includes(`link-down:${path}`),
  on: () => api.setWorldFault(`link-down:${path}`),
  off: () => api.clearWorldFault(`link-down:${path}`),
});

const cloudAway = (service, title) => ({
  title,
  isOn: () => state.faultRules.some(({ id }) => id === `${service}-away`),
  on: () => api.addFaultRule({ id: `${service}-away`, match: { service }, effect: { kind: "dropBefore" } }),
  off: () => api.removeFaultRule(`${service}-away`),
});

const KEY_REFUSED = {
  title: "Oracle refuses the key",
  isOn: () => state.world.world.includes("key-refused"),
  on: () => api.setWorldFault("key-refused"),
  off: () => api.clearWorldFault("key-refused"),
};

const SWITCHES = [
  linkFault("primary", "Primary link down"),
  linkFault("secondary", "Secondary link down"),
  cloudAway("azure", "Azure away"),
  cloudAway("oci", "OCI away"),
  KEY_REFUSED,
];

const CHAT_AWAY_SECONDS = 20;

const blows = () => [
  {
    title: `${platform().title} away for ${CHAT_AWAY_SECONDS} s`,
    strike: () => api.takeChatDown(CHAT_AWAY_SECONDS),
    said: `${platform().title} is away. The operation goes on, and the thread catches up afterwards.`,
  },
  {
    title: "Kill the bot",
    strike: () => api.killProgram(),
    said: "The bot was killed in the middle of what it did, and is started again.",
  },
];

const doing = (what) => () =>
  telling(async () => {
    await what();
    await refreshClouds();
  });

const switchButton = ({ title, isOn, on, off }) => {
  const now = isOn();
  return h(
    "button",
    {
      type: "button",
      class: "button switch",
      "aria-pressed": String(now),
      "data-key": `fault/${title}`,
      click: doing(now ? off : on),
    },
    title,
    h("span", { class: "switch-state" }, now ? "on" : "off"),
  );
};

const blowButton = ({ title, strike, said }) =>
  h(
    "button",
    {
      type: "button",
      class: "button",
      "data-key": `fault/${title}`,
      click: doing(async () => {
        await strike();
        toast(said);
      }),
    },
    title,
  );

/** Draws the buttons and keeps them up to date. */
export const startFaults = (container) => {
  const buttons = h("div", { class: "faults" });
  const running = h("p", { class: "note" });
  container.replaceChildren(h("h3", {}, "What can go wrong"), buttons, running);
  let shown;
  onChange(["world", "platform", "faultRules", "program"], () => {
    const { program } = state;
    running.textContent = program
      ? `The bot ${program.state}${program.restarts > 0 ? `, restarted ${program.restarts} ×` : ""}.`
      : "";
    const now = [platform().key, ...SWITCHES.map(({ isOn }) => isOn())].join();
    if (now === shown) return;
    shown = now;
    keepingFocus(buttons, () => buttons.replaceChildren(...SWITCHES.map(switchButton), ...blows().map(blowButton)));
  });
};
