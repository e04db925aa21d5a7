import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { id, url } from "./objects.ts";

const flag = z.boolean().optional();
const style = {
  style: z
    .strictObject({
      bold: flag,
      italic: flag,
      strike: flag,
      code: flag,
      underline: flag,
    })
    .optional(),
};
const border = { border: z.union([z.literal(0), z.literal(1)]).optional() };

const text = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1),
  ...style,
});
const link = z.strictObject({
  type: z.literal("link"),
  url: url(LIMITS.text),
  text: z.string().min(1).optional(),
  unsafe: flag,
  ...style,
});

const inline = z.discriminatedUnion("type", [
  text,
  link,
  z.strictObject({ type: z.literal("user"), user_id: id, ...style }),
  z.strictObject({ type: z.literal("usergroup"), usergroup_id: id, ...style }),
  z.strictObject({ type: z.literal("channel"), channel_id: id, ...style }),
  z.strictObject({
    type: z.literal("emoji"),
    name: z.string().min(1),
    ...style,
  }),
  z.strictObject({
    type: z.literal("date"),
    timestamp: z.int(),
    format: z.string().min(1),
    url: url(LIMITS.text).optional(),
    fallback: z.string().min(1).optional(),
    ...style,
  }),
  z.strictObject({
    type: z.literal("broadcast"),
    range: z.enum(["here", "channel", "everyone"]),
    ...style,
  }),
]);

const section = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(inline),
});

const part = z.discriminatedUnion("type", [
  section,
  z.strictObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section).min(1),
    indent: z.int().min(0).max(LIMITS.listIndent).optional(),
    offset: z.int().min(0).optional(),
    ...border,
  }),
  z.strictObject({
    type: z.literal("rich_text_preformatted"),
    elements: z.array(z.discriminatedUnion("type", [text, link])),
    ...border,
  }),
  z.strictObject({
    type: z.literal("rich_text_quote"),
    elements: z.array(inline),
    ...border,
  }),
]);

/** A block of formatted text in which nothing is parsed as markup. */
export const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: id.optional(),
  elements: z.array(part).min(1),
});

export type RichTextPart = z.infer<typeof part>;
export type RichTextInline = z.infer<typeof inline>;
