import { commandRow } from "../../../src/chat/command-table.ts";
import { type FieldProblem, readRequest, requestFieldNames } from "../../../src/plan/request-schema.ts";
import { anEnvironment } from "../../builders/environment.ts";

const environments = [anEnvironment(), anEnvironment({ name: "test" })];

const complete = {
  name: "erp",
  env: "prod",
  bandwidth: "1",
  vnet: "new:10.1.0.0/16",
  vcn: "app-vcn",
  reason: "ERP cut-over",
};

function problemsOf(fields: Readonly<Record<string, string>>): readonly FieldProblem[] {
  const outcome = readRequest(fields, environments);
  return "problems" in outcome ? outcome.problems : [];
}

test("what is left out takes the environment's choices", () => {
  expect(readRequest(complete, environments)).toEqual({
    request: {
      name: "erp",
      environment: "prod",
      bandwidthMbps: 1000,
      vnet: { create: { addressPrefix: "10.1.0.0/16" } },
      fastPath: false,
      vcn: { use: "app-vcn" },
      routeTables: [],
      tier: "Standard",
      family: "MeteredData",
      activate: "now",
      reason: "ERP cut-over",
      accepts: [],
    },
  });
});

test("everything that can be said is read", () => {
  const fields = {
    ...complete,
    gateway: "new:ErGw3AZ",
    fastpath: "yes",
    drg: "new",
    routes: "app, db,app",
    tier: "premium",
    billing: "unlimited",
    primary: "10.254.0.0/30",
    secondary: "10.254.0.4/30",
    activate: "hold",
    accept: "traffic-will-move,shared-drg-exposes-others",
  };
  expect(readRequest(fields, environments)).toMatchObject({
    request: {
      gateway: { create: { sku: "ErGw3AZ" } },
      fastPath: true,
      drg: { create: true },
      routeTables: ["app", "db"],
      tier: "Premium",
      family: "UnlimitedData",
      slash30s: { primary: "10.254.0.0/30", secondary: "10.254.0.4/30" },
      activate: "hold",
      accepts: ["shared-drg-exposes-others", "traffic-will-move"],
    },
  });
});

test("a new gateway without a size takes the environment's", () => {
  expect(readRequest({ ...complete, gateway: "new" }, environments)).toMatchObject({
    request: { gateway: { create: { sku: "ErGw1AZ" } } },
  });
});

test("an existing gateway and DRG are named", () => {
  const fields = { ...complete, vnet: "app-vnet", gateway: "app-gateway", drg: "app-drg" };
  expect(readRequest(fields, environments)).toMatchObject({
    request: { vnet: { use: "app-vnet" }, gateway: { use: "app-gateway" }, drg: { use: "app-drg" } },
  });
});

test("a name that begins like the word new is a name", () => {
  expect(readRequest({ ...complete, vcn: "newcastle" }, environments)).toMatchObject({
    request: { vcn: { use: "newcastle" } },
  });
});

test("everything that is missing is told at once, in the order of the fields", () => {
  expect(problemsOf({}).map(({ field, kind }) => `${field} ${kind}`)).toEqual([
    "name missing",
    "env missing",
    "bandwidth missing",
    "vnet missing",
    "vcn missing",
    "reason missing",
  ]);
});

test("missing and wrong fields are told together", () => {
  const problems = problemsOf({ ...complete, name: "ERP", bandwidth: "3", env: "moon", primary: "10.0.0.0/30" });
  expect(problems.map(({ field }) => field)).toEqual(["name", "env", "bandwidth", "secondary"]);
});

test("an empty answer is none", () => {
  expect(problemsOf({ ...complete, vcn: "  " })).toEqual([
    { field: "vcn", kind: "missing", message: "vcn is missing.", hint: "Add vcn=…" },
  ]);
});

test.each([
  { name: "er", field: "name", value: "er" },
  { name: "31 characters", field: "name", value: "a".repeat(31) },
  { name: "a leading digit", field: "name", value: "1erp" },
  { name: "50 Mbps", field: "bandwidth", value: "50 Mbps" },
  { name: "host bits", field: "vnet", value: "new:10.1.0.1/16" },
  { name: "a VNet of /8", field: "vnet", value: "new:10.0.0.0/8" },
  { name: "a VNet without room for a gateway", field: "vnet", value: "new:10.0.0.0/27" },
  { name: "a VCN of /15", field: "vcn", value: "new:10.0.0.0/15" },
  { name: "no range", field: "vcn", value: "new:" },
  { name: "a size that is none", field: "gateway", value: "new:ErGw9AZ" },
  { name: "a size that is only brought", field: "gateway", value: "new:UltraPerformance" },
  { name: "an old gateway in a new VNet", field: "gateway", value: "app-gateway" },
  { name: "maybe", field: "fastpath", value: "maybe" },
  { name: "an unknown tier", field: "tier", value: "gold" },
  { name: "an unknown billing", field: "billing", value: "free" },
  { name: "an unknown activation", field: "activate", value: "later" },
  { name: "301 characters", field: "reason", value: "x".repeat(301) },
  { name: "only unseen characters", field: "reason", value: "\u200B\u200B" },
  { name: "a code nobody can accept", field: "accept", value: "slash30-overlaps" },
  { name: "an environment one may not use", field: "env", value: "secret" },
])("$name is refused on $field with a hint", ({ field, value }) => {
  const [problem, ...others] = problemsOf({ ...complete, [field]: value });
  expect(problem).toMatchObject({ field, kind: "invalid" });
  expect(problem?.hint).not.toBe("");
  expect(others).toEqual([]);
});

test.each([
  { primary: "10.0.0.0/29", secondary: "10.0.1.0/30", field: "primary" },
  { primary: "10.0.0.1/30", secondary: "10.0.1.0/30", field: "primary" },
  { primary: "10.0.0.0/30", secondary: "10.0.0.0/30", field: "secondary" },
])("$primary and $secondary are refused on $field", ({ field, ...slash30s }) => {
  expect(problemsOf({ ...complete, ...slash30s }).map((problem) => problem.field)).toEqual([field]);
});

test("characters that hide or turn text around do not survive", () => {
  expect(readRequest({ ...complete, reason: "for\u202E\u200B  the\ncut-over" }, environments)).toMatchObject({
    request: { reason: "for the cut-over" },
  });
});

test("an unknown field is refused by its name", () => {
  expect(problemsOf({ ...complete, vpn: "x" })).toMatchObject([{ field: "vpn", kind: "invalid" }]);
});

test("the fields are those the command knows", () => {
  expect(requestFieldNames).toEqual(commandRow("create").args.map(({ name }) => name));
});
