import { blockingOf, type Finding } from "../../domain/finding.ts";
import { type Block, channel, code, divider, list, note, say, text } from "../card.ts";
import { type FormView, formMessage } from "../form.ts";
import type { ThreadPlace } from "../ports.ts";
import { count } from "../words.ts";
import { createFormId } from "./create-form.ts";
import { rejectFormId } from "./reject-form.ts";
import { resizeFormId, resizeMessage } from "./resize-form.ts";
import { teardownFormId, teardownMessage } from "./teardown-form.ts";

/** What an open form becomes once it is sent, and what is shown in it later. */

/** While both clouds are read; the answer takes this view's place. */
export function checkingForm(name: string): FormView {
  return formMessage(createFormId, "New interconnect", [
    text(say`Checking both clouds for ${code(name)}, about 5 s.`),
    note("You need not wait here: the answer is brought to you."),
  ]);
}

/** The request is made; its card is in the environment's channel. */
export function askedForm(name: string, where: ThreadPlace): FormView {
  return formMessage(createFormId, "New interconnect", [
    text(say`The request for ${code(name)} is in ${channel(where)}.`),
    text("Nothing is created before it is approved. You hear about the decision there."),
  ]);
}

/** A small form was taken; what follows is shown where it was opened. */
export function takenForm(form: string): FormView {
  if (form === teardownFormId) return teardownMessage("Reading both clouds once more, about 5 s.");
  if (form === resizeFormId) return resizeMessage("Reading both clouds, about 5 s.");
  const title = form === rejectFormId ? "Reject the request" : "New interconnect";
  return formMessage(form, title, [text("Taken. The card shows the outcome in a moment.")]);
}

/**
 * What stands above the fields when the plan met something that blocks it: how much there is to change, and each
 * finding that is `told` here with its remedy.
 */
export function findingsAbove(findings: readonly Finding[], told = findings): readonly Block[] {
  const blocking = blockingOf(findings);
  const here = blockingOf(told);
  const warnings = told.filter(({ severity }) => severity === "warning");
  return [
    text(say`${count(blocking.length, "thing")} to change before this can be asked for. Nothing has been created.`),
    ...(here.length === 0 ? [] : [list(here.map(({ cause, remedy }) => say`${cause} ${remedy}`))]),
    ...(warnings.length === 0 ? [] : [note("Also noticed:"), list(warnings.map(({ cause }) => cause))]),
    divider(),
  ];
}
