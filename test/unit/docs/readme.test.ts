import { commandTable, slashCommand, verbs } from "../../../src/chat/command-table.ts";
import { parseCommand } from "../../../src/chat/parse-command.ts";
import { environmentVariables } from "../../../src/config/variables.ts";
import { readRequest } from "../../../src/plan/request-schema.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { codesIn, pages, rowsOf, textOf } from "./pages.ts";

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(textOf("package.json")) as Package;
const readme = textOf("README.md");

test.each(pages)("%s names only npm scripts that exist", (page) => {
  const named = [...textOf(page).matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = ""]) => name);
  const own = ["ci", "run", "i", "install"];
  expect(named.filter((name) => !own.includes(name) && manifest.scripts[name] === undefined)).toEqual([]);
});

test("the README leads with the two commands", () => {
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, block]) => block);
  expect(blocks.slice(0, 2)).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
});

const typed = rowsOf("README.md")
  .flatMap(([cell = ""]) => codesIn(cell))
  .filter((code) => code.startsWith(slashCommand))
  .map((line) => line.slice(slashCommand.length));

test.each(typed)("can be typed:%s", (line) => {
  expect(parseCommand(line)).toMatchObject({ kind: "command" });
});

test("the README shows every verb", () => {
  const shown = typed.map(parseCommand).flatMap((read) => (read.kind === "command" ? [read.verb] : []));
  expect([...new Set(shown)].toSorted()).toEqual([...verbs].toSorted());
});

test("the README's one line is a whole request", () => {
  const read = typed.map(parseCommand).find((one) => one.kind === "command" && one.args["reason"] !== undefined);
  const args = read?.kind === "command" ? read.args : {};
  expect(readRequest(args, [anEnvironment()])).toHaveProperty("request");
});

test("what help shows as examples can be typed", () => {
  const lines = commandTable.flatMap(({ examples }) => examples.map(({ text }) => text));
  expect(lines.filter((line) => parseCommand(line).kind !== "command")).toEqual([]);
});

test("the README sets only variables that exist", () => {
  const named = [...readme.matchAll(/\b(?:export )?([A-Z]+(?:_[A-Z]+)+)=/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !Object.hasOwn(environmentVariables, name))).toEqual([]);
});

test("the README explains only packages that the product depends on", () => {
  const table = readme.slice(readme.indexOf("## Dependencies"), readme.indexOf("## More"));
  const named = table
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => codesIn(line.split("|")[1] ?? ""));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => manifest.dependencies[name] === undefined)).toEqual([]);
});
