import { parseOptions, UsageError } from "../../demo/options.ts";

describe("the demonstration's command line", () => {
  test("is a page at sixty times the speed of life unless it says otherwise", () => {
    expect(parseOptions([])).toEqual({
      auto: false,
      act: "create",
      seed: 1,
      clock: "60",
      platform: "slack",
      json: false,
      record: undefined,
      port: undefined,
      verbose: false,
    });
  });

  test("runs slower when it is measured", () => {
    expect(parseOptions(["--auto"]).clock).toBe("30");
  });

  test("takes every option of an unattended run", () => {
    const line = "--auto --act create --platform teams --seed 4 --clock 90@1000 --json --record out.jsonl --verbose";
    expect(parseOptions(line.split(" "))).toMatchObject({
      auto: true,
      act: "create",
      platform: "teams",
      seed: 4,
      clock: "90@1000",
      json: true,
      record: "out.jsonl",
      verbose: true,
    });
  });

  test.each([
    { line: "--auto --act dance", says: /no such act.+There are: create, teardown, wrong-delete, rollback, recover/ },
    { line: "--auto --act toString", says: /no such act/ },
    { line: "--auto --platform irc", says: /There are: slack, teams/ },
    { line: "--seed one", says: /--seed one: not a whole number/ },
    { line: "--seed -1", says: /--seed/ },
    { line: "--port 1.5", says: /--port 1.5: not a whole number/ },
    { line: "--clock fast", says: /--clock fast/ },
    { line: "--clock 0", says: /--clock 0: not a number above 0/ },
    { line: "--json", says: /--json is for --auto/ },
    { line: "--colour", says: /--colour/ },
  ])("refuses $line in a sentence", ({ line, says }) => {
    const parse = () => parseOptions(line.split(" "));
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(says);
  });
});
