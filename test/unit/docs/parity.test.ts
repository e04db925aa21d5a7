import { asksFirst, parityTables } from "../../../docs/parity-tables.ts";
import { withTables } from "../../../docs/tables.ts";
import { cards } from "../chat/cards.ts";
import { textOf } from "./pages.ts";

test("the page has the tables that npm run docs writes", () => {
  const page = textOf("docs/parity.md");
  expect(withTables(page, parityTables)).toBe(page);
  for (const name of Object.keys(parityTables)) expect(page).toContain(`<!-- table: ${name} -->`);
});

test("the buttons that are said to ask first are those that do", () => {
  const buttons = Object.values(cards)
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === "actions" ? block.buttons : []));
  const asking = new Set(buttons.flatMap(({ action, confirm }) => (confirm ? [action] : [])));
  const said = Object.entries(asksFirst).flatMap(([action, asks]) => (asks ? [action] : []));
  expect([...asking].toSorted()).toEqual(said.toSorted());
});
