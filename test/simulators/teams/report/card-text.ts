import { at, type JsonObject, listAt, textAt } from "../../kit/json.ts";
import { type Card, partsWithin, typeOf } from "../cards/parts.ts";

const dates = { dateStyle: "medium", timeZone: "UTC" } as const;
const times = { timeStyle: "short", timeZone: "UTC" } as const;

/** Dates as Teams fills them in everywhere, for a reader in London's winter. */
const readDates = (text: string): string =>
  text.replace(/\{\{(DATE|TIME)\(([^,)]*)[^)]*\)\}\}/g, (_whole, what: string, iso: string) =>
    what === "DATE"
      ? new Intl.DateTimeFormat("en-GB", dates).format(new Date(iso))
      : `${new Intl.DateTimeFormat("en-GB", times).format(new Date(iso))} UTC`,
  );

/** Teams' markup as people read it: mentions by name, links by their text. */
export function readMarkup(text: string): string {
  return readDates(text)
    .replace(/<at>(.*?)<\/at>/gs, "@$1")
    .replace(/\[([^\]]*)\]\((?:https?:[^)]*)\)/g, "$1")
    .replace(/(\*\*|__)(\S(?:.*?\S)?)\1/g, "$2")
    .replace(/\\([\\`*_{}[\]()#+\-.!<>~|])/g, "$1");
}

const inside = (part: JsonObject): JsonObject[] => partsWithin(part, "").map((inner) => inner.part);

const lines = (parts: readonly JsonObject[]): string =>
  parts
    .map(partText)
    .filter((text) => text !== "")
    .join("\n");

function inputText(part: JsonObject): string {
  const label = textAt(part, "label") ?? textAt(part, "title") ?? textAt(part, "id");
  const choices = listAt(part, "choices");
  const value = textAt(part, "value");
  const chosen = choices.find((one) => textAt(one, "value") === value);
  const shown = (chosen && textAt(chosen, "title")) ?? value ?? textAt(part, "placeholder") ?? "";
  const isMenu = typeOf(part) === "Input.ChoiceSet";
  return `${label}: [${shown}${isMenu ? " ▾" : "____"}]`;
}

const factsText = (part: JsonObject): string =>
  listAt(part, "facts")
    .map((fact) => `${readMarkup(textAt(fact, "title") ?? "")}: ${readMarkup(textAt(fact, "value") ?? "")}`)
    .join("\n");

const joinedBy =
  (separator: string) =>
  (part: JsonObject): string =>
    inside(part)
      .map(partText)
      .filter((text) => text !== "")
      .join(separator);

const READ: Readonly<Record<string, (part: JsonObject) => string>> = {
  TextBlock: (part) => readMarkup(textAt(part, "text") ?? ""),
  TextRun: (part) => readDates(textAt(part, "text") ?? ""),
  RichTextBlock: joinedBy(""),
  Image: (part) => `(picture: ${textAt(part, "altText")})`,
  FactSet: factsText,
  ColumnSet: joinedBy("  "),
  TableRow: joinedBy(" | "),
  ActionSet: joinedBy(" "),
  "Action.ShowCard": (part) => `[${textAt(part, "title")} ▾]`,
};

/** A part as plain text: buttons as `[Label]`, pictures by what they are said to show; hidden ones are left out. */
function partText(part: JsonObject): string {
  if (at(part, "isVisible") === false) return "";
  const type = typeOf(part);
  const own = READ[type];
  if (own) return own(part);
  if (type.startsWith("Action.")) return `[${textAt(part, "title") ?? ""}]`;
  return type.startsWith("Input.") ? inputText(part) : lines(inside(part));
}

/** A card as plain text. */
export function cardText(card: Card): string {
  const buttons = joinedBy(" ")({ actions: card["actions"] });
  return [lines(inside({ body: card["body"] })), buttons].filter((text) => text !== "").join("\n");
}
