import { h } from "./dom.mjs";

/** Asks the question of an element's confirmation dialog; resolves to whether it was confirmed. */
export const confirmed = ({ title, text, confirm, deny, style = "primary" }) =>
  new Promise((resolve) => {
    const finish = (answer) => () => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = h(
      "dialog",
      { class: "dialog small", "aria-labelledby": "confirm-title", cancel: finish(false) },
      h("h2", { id: "confirm-title" }, title.text),
      h("p", { class: "dialog-body" }, text.text),
      h(
        "div",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "button", click: finish(false) }, deny.text),
        h("button", { type: "button", class: `button ${style}`, click: finish(true) }, confirm.text),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
