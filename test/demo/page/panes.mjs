import { h } from "./dom.mjs";
import { onChange, state } from "./store.mjs";

/** On a narrow screen one pane is shown at a time; a row of tabs at the foot switches between them. */

const PANES = [
  ["channels", "Channels"],
  ["channel", "Chat"],
  ["thread", "Thread"],
  ["clouds", "Clouds"],
];

/** Brings a pane to the front; on a wide screen all of them are there anyway. */
export const showPane = (pane) => {
  document.body.dataset.pane = pane;
  for (const tab of document.querySelectorAll("#tabs button"))
    tab.setAttribute("aria-current", String(tab.dataset.pane === pane));
};

/** Draws the tabs. */
export const startTabs = (container) => {
  const tabs = PANES.map(([pane, title]) =>
    h("button", { type: "button", "data-pane": pane, click: () => showPane(pane) }, title),
  );
  container.replaceChildren(...tabs);
  const thread = tabs.find((tab) => tab.dataset.pane === "thread");
  const draw = () => {
    thread.hidden = state.thread === undefined;
  };
  onChange(["thread"], draw);
  draw();
  showPane("channel");
};
