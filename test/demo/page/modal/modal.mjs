import * as api from "../api.mjs";
import { drawBlock } from "../blocks/block.mjs";
import { h, keepingFocus, showList } from "../dom.mjs";
import { refreshChat } from "../feed.mjs";
import { onChange, state } from "../store.mjs";
import { tellFailure, telling } from "../toasts.mjs";
import { Entries } from "./entries.mjs";
import { inputBlock } from "./input-block.mjs";

/** The modal in front of the current person. */

/** One open modal, from its first version to its last. */
class OpenModal {
  #title = h("h2", { id: "modal-title" });
  #body = h("div", { class: "dialog-body" });
  #foot = h("div", { class: "dialog-foot" });
  #ref;
  #entries;
  #view;
  /** What Slack's own client objects to before anything is sent. */
  #objections = {};

  constructor(view) {
    this.#ref = { who: state.me, viewId: view.id };
    this.#entries = new Entries(this.#ref);
    const form = h(
      "form",
      { submit: (event) => this.#submit(event), novalidate: true },
      this.#title,
      this.#body,
      this.#foot,
    );
    const cancel = (event) => this.#cancel(event);
    this.element = h("dialog", { class: "dialog", "aria-labelledby": "modal-title", cancel }, form);
    document.body.append(this.element);
    this.show(view);
    this.element.showModal();
  }

  get id() {
    return this.#ref.viewId;
  }

  show(view) {
    const same = this.#view?.hash === view.hash && JSON.stringify(this.#view.errors) === JSON.stringify(view.errors);
    if (same) return;
    if (this.#view?.hash !== view.hash) this.#objections = {};
    this.#view = view;
    this.#draw();
  }

  remove() {
    this.element.close();
    this.element.remove();
  }

  /** What has not changed keeps its element, and with it what somebody is typing. */
  #draw() {
    const { blocks } = this.#view;
    const { scrollTop } = this.#body;
    keepingFocus(this.element, () => {
      this.#title.textContent = this.#view.title.text;
      showList(this.#body, blocks, {
        key: ({ block_id: id }) => id,
        version: (block) => JSON.stringify([block, this.#errorOf(block.block_id)]),
        draw: (block) => this.#block(block),
      });
      this.#foot.replaceChildren(...this.#buttons());
    });
    this.#body.scrollTop = scrollTop;
  }

  #buttons() {
    const { submit, close, submit_disabled: disabled } = this.#view;
    const closing = close?.text ?? (submit ? "Cancel" : "Close");
    const closer = { type: "button", class: "button", "data-key": "close", click: () => void this.#close() };
    const sender = { class: "button primary", "data-key": "submit", disabled };
    return [h("button", closer, closing), ...(submit ? [h("button", sender, submit.text)] : [])];
  }

  #errorOf(blockId) {
    return this.#objections[blockId] ?? this.#view.errors[blockId];
  }

  #block(block) {
    const stateOf = ({ block_id: id }, { action_id: action }) => this.#view.state.values[id]?.[action];
    const ask = (inBlock, element, text) => this.#ask(inBlock, element, text);
    if (block.type !== "input") return drawBlock(block, { stateOf, ask, use: (...used) => this.#use(...used) });
    return inputBlock(block, {
      stateOf,
      ask,
      errorOf: (id) => this.#errorOf(id),
      entered: (input, value, final) => this.#entered(input, value, final),
    });
  }

  #entered(block, value, final) {
    this.#entries.set(block.block_id, value);
    if (final && block.dispatch_action) void this.#use(block, block.element, value);
  }

  /** Tells the app that something was used, after Slack has heard of everything typed before. */
  async #use(block, element, value) {
    this.#entries.drop(block.block_id);
    await telling(async () => {
      await this.#entries.flush();
      const chosen = { actionId: element.action_id, blockId: block.block_id, value };
      tellFailure(await api.act({ act: "clickInView", ...this.#ref, ...chosen }));
    });
  }

  async #ask(block, element, text) {
    return telling(async () => {
      await this.#entries.flush();
      const what = { actionId: element.action_id, blockId: block.block_id, text };
      const outcome = await api.act({ act: "typeInSelect", ...this.#ref, ...what });
      tellFailure(outcome);
      return outcome.options;
    });
  }

  async #submit(event) {
    event.preventDefault();
    this.element.setAttribute("aria-busy", "true");
    await telling(async () => {
      await this.#entries.flush();
      const outcome = await api.act({ act: "submitView", ...this.#ref });
      tellFailure(outcome);
      if (outcome.result === "not sent") await this.#object(outcome.errors);
    });
    this.element.removeAttribute("aria-busy");
    await refreshChat();
    this.#focusProblem();
  }

  /** Shows what the client itself objects to; the app has heard nothing. */
  async #object(errors) {
    this.#objections = errors;
    const { view } = await api.seenBy(state.me);
    if (view?.id === this.id) this.#view = view;
    this.#draw();
    this.#focusProblem();
  }

  #focusProblem() {
    this.element.querySelector("[aria-invalid]")?.focus();
  }

  #cancel(event) {
    event.preventDefault();
    void this.#close();
  }

  async #close() {
    await telling(() => api.act({ act: "closeView", ...this.#ref }));
    await refreshChat();
  }
}

let open;

const follow = () => {
  const view = state.seen?.person.name === state.me ? state.seen.view : undefined;
  if (open && open.id !== view?.id) {
    open.remove();
    open = undefined;
  }
  if (view && open) open.show(view);
  else if (view) open = new OpenModal(view);
};

/** Shows the modal that is in front of whoever one is, for as long as it is. */
export const startModal = () => onChange(["seen", "me"], follow);
