import { isObject, type JsonObject } from "../../kit/json.ts";
import type { PartType } from "./properties.ts";

/** An Adaptive Card that was found to be one, or a part of it. */
export type Card = JsonObject;

const ELEMENTS: readonly PartType[] = [
  "TextBlock",
  "RichTextBlock",
  "Image",
  "ImageSet",
  "Container",
  "ColumnSet",
  "FactSet",
  "Table",
  "ActionSet",
  "Input.Text",
  "Input.Number",
  "Input.Date",
  "Input.Time",
  "Input.Toggle",
  "Input.ChoiceSet",
];

const ACTIONS: readonly PartType[] = [
  "Action.OpenUrl",
  "Action.Submit",
  "Action.Execute",
  "Action.ShowCard",
  "Action.ToggleVisibility",
];

/** What may stand in each property that leads to other parts; a part without a type is of the first one. */
const SLOTS: Readonly<Record<string, readonly PartType[]>> = {
  body: ELEMENTS,
  items: ELEMENTS,
  images: ["Image"],
  inlines: ["TextRun"],
  columns: ["Column"],
  rows: ["TableRow"],
  cells: ["TableCell"],
  actions: ACTIONS,
  selectAction: ACTIONS.filter((type) => type !== "Action.ShowCard"),
  inlineAction: ACTIONS,
  card: ["AdaptiveCard"],
};

/** A part with the way to it. */
export interface Placed {
  readonly part: JsonObject;
  readonly types: readonly PartType[];
  readonly path: string;
}

const leadsOn = (part: JsonObject, slot: string): boolean => slot !== "columns" || part["type"] !== "Table";

/** The parts that a part leads to, in the order in which they are drawn. A text among inlines is a run of its own. */
export function partsWithin(part: JsonObject, path: string): Placed[] {
  return Object.entries(SLOTS).flatMap(([slot, types]) => {
    const held = leadsOn(part, slot) ? part[slot] : undefined;
    const all = Array.isArray(held) ? held.map((one, at) => [one, `${slot}/${at}`]) : [[held, slot]];
    return all.flatMap(([one, where]): Placed[] => {
      const found = typeof one === "string" && slot === "inlines" ? { type: "TextRun", text: one } : one;
      return isObject(found) ? [{ part: found, types, path: `${path}/${String(where)}` }] : [];
    });
  });
}

/** A part and everything in it. */
export function everyPart(part: JsonObject): JsonObject[] {
  return [part, ...partsWithin(part, "").flatMap((inner) => everyPart(inner.part))];
}

/** The kind of a part. */
export const typeOf = ({ type }: JsonObject): string => (typeof type === "string" ? type : "");

/** All actions that somebody can press, hidden ones in shown cards too. */
export const actionsIn = (card: Card): JsonObject[] =>
  everyPart(card).filter((part) => typeOf(part).startsWith("Action."));

/** All inputs. */
export const inputsIn = (card: Card): JsonObject[] =>
  everyPart(card).filter((part) => typeOf(part).startsWith("Input."));
