import type { Button } from "../../src/chat/card.ts";
import type { Action, ActionSet, ExecuteAction, ShowCardAction } from "./adaptive-card.ts";
import { cardData } from "./card-data.ts";
import { limits } from "./limits.ts";
import { inert, plainText } from "./render-text.ts";

/** Buttons in a row; those that do not fit are behind a menu. Nothing when there are none. */
export function renderActions(buttons: readonly Button[]): readonly ActionSet[] {
  // A subject cannot be cut: it would name something else.
  const usable = buttons.filter(({ subject }) => subject.length <= limits.buttonSubject).slice(0, limits.buttonsPerSet);
  if (usable.length === 0) return [];
  const actions = usable.map((button, at) => {
    const action = renderButton(button);
    return at < limits.primaryButtons ? action : { ...action, mode: "secondary" as const };
  });
  return [{ type: "ActionSet", actions }];
}

function renderButton({ label, action, subject, style, confirm }: Button): Action {
  const look = style && ({ primary: "positive", danger: "destructive" } as const)[style];
  const data = cardData({ kind: "press", action, subject });
  if (!confirm) return execute(label, "press", data, look);
  const asked = [plainText(confirm.title, { weight: "bolder" }), plainText(inert(confirm.text, limits.confirmText))];
  return showCard(label, { body: asked, actions: [execute(confirm.yes, "press", data, look)] }, look);
}

/** Folds away again by its own button: that is how one says no. */
function showCard(
  title: string,
  inner: Pick<ShowCardAction["card"], "body" | "actions">,
  style: ShowCardAction["style"],
): ShowCardAction {
  return {
    type: "Action.ShowCard",
    title: inert(title, limits.buttonLabel),
    card: { type: "AdaptiveCard", ...inner },
    ...(style && { style }),
  };
}

/** A button that is answered at once. */
export function execute(label: string, verb: string, data: object, style?: ExecuteAction["style"]): ExecuteAction {
  const title = inert(label === "" ? " " : label, limits.buttonLabel);
  const shared = { title, data, ...(style && { style }) };
  return { type: "Action.Execute", verb, ...shared, fallback: { type: "Action.Submit", ...shared } };
}
