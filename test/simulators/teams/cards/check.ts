import { isObject, type JsonObject, listAt, textAt } from "../../kit/json.ts";
import { CARD_VERSION, LIMITS } from "../limits.ts";
import { type Card, everyPart, inputsIn, type Placed, partsWithin, typeOf } from "./parts.ts";
import { schemaOf } from "./properties.ts";

function partProblems({ part, types, path }: Placed): string[] {
  const type = typeOf(part) || (types[0] ?? "");
  const where = path === "" ? type : `${path} (${type})`;
  if (!types.some((one) => one === type)) return [`${where} cannot stand there in a card ${CARD_VERSION}`];
  const parsed = schemaOf(type)?.safeParse(part);
  const own = parsed?.error?.issues.map((issue) => `${where}: ${issue.path.join(".")} ${issue.message}`) ?? [];
  return [...own, ...partsWithin(part, path).flatMap(partProblems)];
}

const repeated = (ids: readonly string[]): string[] => ids.filter((id, at) => ids.indexOf(id) !== at);

function versionProblems(card: Card): string[] {
  const version = textAt(card, "version") ?? "";
  if (/^1\.\d$/.test(version) && Number(version) <= Number(CARD_VERSION)) return [];
  return [`version "${version}" is not one up to ${CARD_VERSION}`];
}

const isInSight = (action: unknown): boolean => textAt(action, "mode") !== "secondary";

function actionCountProblems(card: Card): string[] {
  return everyPart(card)
    .filter((part) => listAt(part, "actions").filter(isInSight).length > LIMITS.actionsInSet)
    .map((part) => `${typeOf(part)} has more than ${LIMITS.actionsInSet} actions in sight`);
}

const readableTexts = (card: Card): string[] =>
  everyPart(card).flatMap((part) => [
    textAt(part, "text") ?? "",
    ...listAt(part, "facts").flatMap((fact) => [textAt(fact, "title") ?? "", textAt(fact, "value") ?? ""]),
  ]);

function mentionProblems(card: Card): string[] {
  const declared = listAt(card, "msteams", "entities").map((entity) => textAt(entity, "text") ?? "");
  const written = readableTexts(card).flatMap((text) => text.match(/<at>.*?<\/at>/gs) ?? []);
  return [
    ...written.filter((one) => !declared.includes(one)).map((one) => `${one} is no mention: no entity says who`),
    ...declared.filter((one) => !written.includes(one)).map((one) => `the entity ${one} stands nowhere in the card`),
  ];
}

/** Everything for which Teams would not show this as the card it is meant to be; empty when there is nothing. */
export function cardProblems(card: unknown): string[] {
  if (!isObject(card)) return ["the card is no object"];
  const ids = inputsIn(card).map((part: JsonObject) => textAt(part, "id") ?? "");
  return [
    ...versionProblems(card),
    ...partProblems({ part: card, types: ["AdaptiveCard"], path: "" }),
    ...repeated(ids).map((id) => `two inputs are called ${id}`),
    ...actionCountProblems(card),
    ...mentionProblems(card),
  ];
}
