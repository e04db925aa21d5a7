import * as api from "../api.mjs";

/** What has been typed into the modal in front of somebody and Slack has not been told yet. */

const PAUSE_MS = 250;

export class Entries {
  #view;
  #entries = {};
  #timer;

  constructor(view) {
    this.#view = view;
  }

  /** Takes note of a value; Slack hears of it after a short pause. */
  set(blockId, value) {
    this.#entries[blockId] = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => {}), PAUSE_MS);
  }

  /** Forgets a value, since its block is gone or Slack is about to hear of it another way. */
  drop(blockId) {
    delete this.#entries[blockId];
  }

  /** Tells Slack everything that it has not heard yet. */
  async flush() {
    clearTimeout(this.#timer);
    const entries = this.#entries;
    this.#entries = {};
    if (Object.keys(entries).length === 0) return;
    await api.act({ act: "fillIn", ...this.#view, entries });
  }
}
