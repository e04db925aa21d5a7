import { type JsonObject, objectAt } from "../../../simulators/kit/json.ts";
import { cardProblems } from "../../../simulators/teams/cards/check.ts";
import { cardText } from "../../../simulators/teams/report/card-text.ts";
import { textBlock } from "./wire-bot.ts";

const card = (body: readonly object[], more: object = {}): JsonObject =>
  objectAt({ card: { type: "AdaptiveCard", version: "1.5", body, ...more } }, "card");
const execute = (title: string, more: object = {}) => ({ type: "Action.Execute", title, verb: title, ...more });
const choices = (more: object) => ({ type: "Input.ChoiceSet", id: "env", label: "Environment", ...more });
const mention = (text: string) => ({
  entities: [{ type: "mention", text, mentioned: { id: "29:1dana", name: "Dana" } }],
});

describe("the cards of the Teams simulator", () => {
  test.each([
    { name: "no object", shown: "text", reason: "the card is no object" },
    { name: "a newer version", shown: card([], { version: "1.6" }), reason: 'version "1.6" is not one up to 1.5' },
    { name: "no version", shown: { type: "AdaptiveCard", body: [] }, reason: 'version ""' },
    { name: "an unknown element", shown: card([{ type: "Hero" }]), reason: "/body/0 (Hero) cannot stand there" },
    { name: "an unknown property", shown: card([{ ...textBlock("x"), markdown: true }]), reason: "markdown" },
    { name: "a text block without text", shown: card([{ type: "TextBlock" }]), reason: "/body/0 (TextBlock): text" },
    {
      name: "an action among elements",
      shown: card([{ type: "Container", items: [execute("x")] }]),
      reason: "/body/0/items/0 (Action.Execute) cannot stand there",
    },
    {
      name: "a fault deep inside",
      shown: card([{ type: "ColumnSet", columns: [{ type: "Column", items: [{ type: "Image", url: "x" }] }] }]),
      reason: "/body/0/columns/0/items/0 (Image)",
    },
    {
      name: "an input without id",
      shown: card([{ type: "Input.Text", label: "x" }]),
      reason: "/body/0 (Input.Text): id",
    },
    { name: "two inputs of one id", shown: card([choices({}), choices({})]), reason: "two inputs are called env" },
    {
      name: "seven actions in sight",
      shown: card([], { actions: Array.from({ length: 7 }, (_, at) => execute(String(at))) }),
      reason: "AdaptiveCard has more than 6 actions in sight",
    },
    {
      name: "a link that is none",
      shown: card([], { actions: [{ type: "Action.OpenUrl", url: "x" }] }),
      reason: "web address",
    },
    { name: "a mention without entity", shown: card([textBlock("<at>Dana</at>")]), reason: "no entity says who" },
    {
      name: "an entity without mention",
      shown: card([textBlock("x")], { msteams: mention("<at>Dana</at>") }),
      reason: "stands nowhere in the card",
    },
  ])("refuses $name", ({ shown, reason }) => {
    expect(cardProblems(shown)).toEqual(expect.arrayContaining([expect.stringContaining(reason)]));
  });

  test.each([
    { name: "nothing", shown: card([]), text: "" },
    {
      name: "texts of every kind",
      shown: card(
        [
          textBlock("**erp** is _up_ since {{TIME(2026-11-21T14:05:00Z)}}, [portal](https://x.example)"),
          { type: "RichTextBlock", inlines: ["asked by ", { type: "TextRun", text: "Dana *", weight: "bolder" }] },
          textBlock("<at>Dana</at>, decide"),
          { ...textBlock("hidden"), isVisible: false },
        ],
        { msteams: mention("<at>Dana</at>"), fallbackText: "erp" },
      ),
      text: "erp is _up_ since 14:05 UTC, portal\nasked by Dana *\n@Dana, decide",
    },
    {
      name: "facts, columns, a table and a picture",
      shown: card([
        { type: "FactSet", facts: [{ title: "Cost", value: "about £700" }] },
        {
          type: "ColumnSet",
          columns: ["6 of 12", "14 min"].map((one) => ({ type: "Column", width: "auto", items: [textBlock(one)] })),
        },
        {
          type: "Table",
          columns: [{ width: 1 }, { width: 2 }],
          firstRowAsHeader: true,
          rows: [
            { type: "TableRow", cells: ["path", "up"].map((one) => ({ type: "TableCell", items: [textBlock(one)] })) },
          ],
        },
        { type: "Image", url: "data:image/png;base64,AAAA", altText: "Both paths up" },
      ]),
      text: "Cost: about £700\n6 of 12  14 min\npath | up\n(picture: Both paths up)",
    },
    {
      name: "a form and its buttons",
      shown: card(
        [
          { type: "Input.Text", id: "name", label: "Name", placeholder: "erp", isRequired: true },
          choices({ value: "prod", choices: [{ title: "Production", value: "prod" }] }),
          { type: "Input.Toggle", id: "fast", title: "FastPath", value: "true" },
          choices({ id: "vnet", label: "VNet", "choices.data": { type: "Data.Query", dataset: "vnet" } }),
        ],
        {
          actions: [
            execute("Send", { style: "positive" }),
            { type: "Action.ShowCard", title: "Reject", card: card([textBlock("why")], { actions: [execute("No")] }) },
          ],
        },
      ),
      text: "Name: [erp____]\nEnvironment: [Production ▾]\nFastPath: [true____]\nVNet: [ ▾]\n[Send] [Reject ▾]",
    },
  ])("takes $name, and reads it", ({ shown, text }) => {
    expect(cardProblems(shown)).toEqual([]);
    expect(cardText(shown)).toBe(text);
  });
});
