import { removalChecks } from "../../../src/plan/removal/check-table.ts";
import { reviewRemoval } from "../../../src/plan/removal/review.ts";
import { inputOf } from "../plan/removal-case.ts";
import { removalCases } from "../plan/removal-cases.ts";
import { checkSections, codesIn, severityWords } from "./pages.ts";

const sections = checkSections("docs/removal-checks.md");
const checked = removalCases.map((one) => ({ check: one.check, findings: reviewRemoval(inputOf(one)).findings }));

test("the page has every check in the order in which it runs", () => {
  expect(sections.map(({ head }) => head)).toEqual(removalChecks.map(({ id, title }) => `\`${id}\`: ${title}`));
});

test.each(removalChecks)("$id: the page has what it can find, and how much that weighs", ({ id }) => {
  const found = checked.filter(({ check }) => check === id).flatMap(({ findings }) => findings);
  const lines = sections.find(({ head }) => head.startsWith(`\`${id}\``))?.findings ?? [];
  const told = lines.flatMap((line) => codesIn(line).slice(0, 1));
  expect(told.toSorted()).toEqual([...new Set(found.map(({ code }) => code))].toSorted());
  for (const { code, severity } of found) {
    expect(lines.find((line) => line.startsWith(`- \`${code}\``))).toMatch(severityWords[severity]);
  }
});
