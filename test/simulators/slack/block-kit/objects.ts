import { z } from "zod";
import { LIMITS } from "../limits.ts";

/** An optional identifier (block_id, action_id, callback_id). */
export const id = z.string().min(1).max(LIMITS.id);

/** An absolute URL, at most `max` characters. */
export const url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[a-z][a-z0-9+.-]*:\S+$/i, "invalid url");

/** Text that Slack never reads as markup. */
export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

/** Plain text or Slack's own markup. */
export const anyText = (max: number) => z.discriminatedUnion("type", [plainText(max), mrkdwn(max)]);

const optionOf = <T extends z.ZodType>(text: T) =>
  z.strictObject({
    text,
    value: z.string().min(1).max(LIMITS.optionValue),
    description: plainText(LIMITS.optionDescription).optional(),
  });

/** One choice of a menu. */
export const option = optionOf(plainText(LIMITS.optionText));

/** One choice of radio buttons or checkboxes, where markup is allowed. */
export const richOption = optionOf(anyText(LIMITS.optionText));

/** Choices under a heading. */
export const optionGroup = z.strictObject({
  label: plainText(LIMITS.optionGroupLabel),
  options: z.array(option).min(1).max(LIMITS.selectOptions),
});

/** The "are you sure" dialog of an element. */
export const confirm = z.strictObject({
  title: plainText(LIMITS.confirmTitle),
  text: plainText(LIMITS.confirmText),
  confirm: plainText(LIMITS.confirmButton),
  deny: plainText(LIMITS.confirmButton),
  style: z.enum(["primary", "danger"]).optional(),
});

/** What an app answers to a `block_suggestion`. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(option).max(LIMITS.selectOptions) }),
  z.strictObject({
    option_groups: z.array(optionGroup).max(LIMITS.selectOptions),
  }),
]);

export type Option = z.infer<typeof option>;
export type RichOption = z.infer<typeof richOption>;
export type OptionGroup = z.infer<typeof optionGroup>;
