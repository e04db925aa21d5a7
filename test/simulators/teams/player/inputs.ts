import { at, type JsonObject, listAt, numberAt, textAt } from "../../kit/json.ts";
import { typeOf } from "../cards/parts.ts";

/** What is filled in, by the input's id. */
export type Inputs = Readonly<Record<string, string>>;

const initial = (input: JsonObject): string => {
  if (typeOf(input) === "Input.Toggle") return textAt(input, "value") ?? textAt(input, "valueOff") ?? "false";
  return textAt(input, "value") ?? numberAt(input, "value")?.toString() ?? "";
};

const isChoice = (input: JsonObject): boolean => typeOf(input) === "Input.ChoiceSet";

/** Choices that are searched for as one types are not in the card. */
const offers = (input: JsonObject, value: string): boolean =>
  at(input, "choices.data") !== undefined || listAt(input, "choices").some((one) => textAt(one, "value") === value);

function problemOf(input: JsonObject, value: string): string | undefined {
  const said = textAt(input, "errorMessage");
  if (at(input, "isRequired") === true && value === "") return said ?? "required";
  const regex = textAt(input, "regex");
  if (value !== "" && regex !== undefined && !new RegExp(regex).test(value)) return said ?? `does not match ${regex}`;
  const max = numberAt(input, "maxLength");
  if (max !== undefined && value.length > max) return said ?? `longer than ${max}`;
  return undefined;
}

/** The values of a card's inputs after some were filled in. @throws RangeError for what nobody could fill in */
export function filledIn(inputs: readonly JsonObject[], entries: Inputs): Record<string, string> {
  const ids = inputs.map((input) => textAt(input, "id") ?? "");
  const unknown = Object.keys(entries).find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new RangeError(`no input ${unknown} among: ${ids.join(", ") || "none"}`);
  for (const input of inputs) {
    const entry = entries[textAt(input, "id") ?? ""];
    if (entry !== undefined && entry !== "" && isChoice(input) && !offers(input, entry))
      throw new RangeError(`${textAt(input, "id")} does not offer ${entry}`);
  }
  return Object.fromEntries(
    inputs.map((input, index) => [ids[index] ?? "", entries[ids[index] ?? ""] ?? initial(input)]),
  );
}

/** By input id, why the client itself would not send this. */
export function inputProblems(inputs: readonly JsonObject[], values: Inputs): Record<string, string> {
  const found = inputs.map((input) => {
    const id = textAt(input, "id") ?? "";
    return [id, problemOf(input, values[id] ?? "")];
  });
  return Object.fromEntries(found.filter((one): one is [string, string] => one[1] !== undefined));
}
