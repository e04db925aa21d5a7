import { ask } from "../../../src/plan/ask.ts";
import { planChecks } from "../../../src/plan/check-table.ts";
import { acceptableCodes } from "../../../src/plan/question.ts";
import { accountCases } from "./account-cases.ts";
import { addressCases } from "./address-cases.ts";
import { azureCases } from "./azure-cases.ts";
import { type CheckCase, inputOf } from "./check-cases.ts";
import { ociCases } from "./oci-cases.ts";

const cases: readonly CheckCase[] = [...accountCases, ...azureCases, ...ociCases, ...addressCases];

function findingsOf(one: CheckCase) {
  const question = ask(inputOf(one));
  return planChecks.flatMap((check) => check.run(question).map((finding) => ({ check: check.id, ...finding })));
}

test.each(cases)("$check: $name", (one) => {
  const findings = findingsOf(one);
  const loud = findings.filter(({ severity }) => severity !== "note");
  expect(loud.map(({ code, severity }) => `${code} ${severity}`)).toEqual(one.findings);
  const own = findings.filter(({ check }) => check === one.check);
  const notes = own.filter(({ severity }) => severity === "note").map(({ code }) => code);
  expect(notes).toEqual(expect.arrayContaining([...(one.notes ?? [])]));
  expect(own.flatMap(({ evidence }) => evidence).join("\n")).toContain(one.evidence ?? "");
  expect(own.length).toBeGreaterThan(0);
});

test("every check has a case", () => {
  const covered = new Set(cases.map(({ check }) => check));
  expect(planChecks.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});

test("check ids are unique", () => {
  expect(new Set(planChecks.map(({ id }) => id)).size).toBe(planChecks.length);
});

test("new networks in empty accounts leave nothing to say but the unknown price", () => {
  const quiet: CheckCase = { check: "", name: "", findings: [] };
  expect(findingsOf(quiet).map(({ code }) => code)).toEqual(["cost-unknown"]);
});

test("every finding names a cause, a remedy, an owner and what shows it, in plain sentences", () => {
  for (const finding of cases.flatMap(findingsOf)) {
    expect(finding).toMatchObject({
      code: expect.stringMatching(/^[a-z0-9]+(?:-[a-z0-9]+)*$/) as string,
      cause: expect.stringMatching(/^[A-Z0-9a-z].*\.$/) as string,
      remedy: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
    expect(finding.owner).not.toBe("");
    expect(finding.evidence.length).toBeGreaterThan(0);
  }
});

test("what can be accepted is something a check can say", () => {
  const said = new Set(cases.flatMap(findingsOf).map(({ code }) => code));
  expect(acceptableCodes.filter((code) => !said.has(code))).toEqual([]);
});
