import { h } from "../dom.mjs";

/**
 * A menu whose options are searched for as one types. A combobox in the words of ARIA: the arrow keys move, Enter
 * chooses, Escape closes the list.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */

const PAUSE_MS = 150;
const SLACK_MIN_QUERY = 3;

let lists = 0;

/** The list of options below a search field. */
class Suggestions {
  #options = [];
  #active = -1;
  #input;
  #choose;

  constructor(input, choose) {
    this.#input = input;
    this.#choose = choose;
    lists += 1;
    this.element = h("ul", { class: "suggestions", role: "listbox", id: `suggestions-${lists}`, hidden: true });
  }

  get open() {
    return !this.element.hidden;
  }

  show(options, none) {
    this.#options = options;
    this.element.replaceChildren(
      ...options.map((option, at) => this.#row(option, at)),
      ...(options.length === 0 ? [h("li", { class: "none" }, none)] : []),
    );
    this.element.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#mark(options.length > 0 ? 0 : -1);
  }

  hide() {
    this.element.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  move(by) {
    const count = this.#options.length;
    if (count > 0) this.#mark((this.#active + by + count) % count);
  }

  chooseActive() {
    const option = this.#options[this.#active];
    if (option) this.#choose(option);
  }

  #row(option, at) {
    const pick = (event) => {
      event.preventDefault();
      this.#choose(option);
    };
    return h(
      "li",
      { role: "option", id: `${this.element.id}-${at}`, mousedown: pick },
      option.text.text,
      option.description && h("span", { class: "choice-note" }, option.description.text),
    );
  }

  #mark(at) {
    this.#active = at;
    for (const [index, row] of [...this.element.children].entries()) {
      row.setAttribute("aria-selected", String(index === at));
      if (index === at) row.scrollIntoView({ block: "nearest" });
    }
    if (at >= 0) this.#input.setAttribute("aria-activedescendant", `${this.element.id}-${at}`);
  }
}

const keysOf = (suggestions) => ({
  ArrowDown: () => suggestions.move(1),
  ArrowUp: () => suggestions.move(-1),
  Enter: () => suggestions.chooseActive(),
  Escape: () => suggestions.hide(),
});

/** Shows what `ask` finds for what is typed, after a short pause; later typing overtakes earlier. */
const searching = (suggestions, ask, least) => {
  let timer;
  let latest = 0;
  return (typed) => {
    clearTimeout(timer);
    latest += 1;
    const mine = latest;
    if (typed.length < least) {
      suggestions.hide();
      return;
    }
    const look = async () => {
      const options = await ask(typed);
      if (mine === latest && options) suggestions.show(options, `Nothing matches “${typed}”.`);
    };
    timer = setTimeout(() => void look(), PAUSE_MS);
  };
};

/** One option, found by typing. `ask(text)` resolves to the options, or to undefined when nobody answered. */
export const searchField = (element, state, { attributes, entered, ask }) => {
  let chosen = state ? state.selected_option : element.initial_option;
  const input = h("input", {
    ...attributes,
    type: "text",
    class: "input",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: element.placeholder?.text,
  });
  const suggestions = new Suggestions(input, (option) => {
    chosen = option;
    input.value = option.text.text;
    suggestions.hide();
    entered(option.value, true);
  });
  input.setAttribute("aria-controls", suggestions.element.id);
  input.value = chosen?.text.text ?? "";
  const search = searching(suggestions, ask, element.min_query_length ?? SLACK_MIN_QUERY);
  const keys = keysOf(suggestions);
  input.addEventListener("input", () => {
    if (chosen) entered(null, false);
    chosen = undefined;
    search(input.value);
  });
  input.addEventListener("focus", () => {
    if (!chosen) search(input.value);
  });
  input.addEventListener("blur", () => {
    suggestions.hide();
    input.value = chosen?.text.text ?? input.value;
  });
  input.addEventListener("keydown", (event) => {
    if (!suggestions.open || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  return h("div", { class: "search" }, input, suggestions.element);
};

/** Several options, found one after the other. */
export const multiSearchField = (element, state, context) => {
  let chosen = [...((state ? state.selected_options : element.initial_options) ?? [])];
  const known = new Map(chosen.map((option) => [option.value, option]));
  const chips = h("div", { class: "chips" });
  const tell = () => {
    draw();
    context.entered(
      chosen.map(({ value }) => value),
      true,
    );
  };
  const remove = (value) => () => {
    chosen = chosen.filter((option) => option.value !== value);
    tell();
  };
  const draw = () =>
    chips.replaceChildren(
      ...chosen.map(({ text, value }) =>
        h(
          "button",
          { type: "button", class: "chip", click: remove(value), "aria-label": `Remove ${text.text}` },
          text.text,
          " ×",
        ),
      ),
    );
  const ask = async (typed) => {
    const options = await context.ask(typed);
    for (const option of options ?? []) known.set(option.value, option);
    return options;
  };
  const add = (value) => {
    if (value === null || chosen.some((option) => option.value === value)) return;
    chosen.push(known.get(value));
    tell();
  };
  draw();
  return h("div", {}, chips, searchField(element, { selected_option: null }, { ...context, ask, entered: add }));
};
