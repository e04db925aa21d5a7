import { h } from "../dom.mjs";

/** What a state of either cloud means to a reader: the word is the state, the colour only follows it. */

const TONES = {
  Succeeded: "good",
  Provisioned: "good",
  AVAILABLE: "good",
  ATTACHED: "good",
  PROVISIONED: "good",
  UP: "good",
  Updating: "busy",
  Provisioning: "busy",
  PROVISIONING: "busy",
  PENDING_PROVIDER: "busy",
  ATTACHING: "busy",
  UPDATING: "busy",
  VERIFYING: "busy",
  Deleting: "leaving",
  Deprovisioning: "leaving",
  TERMINATING: "leaving",
  DETACHING: "leaving",
  Failed: "bad",
  FAILED: "bad",
  DOWN: "bad",
};

/** A state as a chip, in the cloud's own word. */
export const stateChip = (word, tone = TONES[word] ?? "idle") => h("span", { class: `state ${tone}` }, word);

/** `830000` ms as `13 min`. */
export const duration = (ms) => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.max(0, Math.round(ms / 1000))} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
