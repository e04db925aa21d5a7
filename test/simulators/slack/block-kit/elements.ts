import { z } from "zod";
import { LIMITS } from "../limits.ts";
import {
  confirm,
  id,
  type Option,
  type OptionGroup,
  option,
  optionGroup,
  plainText,
  richOption,
  url,
} from "./objects.ts";

const actionable = { action_id: id.optional() };
const confirmable = { confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(LIMITS.placeholder).optional() };
const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(["on_enter_pressed", "on_character_entered"]))
        .min(1)
        .max(2),
    })
    .optional(),
};

const button = z.strictObject({
  type: z.literal("button"),
  ...actionable,
  ...confirmable,
  text: plainText(LIMITS.buttonText),
  url: url(LIMITS.buttonUrl).optional(),
  value: z.string().min(1).max(LIMITS.buttonValue).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().min(1).max(LIMITS.accessibilityLabel).optional(),
});

const menu = { ...actionable, ...confirmable, ...focusable, ...placeholder };
const choices = {
  options: z.array(option).min(1).max(LIMITS.selectOptions).optional(),
  option_groups: z.array(optionGroup).min(1).max(LIMITS.selectOptions).optional(),
};
const many = { max_selected_items: z.int().min(1).optional() };

/** All choices of a menu, flat. */
export function optionsOf(menuElement: {
  options?: Option[] | undefined;
  option_groups?: OptionGroup[] | undefined;
}): Option[] {
  return [...(menuElement.options ?? []), ...(menuElement.option_groups ?? []).flatMap((group) => group.options)];
}

type Valued = { value: string };
const isOffered = (offered: Valued[], chosen: Valued[]) =>
  chosen.every((one) => offered.some((other) => other.value === one.value));
const oneSource = (element: { options?: unknown; option_groups?: unknown }) =>
  (element.options === undefined) !== (element.option_groups === undefined);

const ONE_SOURCE = "must define either `options` or `option_groups`";
const INITIAL = "initial choice must be one of the options";

const staticSelect = z
  .strictObject({
    type: z.literal("static_select"),
    ...menu,
    ...choices,
    initial_option: option.optional(),
  })
  .refine(oneSource, ONE_SOURCE)
  .refine((it) => !it.initial_option || isOffered(optionsOf(it), [it.initial_option]), INITIAL);

const multiStaticSelect = z
  .strictObject({
    type: z.literal("multi_static_select"),
    ...menu,
    ...many,
    ...choices,
    initial_options: z.array(option).min(1).optional(),
  })
  .refine(oneSource, ONE_SOURCE)
  .refine((it) => isOffered(optionsOf(it), it.initial_options ?? []), INITIAL);

const externalSelect = z.strictObject({
  type: z.literal("external_select"),
  ...menu,
  min_query_length: z.int().min(0).optional(),
  initial_option: option.optional(),
});

const multiExternalSelect = z.strictObject({
  type: z.literal("multi_external_select"),
  ...menu,
  ...many,
  min_query_length: z.int().min(0).optional(),
  initial_options: z.array(option).min(1).optional(),
});

const choiceList = z.array(richOption).min(1).max(LIMITS.choiceOptions);

const radioButtons = z
  .strictObject({
    type: z.literal("radio_buttons"),
    ...actionable,
    ...confirmable,
    ...focusable,
    options: choiceList,
    initial_option: richOption.optional(),
  })
  .refine((it) => !it.initial_option || isOffered(it.options, [it.initial_option]), INITIAL);

const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    ...actionable,
    ...confirmable,
    ...focusable,
    options: choiceList,
    initial_options: choiceList.optional(),
  })
  .refine((it) => isOffered(it.options, it.initial_options ?? []), INITIAL);

const length = (min: number) => z.int().min(min).max(LIMITS.inputLength).optional();

const plainTextInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    ...actionable,
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: z.string().max(LIMITS.inputLength).optional(),
    multiline: z.boolean().optional(),
    min_length: length(0),
    max_length: length(1),
  })
  .refine(
    (it) => (it.min_length ?? 0) <= (it.max_length ?? LIMITS.inputLength),
    "`min_length` must not exceed `max_length`",
  );

const numeric = z.string().regex(/^-?\d+(\.\d+)?$/, "must be a number");

const numberInput = z.strictObject({
  type: z.literal("number_input"),
  ...actionable,
  ...focusable,
  ...placeholder,
  ...dispatchable,
  is_decimal_allowed: z.boolean(),
  initial_value: numeric.optional(),
  min_value: numeric.optional(),
  max_value: numeric.optional(),
});

const image = z.strictObject({
  type: z.literal("image"),
  image_url: url(LIMITS.imageUrl),
  alt_text: z.string().min(1).max(LIMITS.imageAltText),
});

const interactive = [
  staticSelect,
  multiStaticSelect,
  externalSelect,
  multiExternalSelect,
  radioButtons,
  checkboxes,
] as const;

/** What an actions block may hold. */
export const actionElement = z.discriminatedUnion("type", [button, ...interactive]);
/** What may stand beside a section. */
export const accessory = z.discriminatedUnion("type", [button, image, ...interactive]);
/** What an input block may hold. */
export const inputElement = z.discriminatedUnion("type", [plainTextInput, numberInput, ...interactive]);
/** A small picture in a context block. */
export const contextImage = image;

export type ActionElement = z.infer<typeof actionElement>;
export type Accessory = z.infer<typeof accessory>;
export type InputElement = z.infer<typeof inputElement>;
