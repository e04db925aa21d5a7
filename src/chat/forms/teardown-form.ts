import { code, divider, note, say, text } from "../card.ts";
import { type FormView, formMessage } from "../form.ts";
import { type RemovalData, reviewBlocks, type TypedTeardown } from "../views/removal-card.ts";
import { reasonField } from "./reason-field.ts";

export const teardownFormId = "teardown";
const title = "Take a link down";

/** While both clouds are read; what would stop working takes this view's place. */
export function readingForm(name: string): FormView {
  return formMessage(teardownFormId, title, [
    text(say`Reading both clouds to see what would stop working without ${code(name)}, about 5 s.`),
    note("You can close this. Nothing is removed before it is approved."),
  ]);
}

/** A message in the place of the form. */
export function teardownMessage(words: Parameters<typeof text>[0]): FormView {
  return formMessage(teardownFormId, title, [text(words)]);
}

/** What would stop working, and the name to be typed by who wants it all the same. */
export function teardownForm(data: RemovalData, filled?: TypedTeardown): FormView {
  const { name, uid } = data.plan;
  const isWrong = filled !== undefined && filled.confirm !== name;
  return {
    form: teardownFormId,
    subject: uid,
    title,
    blocks: [...reviewBlocks(data), divider()],
    fields: [
      {
        kind: "text",
        name: "confirm",
        label: `Type ${name} to go on`,
        placeholder: name,
        ...(filled && { value: filled.confirm }),
        ...(isWrong && { error: `This is not the name. Type ${name} if this is the link you mean.` }),
      },
      reasonField(filled?.reason, filled && filled.reason === undefined ? "This is needed." : undefined),
    ],
    submit: "Ask for approval",
  };
}

/** What cannot be taken down, and why, in the place of the form. */
export function teardownBlocked(data: RemovalData): FormView {
  return formMessage(teardownFormId, title, [
    text(say`${code(data.plan.name)} cannot be taken down yet. Nothing has been removed.`),
    ...reviewBlocks(data),
  ]);
}
