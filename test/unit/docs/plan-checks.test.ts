import { ask } from "../../../src/plan/ask.ts";
import { planChecks } from "../../../src/plan/check-table.ts";
import { acceptableCodes } from "../../../src/plan/question.ts";
import { accountCases } from "../plan/account-cases.ts";
import { addressCases } from "../plan/address-cases.ts";
import { azureCases } from "../plan/azure-cases.ts";
import { inputOf } from "../plan/check-cases.ts";
import { ociCases } from "../plan/oci-cases.ts";
import { checkSections, codesIn, severityWords } from "./pages.ts";

const sections = checkSections("docs/plan-checks.md");

const questions = [...accountCases, ...azureCases, ...ociCases, ...addressCases].map((one) => ask(inputOf(one)));

test("the page has every check in the order in which it runs", () => {
  expect(sections.map(({ head }) => head)).toEqual(planChecks.map(({ id, title }) => `\`${id}\`: ${title}`));
});

test.each(planChecks)("$id: the page has what it can find, and how much that weighs", (check) => {
  const found = questions.flatMap((question) => check.run(question));
  const lines = sections.find(({ head }) => head.startsWith(`\`${check.id}\``))?.findings ?? [];
  const told = lines.flatMap((line) => codesIn(line).slice(0, 1));
  expect(told.toSorted()).toEqual([...new Set(found.map(({ code }) => code))].toSorted());
  for (const { code, severity } of found) {
    expect(lines.find((line) => line.startsWith(`- \`${code}\``))).toMatch(severityWords[severity]);
  }
});

test("the page says of exactly those findings that can be accepted that they can", () => {
  const accepted = sections.flatMap(({ findings }) => findings).filter((line) => line.includes("when accepted"));
  expect(accepted.flatMap((line) => codesIn(line).slice(0, 1)).toSorted()).toEqual([...acceptableCodes].toSorted());
});
