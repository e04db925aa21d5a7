/**
 * Everything that is shown goes through here: text only ever becomes text nodes and attributes, never markup.
 */

const setAttribute = (element, name, value) => {
  if (value === undefined || value === false || value === null) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else if (value === true) element.setAttribute(name, "");
  else element.setAttribute(name, String(value));
};

const isShown = (child) => child !== undefined && child !== null && child !== false;

/**
 * Makes an element. An attribute whose value is a function is a listener for the event of that name; what is
 * undefined, null or false is left out, among attributes and children alike.
 */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.flat(3).filter(isShown));
  return element;
};

/** A link out; an address that is not a web address leaves only its text. */
export const linkTo = (url, ...children) =>
  /^https?:\/\//i.test(url)
    ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children)
    : h("span", {}, ...children);

/** Text for those who cannot see what it stands beside. */
export const unseen = (text) => h("span", { class: "unseen" }, text);

const focusKey = () => document.activeElement?.closest("[data-key]")?.dataset.key;

const selectionOf = (element) => {
  const isText =
    element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");
  return isText ? [element.selectionStart, element.selectionEnd] : undefined;
};

/**
 * Redraws a part of the page and puts the focus back on the control with the same `data-key`, with the text that was
 * selected in it.
 */
export const keepingFocus = (container, redraw) => {
  const key = container.contains(document.activeElement) ? focusKey() : undefined;
  const selection = key === undefined ? undefined : selectionOf(document.activeElement);
  redraw();
  if (key === undefined) return;
  const again = container.querySelector(`[data-key="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
  if (selection && again) again.setSelectionRange(...selection);
};

/**
 * Shows a list of items, drawing only those that are new or have changed. Each item is known by its key; `version`
 * says whether it looks as before.
 */
export const showList = (container, items, { key, version, draw }) => {
  const known = new Map([...container.children].map((child) => [child.dataset.item, child]));
  const shown = items.map((item) => {
    const before = known.get(key(item));
    if (before?.version === version(item)) return before;
    const drawn = draw(item);
    drawn.dataset.item = key(item);
    drawn.version = version(item);
    return drawn;
  });
  const same = shown.length === container.children.length && shown.every((one, at) => one === container.children[at]);
  if (!same) keepingFocus(container, () => container.replaceChildren(...shown));
};
