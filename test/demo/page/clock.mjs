import { h } from "./dom.mjs";
import { onChange, state } from "./store.mjs";

/** Virtual time: what the clouds' clocks say. It is read once and then counted on. */

let spec = { scale: 1, nowMs: Date.now(), atWallMs: Date.now() };

/** The virtual moment now, in ms since the epoch. */
export const virtualNow = () => spec.nowMs + (Date.now() - spec.atWallMs) * spec.scale;

const dayShape = { weekday: "short", day: "numeric", month: "short" };
const timeShape = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };

/** Shows virtual time and how fast it runs. */
export const startClock = (container) => {
  const time = h("time", { class: "clock-time" });
  const day = h("span", { class: "clock-day" });
  const speed = h("span", { class: "badge" });
  const note = "The clouds' own time, in which a gateway takes half an hour";
  container.replaceChildren(h("span", { class: "clock-parts", title: note }, day, time, speed));
  const show = () => {
    const now = new Date(virtualNow());
    time.textContent = now.toLocaleTimeString("en-GB", timeShape);
    day.textContent = now.toLocaleDateString("en-GB", dayShape);
    speed.textContent = spec.scale === 1 ? "real time" : `${spec.scale} × faster`;
  };
  onChange(["world"], () => {
    const { scale, nowMs } = state.world.clock;
    spec = { scale, nowMs, atWallMs: Date.now() };
  });
  setInterval(show, 100);
};
