import { h } from "../dom.mjs";
import { stateChip } from "./states.mjs";

/** The link between the clouds with its two BGP sessions, as a drawing that can also be read aloud. */

const nameOf = (id, { oci }) => oci.virtualCircuits.find((one) => one.id === id)?.displayName ?? id;

const addressOf = (cidr) => cidr.split("/", 1)[0];

/** The sessions that have ever been up: one that has not is on its way, not down. */
const everUp = new Set();

const stateOf = (id, { path, ipv4BgpStatus: bgp }) => {
  const key = `${id}/${path}`;
  if (bgp === "UP") everUp.add(key);
  if (bgp === "UP") return { name: "up", words: "BGP up", tone: "good" };
  return everUp.has(key)
    ? { name: "down", words: "BGP down", tone: "bad" }
    : { name: "coming", words: "BGP not up yet", tone: "idle" };
};

const wire = () => h("span", { class: "wire", "aria-hidden": "true" });

const session = (id, mapping) => {
  const { path, oracleBgpPeeringIp: oracle, customerBgpPeeringIp: microsoft } = mapping;
  const { name, words, tone } = stateOf(id, mapping);
  return h(
    "li",
    { class: `session ${name}` },
    wire(),
    h(
      "span",
      { class: "session-text" },
      h("span", { class: "session-name" }, h("strong", {}, path), stateChip(words, tone)),
      h("span", { class: "note" }, `${addressOf(microsoft)} ⇄ ${addressOf(oracle)}`),
    ),
    wire(),
  );
};

const vlanOf = ({ mappings: [{ vlan } = {}] }) => vlan !== undefined && h("span", { class: "note" }, `VLAN ${vlan}`);

const drawing = ({ id, view }, world) =>
  h(
    "figure",
    { class: "link" },
    h("figcaption", {}, h("strong", {}, nameOf(id, world)), vlanOf(view), stateChip(view.lifecycleState)),
    h(
      "div",
      { class: "link-parts" },
      h("span", { class: "end" }, "Azure"),
      h(
        "ul",
        { class: "sessions" },
        view.mappings.map((mapping) => session(id, mapping)),
      ),
      h("span", { class: "end" }, "OCI"),
    ),
  );

/** Draws every link there is now. */
export const drawLinks = (container, world) => {
  const links = world.fabric.virtualCircuits.filter(({ view }) => view.lifecycleState !== "TERMINATED");
  container.replaceChildren(
    h("h3", {}, "Between them"),
    ...(links.length > 0
      ? links.map((one) => drawing(one, world))
      : [h("p", { class: "note" }, "No link yet. Its two BGP sessions appear here.")]),
  );
};
