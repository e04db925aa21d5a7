import { commandTable, verbs } from "../../../src/chat/command-table.ts";
import { missingArguments, parseCommand } from "../../../src/chat/parse-command.ts";

describe("parseCommand", () => {
  test.each([
    { typed: "", verb: "help", args: {} },
    { typed: "   ", verb: "help", args: {} },
    { typed: "list", verb: "list", args: {} },
    { typed: "LIST", verb: "list", args: {} },
    { typed: "list prod", verb: "list", args: { env: "prod" } },
    { typed: "status erp", verb: "status", args: { name: "erp" } },
    { typed: "status", verb: "status", args: {} },
    { typed: "help create", verb: "help", args: { verb: "create" } },
    { typed: "create erp env=prod", verb: "create", args: { name: "erp", env: "prod" } },
    {
      typed: 'create reason="ERP cut-over, change 4711"',
      verb: "create",
      args: { reason: "ERP cut-over, change 4711" },
    },
    { typed: "create reason=“curly quotes”", verb: "create", args: { reason: "curly quotes" } },
    { typed: 'create "name=erp"', verb: "create", args: { name: "name=erp" } },
    { typed: 'create reason="never closed', verb: "create", args: { reason: "never closed" } },
    { typed: "create vnet=new:10.1.0.0/16", verb: "create", args: { vnet: "new:10.1.0.0/16" } },
    { typed: "create --fastpath", verb: "create", args: { fastpath: "yes" } },
    { typed: "create —fastpath", verb: "create", args: { fastpath: "yes" } },
    { typed: "create --fastpath=no", verb: "create", args: { fastpath: "no" } },
    { typed: "create ENV=prod", verb: "create", args: { env: "prod" } },
    { typed: "status\u00A0e\u200Brp\u202E", verb: "status", args: { name: "erp" } },
  ])("reads $typed", ({ typed, verb, args }) => {
    expect(parseCommand(typed)).toEqual({ kind: "command", verb, args });
  });

  test.each([
    { typed: "crate", nearest: "create", rest: "" },
    { typed: "craete name=erp env=prod", nearest: "create", rest: "name=erp env=prod" },
    { typed: "stat erp", nearest: "status", rest: "erp" },
    { typed: 'verfy "erp"', nearest: "verify", rest: '"erp"' },
    { typed: "halp", nearest: "help", rest: "" },
  ])("suggests $nearest for $typed", ({ typed, nearest, rest }) => {
    expect(parseCommand(typed)).toMatchObject({ kind: "unknown-verb", nearest, rest });
  });

  test("suggests nothing for a word that is close to none", () => {
    expect(parseCommand("xylophone now")).toEqual({ kind: "unknown-verb", typed: "xylophone", rest: "now" });
  });

  test.each([
    { typed: "create enviroment=prod", says: 'create knows no "enviroment".' },
    { typed: "create bandwith=1", says: "Did you mean bandwidth?" },
    { typed: "create env=prod env=test", says: "env is given twice." },
    { typed: "create env=", says: "env has no value. Example: env=prod" },
    { typed: "create --activate", says: "activate has no value." },
    { typed: "status erp crm", says: '"crm" has no place in status.' },
  ])("says what is wrong with $typed", ({ typed, says }) => {
    const read = parseCommand(typed);
    expect(read.kind === "misread" && read.problems.join(" ")).toContain(says);
  });

  test("a mistyped argument named like a property of every object is still unknown", () => {
    expect(parseCommand("create constructor=1")).toMatchObject({ kind: "misread" });
  });
});

describe("the command table", () => {
  test.each(commandTable)("$verb reads its own examples", ({ verb, examples }) => {
    for (const { text } of examples) expect(parseCommand(text)).toMatchObject({ kind: "command", verb });
  });

  test.each(commandTable)("the example of every argument of $verb is one it accepts", ({ verb, args }) => {
    for (const { name, example, values } of args) {
      expect(parseCommand(`${verb} ${name}=${example}`)).toMatchObject({ kind: "command", verb });
      expect(values ?? [example]).toContain(example);
    }
  });

  test("has each verb once", () => {
    expect(new Set(verbs).size).toBe(verbs.length);
  });
});

test("missingArguments names what the form must ask for, in the table's order", () => {
  const missing = missingArguments("create", { name: "erp", bandwidth: "1" });
  expect(missing.map(({ name }) => name)).toEqual(["env", "vnet", "vcn", "reason"]);
});
