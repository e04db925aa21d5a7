import { state } from "./store.mjs";

/** The simulators' control and player API, on the origin that this page came from. */

/** What the other side refused, in its own words. */
class Refused extends Error {
  name = "Refused";
}

const answerOf = async (response) => {
  const text = await response.text();
  const body = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text;
  if (!response.ok) throw new Refused(body.error ?? `${response.status} ${response.statusText}`);
  return body;
};

const send = async (method, path, body) =>
  answerOf(
    await fetch(path, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    }),
  );

/** The chat product that is shown. */
const chat = () => `/_sim/${state.platform}`;

/** All that a person sees there. */
export const seenBy = (person) => send("GET", `${chat()}/seen?by=${encodeURIComponent(person)}`);

/** Both clouds, the link between them, the chat products and the clock. */
export const worldState = () => send("GET", "/_sim/state");

/** Everything ever created. */
export const ledger = () => send("GET", "/_sim/ledger");

/** The rules that make requests fail. */
export const faultRules = () => send("GET", "/_sim/faults");

/** Does something as a person; resolves to what came of it. */
export const act = (what) => send("POST", `${chat()}/act`, what);

export const setWorldFault = (name) => send("POST", "/_sim/world", { name });
export const clearWorldFault = (name) => send("DELETE", `/_sim/world/${encodeURIComponent(name)}`);
export const addFaultRule = (rule) => send("POST", "/_sim/faults", rule);
export const removeFaultRule = (id) => send("DELETE", `/_sim/faults/${encodeURIComponent(id)}`);
export const takeChatDown = (seconds) => send("POST", `${chat()}/down`, { seconds, how: "refused" });

/** The program under demonstration: whether it runs. */
export const program = () => send("GET", "/demo/program");

/** Kills it; it is started again at once. */
export const killProgram = () => send("POST", "/demo/program/kill");
