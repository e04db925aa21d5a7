import { confirmed } from "../confirm.mjs";
import { h } from "../dom.mjs";
import { fieldElement } from "../fields/field.mjs";

/** What stands in messages to be used: buttons and menus. `context.use(block, element, value)` does it. */

const agreed = async ({ confirm }) => !confirm || (await confirmed(confirm));

const busyWhile = async (target, doing) => {
  target.setAttribute("aria-busy", "true");
  target.disabled = true;
  try {
    await doing();
  } finally {
    target.removeAttribute("aria-busy");
    target.disabled = false;
  }
};

const buttonElement = (block, element, context) => {
  const press = async ({ currentTarget: target }) => {
    if (!(await agreed(element))) return;
    if (element.url) window.open(element.url, "_blank", "noopener");
    await busyWhile(target, () => context.use(block, element, undefined));
  };
  return h(
    "button",
    {
      type: "button",
      class: `button ${element.style ?? ""}`,
      "data-key": `${block.block_id}/${element.action_id}`,
      "aria-label": element.accessibility_label,
      click: press,
    },
    element.text.text,
    element.url && h("span", { "aria-hidden": "true" }, " ↗"),
  );
};

/** A button of a message or modal, or a menu beside it. */
export const control = (block, element, context) => {
  if (element.type === "button") return buttonElement(block, element, context);
  const attributes = {
    "data-key": `${block.block_id}/${element.action_id}`,
    "aria-label": element.placeholder?.text ?? element.action_id,
  };
  const entered = async (value, final) => {
    if (final && (await agreed(element))) await context.use(block, element, value);
  };
  return fieldElement(element, context.stateOf?.(block, element), {
    attributes,
    entered,
    ask: (text) => context.ask?.(block, element, text),
  });
};
