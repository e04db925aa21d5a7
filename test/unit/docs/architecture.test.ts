import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { codesIn, root, rowsOf, textOf } from "./pages.ts";

const page = "docs/architecture.md";
const firstCells = rowsOf(page).map(([cell = ""]) => cell);

function foldersIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.pathname.length));
}

test("the page names every folder of the product, and no other", () => {
  const told = firstCells.flatMap(codesIn).filter((code) => /^(?:src|adapters|jobs)(?:\/|$)/.test(code));
  expect(told.toSorted()).toEqual(["jobs", ...foldersIn("src"), ...foldersIn("adapters")].toSorted());
});

test("the page names every import rule, and no other", () => {
  const { forbidden } = createRequire(import.meta.url)("../../../.dependency-cruiser.cjs") as {
    forbidden: readonly { name: string }[];
  };
  const told = firstCells.flatMap(codesIn).filter((code) => /^[a-z]+(?:-[a-z]+)+$/.test(code));
  expect(told.toSorted()).toEqual(forbidden.map(({ name }) => name).toSorted());
});

test("the page is short enough to be read", () => {
  expect(textOf(page).split("\n").length).toBeLessThanOrEqual(200);
});
