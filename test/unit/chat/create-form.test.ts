import { commandRow } from "../../../src/chat/command-table.ts";
import { fallbackText } from "../../../src/chat/fallback.ts";
import type { FormView } from "../../../src/chat/form.ts";
import { type FormDeskOptions, formDesk } from "../../../src/chat/form-desk.ts";
import { createFormAgain } from "../../../src/chat/forms/create-again.ts";
import { createForm } from "../../../src/chat/forms/create-form.ts";
import {
  afterChange,
  argumentsOfForm,
  errorsOnFields,
  formOfArguments,
} from "../../../src/chat/forms/create-values.ts";
import { missingArguments, parseCommand } from "../../../src/chat/parse-command.ts";
import { requestFieldNames } from "../../../src/plan/request-schema.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { aFinding, dana } from "../../builders/plan.ts";

const environments = [anEnvironment({ peeringLocation: "London" }), anEnvironment({ name: "test" })];
const names = ({ fields }: FormView) => fields.map(({ name }) => name);
const follow = (values: Record<string, string>) => createForm(values, { environments });
const textOf = ({ blocks, footer = [] }: FormView) =>
  fallbackText({ title: "", brief: true, blocks: [...blocks, ...footer] });

test("the command takes the fields that a request has, under the same names", () => {
  expect(
    commandRow("create")
      .args.map(({ name }) => name)
      .toSorted(),
  ).toEqual([...requestFieldNames].toSorted());
});

describe("the create form", () => {
  test("begins with what the rest depends on", () => {
    expect(names(follow({}))).toEqual(["name", "env", "bandwidth"]);
  });

  test("needs no choice of environment when there is only one", () => {
    const form = createForm({}, { environments: [anEnvironment()] });
    expect(names(form)).toContain("vnet");
  });

  test("says so where there is nowhere to ask", () => {
    const form = createForm({}, { environments: [] });
    expect(form.submit).toBeUndefined();
    expect(textOf(form)).toContain("no environment in which you may ask");
  });

  test.each([
    { choice: {}, has: ["vnet", "gateway-is", "fastpath"], lacks: ["vnet-range", "gateway", "gateway-size"] },
    { choice: { "vnet-is": "new" }, has: ["vnet-range", "gateway-size"], lacks: ["vnet", "gateway-is", "fastpath"] },
    { choice: { "gateway-is": "existing" }, has: ["gateway", "fastpath"], lacks: ["gateway-size"] },
    { choice: { "gateway-is": "new" }, has: ["gateway-size"], lacks: ["gateway", "fastpath"] },
    {
      choice: { "gateway-is": "new", "gateway-size": "ErGw3AZ" },
      has: ["gateway-size", "fastpath"],
      lacks: ["gateway"],
    },
    { choice: { "vcn-is": "new" }, has: ["vcn-range"], lacks: ["vcn", "routes"] },
    { choice: { "vcn-is": "existing" }, has: ["vcn", "routes"], lacks: ["vcn-range"] },
    { choice: { "drg-is": "existing" }, has: ["drg"], lacks: [] },
    { choice: { "drg-is": "new" }, has: ["drg-is"], lacks: ["drg"] },
  ])("follows $choice", ({ choice, has, lacks }) => {
    const shown = names(follow({ env: "prod", ...choice }));
    expect(shown).toEqual(expect.arrayContaining(has));
    expect(shown.filter((name) => lacks.includes(name))).toEqual([]);
  });

  test("tells where it will meet, where the /30s come from, how long it takes, and that nothing is made yet", () => {
    expect(textOf(follow({ env: "prod", "vnet-is": "new" }))).toBe(
      [
        "Peering location: London. Both /30s come from 10.255.0.0/24. Building takes 20 to 50 min, most of it the new gateway.",
        "Sending this creates nothing: both clouds are checked, then an approver sees the plan with its cost.",
      ].join("\n"),
    );
  });
});

describe("form and command say the same", () => {
  test.each([
    "create name=erp env=prod bandwidth=1 vnet=hub vcn=app reason=x",
    "create name=erp env=prod bandwidth=10 vnet=new:10.1.0.0/16 gateway=new:ErGw3AZ fastpath=yes vcn=new:10.2.0.0/20 drg=new reason=x",
    "create name=erp env=prod bandwidth=2 vnet=hub gateway=gw-hub vcn=app drg=drg-app routes=app,db tier=Premium billing=unlimited activate=hold accept=traffic-will-move reason=x primary=10.0.0.0/30 secondary=10.0.0.4/30",
  ])("%s", (line) => {
    const read = parseCommand(line);
    if (read.kind !== "command") throw new Error("not read");
    const { gateway, drg, ...rest } = read.args;
    const there = argumentsOfForm(formOfArguments(read.args));
    expect(there).toEqual({ ...rest, ...(gateway !== undefined && { gateway }), ...(drg !== undefined && { drg }) });
    expect(missingArguments("create", there)).toEqual([]);
  });

  test("errors move to the field that is shown for them", () => {
    const errors = { vnet: "wrong", gateway: "small", drg: "taken", reason: "long" };
    expect(errorsOnFields(errors, { "vnet-is": "new" })).toEqual({
      "vnet-range": "wrong",
      "gateway-size": "small",
      "drg-is": "taken",
      reason: "long",
    });
    expect(errorsOnFields(errors, { "gateway-is": "existing", "drg-is": "existing" })).toEqual(errors);
  });

  test("another environment keeps what belongs to the request and forgets its networks", () => {
    const values = {
      name: "erp",
      reason: "x",
      bandwidth: "2",
      vnet: "hub",
      "vnet-is": "existing",
      drg: "d",
      tier: "Local",
    };
    expect(afterChange(values, "env")).toEqual({ name: "erp", reason: "x", bandwidth: "2", "vnet-is": "existing" });
    expect(afterChange(values, "vnet-is")).toEqual(values);
  });
});

describe("the form after a first attempt", () => {
  const blocking = aFinding({ severity: "blocking", field: "vnet", cause: "It overlaps.", remedy: "Choose another." });

  test("puts a finding on its field, and what has none above", () => {
    const quota = aFinding({ severity: "blocking", field: "env", cause: "The quota is used up.", remedy: "Raise it." });
    const hidden = aFinding({
      severity: "blocking",
      field: "accept",
      cause: "Traffic will move.",
      remedy: "Accept it.",
    });
    const values = { env: "prod", "vnet-is": "new", "vnet-range": "10.1.0.0/16" };
    const form = createFormAgain(values, [blocking, quota, hidden, aFinding()], environments);
    expect(form.fields.find(({ name }) => name === "vnet-range")).toMatchObject({
      value: "10.1.0.0/16",
      error: "It overlaps. Choose another.",
    });
    expect(form.fields.find(({ name }) => name === "env")).toMatchObject({ error: "The quota is used up. Raise it." });
    const above = fallbackText({ title: "", brief: true, blocks: form.blocks });
    expect(above).toContain("3 things to change");
    expect(above).toContain("Traffic will move. Accept it.");
    expect(above).toContain("Traffic to OCI will bypass");
    expect(above).not.toContain("It overlaps.");
  });
});

describe("the form desk", () => {
  const desk = (more: Partial<FormDeskOptions> = {}) =>
    formDesk({
      environments,
      environmentsFor: () => Promise.resolve(environments),
      readDraft: () => Promise.resolve(undefined),
      requested: () => Promise.resolve(undefined),
      suggest: () => Promise.resolve([]),
      ...more,
    });

  test.each(["list", "crate", "create unknown=1", "create name=erp env=prod bandwidth=1 vnet=a vcn=b reason=x"])(
    "opens nothing for %s",
    async (line) => {
      expect(await desk().forCommand(line, dana)).toBeUndefined();
    },
  );

  test("opens the form for a create that lacks something", async () => {
    const form = await desk().forCommand("create erp env=prod", dana);
    expect(form?.fields.find(({ name }) => name === "name")).toMatchObject({ value: "erp" });
  });

  test("offers only environments in which the person may ask", async () => {
    const form = await desk({ environmentsFor: () => Promise.resolve([anEnvironment({ name: "test" })]) }).forCommand(
      "create",
      dana,
    );
    expect(form?.fields.find(({ name }) => name === "env")).toMatchObject({ options: [{ value: "test" }] });
  });

  test("checks the shape of what is filled in, each error on its field", () => {
    const errors = desk().check("create", { name: "E", env: "nope", "vnet-is": "new", "vnet-range": "10.0.0.0/8" });
    expect(errors).toMatchObject({
      name: expect.stringContaining("3 to 30"),
      env: expect.stringContaining("Choose prod, test."),
      "vnet-range": expect.stringContaining("/8"),
      vcn: "This is needed.",
      reason: "This is needed.",
    });
  });

  test.each([
    { of: { name: "erp" }, says: ["The request for erp.", "Name and addresses become free again"] },
    { of: { name: "erp", change: "teardown" }, says: ["The request for the teardown of erp.", "erp stays as it is"] },
  ])("says what is rejected: $says.0", async ({ of, says }) => {
    const form = await desk({ requested: () => Promise.resolve(of) }).forAction("reject", "r1", dana);
    const blocks = [...(form?.blocks ?? []), ...(form?.footer ?? [])];
    const read = fallbackText({ title: "", brief: true, blocks });
    for (const words of says) expect(read).toContain(words);
  });

  test("rejects nothing without a reason, whatever the chat product demands", () => {
    for (const values of [{}, { reason: " " }])
      expect(desk().check("reject", values)).toEqual({ reason: "This is needed." });
    expect(desk().check("reject", { reason: "no budget" })).toEqual({});
  });

  test("only some buttons open a form", async () => {
    expect((await desk().forAction("reject", "r1", dana))?.form).toBe("reject");
    expect((await desk().forAction("send-again", "d1", dana))?.form).toBe("create");
    expect(await desk().forAction("approve", "r1", dana)).toBeUndefined();
    expect(await desk().forAction("constructor", "r1", dana)).toBeUndefined();
  });
});
