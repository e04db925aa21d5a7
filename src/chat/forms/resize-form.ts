import type { BandwidthMbps, Plan } from "../../domain/plan.ts";
import type { ResizeReview } from "../../domain/resize.ts";
import { code, divider, note, say, text } from "../card.ts";
import { type FormView, formMessage } from "../form.ts";
import { resizeBlocks } from "../views/resize-card.ts";
import { gbps } from "../words.ts";
import { reasonField } from "./reason-field.ts";

export const resizeFormId = "resize";
const title = "Give a link more";

/** While both clouds are read; what it would do takes this view's place. */
export function resizeReadingForm(name: string): FormView {
  return formMessage(resizeFormId, title, [
    text(say`Reading both clouds to see what resizing ${code(name)} does, about 5 s.`),
    note("You can close this. Nothing is changed before it is approved."),
  ]);
}

/** A message in the place of the form. */
export function resizeMessage(words: Parameters<typeof text>[0]): FormView {
  return formMessage(resizeFormId, title, [text(words)]);
}

/** What it would do, to which bandwidth, and why. */
export function resizeForm(
  plan: Plan,
  larger: readonly BandwidthMbps[],
  filled: { readonly review?: ResizeReview; readonly reason?: string } = {},
): FormView {
  const { review, reason } = filled;
  return {
    form: resizeFormId,
    subject: plan.uid,
    title,
    blocks: [
      text(say`${code(plan.name)} has ${gbps(plan.bandwidthMbps)}. It can be given more, never less.`),
      ...(review ? [...resizeBlocks(review), divider()] : []),
    ],
    fields: [
      {
        kind: "select",
        name: "bandwidth",
        label: "Bandwidth",
        options: larger.map((mbps) => ({ value: String(mbps / 1000), label: gbps(mbps) })),
        ...(review && { value: String(review.plan.bandwidthMbps / 1000) }),
      },
      reasonField(reason),
    ],
    submit: "Ask for approval",
  };
}

/** Why it cannot be resized, in the place of the form. */
export function resizeBlocked(review: ResizeReview): FormView {
  return formMessage(resizeFormId, title, [
    text(say`${code(review.plan.name)} cannot be resized yet. Nothing has been changed.`),
    ...resizeBlocks(review),
  ]);
}
