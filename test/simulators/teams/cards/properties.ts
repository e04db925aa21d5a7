import { z } from "zod";

/**
 * The properties of everything that may stand in an Adaptive Card 1.5, as Teams draws it. What leads to other parts of
 * the card is only said to be there; `check.ts` goes on with it.
 *
 * @see https://adaptivecards.io/explorer/
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */

const text = z.string().optional();
const flag = z.boolean().optional();
const part = z.unknown().optional();
const parts = z.array(z.unknown()).optional();
const someParts = z.array(z.unknown()).min(1);
const oneOf = (...names: [string, ...string[]]) => z.enum(names).optional();

/** Addresses that Teams shows pictures and opens pages from; data is for pictures only. */
const pageUrl = z.string().regex(/^https?:\/\/\S+$/, "is no web address");
const pictureUrl = z
  .string()
  .regex(/^(https:\/\/\S+|data:image\/(png|jpeg|gif);base64,\S+)$/, "is no picture by https or data");

const spacing = oneOf("default", "none", "small", "medium", "large", "extraLarge", "padding");
const horizontal = oneOf("left", "center", "right", "Left", "Center", "Right");
const vertical = oneOf("top", "center", "bottom", "Top", "Center", "Bottom");
const color = oneOf(
  "default",
  "dark",
  "light",
  "accent",
  "good",
  "warning",
  "attention",
  "Default",
  "Dark",
  "Light",
  "Accent",
  "Good",
  "Warning",
  "Attention",
);
const fontSize = oneOf(
  "default",
  "small",
  "medium",
  "large",
  "extraLarge",
  "Default",
  "Small",
  "Medium",
  "Large",
  "ExtraLarge",
);
const weight = oneOf("default", "lighter", "bolder", "Default", "Lighter", "Bolder");
const containerStyle = oneOf("default", "emphasis", "good", "attention", "warning", "accent");
const pixels = z
  .string()
  .regex(/^\d+px$/, "is no size such as 80px")
  .optional();

const common = {
  id: text,
  spacing: z
    .union([spacing, z.enum(["Default", "None", "Small", "Medium", "Large", "ExtraLarge", "Padding"])])
    .optional(),
  separator: flag,
  isVisible: flag,
  height: oneOf("auto", "stretch"),
  fallback: part,
  requires: z.record(z.string(), z.string()).optional(),
};

const run = {
  text: z.string().min(1),
  color,
  fontType: oneOf("default", "monospace", "Default", "Monospace"),
  isSubtle: flag,
  size: fontSize,
  weight,
};

const box = {
  items: parts,
  selectAction: part,
  style: containerStyle,
  verticalContentAlignment: vertical,
  bleed: flag,
  minHeight: pixels,
  rtl: flag,
};

const input = { ...common, id: z.string().min(1), label: text, isRequired: flag, errorMessage: text };

const choice = z.strictObject({ title: z.string(), value: z.string() });

const action = {
  id: text,
  title: text,
  iconUrl: text,
  style: oneOf("default", "positive", "destructive"),
  fallback: part,
  tooltip: text,
  isEnabled: flag,
  mode: oneOf("primary", "secondary"),
  requires: z.record(z.string(), z.string()).optional(),
};

const sent = {
  ...action,
  data: z.union([z.string(), z.looseObject({})]).optional(),
  associatedInputs: oneOf("auto", "none", "Auto", "None"),
};

const properties = {
  TextBlock: {
    ...common,
    ...run,
    text: z.string(),
    horizontalAlignment: horizontal,
    maxLines: z.int().optional(),
    wrap: flag,
    style: oneOf("default", "heading", "columnHeader"),
  },
  RichTextBlock: { ...common, inlines: someParts, horizontalAlignment: horizontal },
  TextRun: { ...run, highlight: flag, italic: flag, strikethrough: flag, underline: flag, selectAction: part },
  Image: {
    ...common,
    url: pictureUrl,
    altText: z.string().min(1),
    size: oneOf("auto", "stretch", "small", "medium", "large", "Auto", "Stretch", "Small", "Medium", "Large"),
    style: oneOf("default", "person"),
    width: text,
    height: text,
    horizontalAlignment: horizontal,
    backgroundColor: text,
    selectAction: part,
    msTeams: z.strictObject({ allowExpand: z.boolean() }).optional(),
  },
  ImageSet: { ...common, images: someParts, imageSize: text },
  Container: { ...common, ...box, items: z.array(z.unknown()) },
  ColumnSet: {
    ...common,
    columns: parts,
    selectAction: part,
    style: containerStyle,
    bleed: flag,
    minHeight: pixels,
    horizontalAlignment: horizontal,
  },
  Column: { ...common, ...box, width: z.union([z.string(), z.number()]).optional() },
  FactSet: { ...common, facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1) },
  Table: {
    ...common,
    columns: z.array(z.looseObject({ width: z.union([z.number(), z.string()]).optional() })).min(1),
    rows: parts,
    firstRowAsHeader: flag,
    firstRowAsHeaders: flag,
    showGridLines: flag,
    gridStyle: containerStyle,
    horizontalCellContentAlignment: horizontal,
    verticalCellContentAlignment: vertical,
  },
  TableRow: {
    cells: parts,
    style: containerStyle,
    horizontalCellContentAlignment: horizontal,
    verticalCellContentAlignment: vertical,
  },
  TableCell: { ...box, items: z.array(z.unknown()) },
  ActionSet: { ...common, actions: someParts },
  "Input.Text": {
    ...input,
    isMultiline: flag,
    maxLength: z.int().positive().optional(),
    placeholder: text,
    regex: text,
    style: oneOf("text", "tel", "url", "email", "password"),
    value: text,
    inlineAction: part,
  },
  "Input.Number": {
    ...input,
    min: z.number().optional(),
    max: z.number().optional(),
    placeholder: text,
    value: z.number().optional(),
  },
  "Input.Date": { ...input, min: text, max: text, placeholder: text, value: text },
  "Input.Time": { ...input, min: text, max: text, placeholder: text, value: text },
  "Input.Toggle": { ...input, title: z.string(), value: text, valueOn: text, valueOff: text, wrap: flag },
  "Input.ChoiceSet": {
    ...input,
    choices: z.array(choice).optional(),
    "choices.data": z
      .strictObject({
        type: z.literal("Data.Query"),
        dataset: z.string().min(1),
        count: z.int().optional(),
        skip: z.int().optional(),
        associatedInputs: oneOf("auto", "none"),
      })
      .optional(),
    isMultiSelect: flag,
    style: oneOf("compact", "expanded", "filtered"),
    placeholder: text,
    value: text,
    wrap: flag,
    valueChangedAction: z
      .strictObject({ type: z.literal("Action.ResetInputs"), targetInputIds: z.array(z.string()) })
      .optional(),
  },
  "Action.OpenUrl": { ...action, url: pageUrl },
  "Action.Submit": sent,
  "Action.Execute": { ...sent, verb: text },
  "Action.ShowCard": { ...action, card: z.unknown() },
  "Action.ToggleVisibility": {
    ...action,
    targetElements: z
      .array(z.union([z.string(), z.strictObject({ elementId: z.string(), isVisible: z.boolean().optional() })]))
      .min(1),
  },
  AdaptiveCard: {
    $schema: text,
    version: text,
    body: parts,
    actions: parts,
    fallbackText: text,
    speak: text,
    lang: text,
    rtl: flag,
    minHeight: pixels,
    verticalContentAlignment: vertical,
    selectAction: part,
    backgroundImage: part,
    refresh: part,
    metadata: part,
    msteams: z
      .strictObject({
        width: z.enum(["Full", "Default"]).optional(),
        entities: z
          .array(
            z.strictObject({
              type: z.literal("mention"),
              text: z.string().regex(/^<at>.+<\/at>$/s, "is not <at>…</at>"),
              mentioned: z.strictObject({ id: z.string(), name: z.string() }),
            }),
          )
          .optional(),
      })
      .optional(),
  },
} as const;

/** The name of something that may stand in a card. */
export type PartType = keyof typeof properties;

const schemas = Object.fromEntries(
  Object.entries(properties).map(([type, own]) => [type, z.strictObject({ type: z.literal(type).optional(), ...own })]),
);

/** The schema of one kind of part, without what it leads to; undefined for a kind that cards 1.5 do not have. */
export const schemaOf = (type: string): z.ZodType | undefined =>
  Object.hasOwn(schemas, type) ? schemas[type] : undefined;
