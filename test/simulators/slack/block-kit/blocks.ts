import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { accessory, actionElement, contextImage, inputElement } from "./elements.ts";
import { anyText, id, plainText, url } from "./objects.ts";
import { richText } from "./rich-text.ts";

const identified = { block_id: id.optional() };

const header = z.strictObject({
  type: z.literal("header"),
  ...identified,
  text: plainText(LIMITS.header),
});

const section = z
  .strictObject({
    type: z.literal("section"),
    ...identified,
    text: anyText(LIMITS.text).optional(),
    fields: z.array(anyText(LIMITS.sectionField)).min(1).max(LIMITS.sectionFields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((it) => it.text !== undefined || it.fields !== undefined, {
    message: "must define either `text` or `fields`",
  });

const context = z.strictObject({
  type: z.literal("context"),
  ...identified,
  elements: z
    .array(z.discriminatedUnion("type", [contextImage, anyText(LIMITS.text)]))
    .min(1)
    .max(LIMITS.contextElements),
});

const divider = z.strictObject({ type: z.literal("divider"), ...identified });

const actions = z.strictObject({
  type: z.literal("actions"),
  ...identified,
  elements: z.array(actionElement).min(1).max(LIMITS.actionsElements),
});

/**
 * Slack itself would make up a missing id, but some of its clients then leave the value out of the
 * view's state: here both ids are required, so that nobody comes to rely on the others.
 */
const input = z
  .strictObject({
    type: z.literal("input"),
    block_id: id,
    label: plainText(LIMITS.inputLabel),
    element: inputElement,
    hint: plainText(LIMITS.inputHint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  })
  .refine((it) => it.element.action_id !== undefined, {
    message: "missing required field: action_id",
    path: ["element"],
  });

const slackFile = z.union([z.strictObject({ id }), z.strictObject({ url: url(LIMITS.imageUrl) })]);

const image = z
  .strictObject({
    type: z.literal("image"),
    ...identified,
    image_url: url(LIMITS.imageUrl).optional(),
    slack_file: slackFile.optional(),
    alt_text: z.string().min(1).max(LIMITS.imageAltText),
    title: plainText(LIMITS.imageTitle).optional(),
  })
  .refine((it) => (it.image_url === undefined) !== (it.slack_file === undefined), {
    message: "must define either `image_url` or `slack_file`",
  });

const rawText = z.strictObject({
  type: z.literal("raw_text"),
  text: z.string().min(1),
});
const cell = z.discriminatedUnion("type", [rawText, richText]);
const column = z.strictObject({
  align: z.enum(["left", "center", "right"]).optional(),
  is_wrapped: z.boolean().optional(),
});

const table = z
  .strictObject({
    type: z.literal("table"),
    ...identified,
    rows: z.array(z.array(cell).min(1).max(LIMITS.tableColumns)).min(1).max(LIMITS.tableRows),
    column_settings: z.array(column).max(LIMITS.tableColumns).optional(),
  })
  .refine((it) => JSON.stringify(it.rows).length <= LIMITS.tableCharacters, {
    message: `must be less than ${LIMITS.tableCharacters + 1} characters`,
  });

const markdown = z.strictObject({
  type: z.literal("markdown"),
  ...identified,
  text: z.string().min(1).max(LIMITS.markdownCharacters),
});

const everywhere = [header, section, context, divider, actions, input, image, richText] as const;

const modalBlock = z.discriminatedUnion("type", [...everywhere]);

/** The blocks of a message. */
export const messageBlocks = z
  .array(z.discriminatedUnion("type", [...everywhere, table, markdown]))
  .max(LIMITS.blocksPerMessage);

const button = plainText(LIMITS.viewTitle).optional();

/** A modal as an app sends it. */
export const modal = z
  .strictObject({
    type: z.literal("modal"),
    title: plainText(LIMITS.viewTitle),
    blocks: z.array(modalBlock).min(1).max(LIMITS.blocksPerModal),
    submit: button,
    close: button,
    callback_id: id.optional(),
    external_id: z.string().max(LIMITS.id).optional(),
    private_metadata: z.string().max(LIMITS.privateMetadata).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  })
  .refine((view) => view.submit !== undefined || !view.blocks.some((block) => block.type === "input"), {
    message: "missing required field: submit",
    path: [],
  });

export type Block = z.infer<typeof messageBlocks>[number];
export type InputBlock = z.infer<typeof input>;
export type Modal = z.infer<typeof modal>;
