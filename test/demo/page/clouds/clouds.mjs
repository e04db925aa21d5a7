import { h } from "../dom.mjs";
import { onChange, state } from "../store.mjs";
import { azureRows } from "./azure.mjs";
import { startFaults } from "./faults.mjs";
import { drawLinks } from "./link.mjs";
import { ociRows } from "./oci.mjs";
import { resourceList } from "./resources.mjs";

/** What both clouds hold, seen from the outside: the simulators say it, not the bot. */
export const startClouds = (container) => {
  const [azure, link, oci, faults] = ["azure", "between", "oci", "faults"].map((name) =>
    h("section", { class: `cloud ${name}` }),
  );
  container.replaceChildren(
    h(
      "header",
      { class: "pane-head" },
      h("h2", {}, "Both clouds"),
      h("p", { class: "note" }, "as they see themselves"),
    ),
    h("div", { class: "clouds-body" }, link, azure, oci, faults),
  );
  const showAzure = resourceList(azure, "Azure");
  const showOci = resourceList(oci, "Oracle Cloud");
  startFaults(faults);
  onChange(["world", "ledger"], () => {
    if (!state.world || !state.ledger) return;
    drawLinks(link, state.world);
    showAzure(azureRows(state.world.azure, state.ledger));
    showOci(ociRows(state.world.oci, state.ledger));
  });
};
