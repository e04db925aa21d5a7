import { readdirSync } from "node:fs";
import { Writable } from "node:stream";
import { createLog } from "../../../src/observability/log.ts";
import { Metrics } from "../../../src/observability/metrics.ts";
import { Keys } from "../../../src/store/keys.ts";
import { codesIn, root, rowsOf, textOf } from "./pages.ts";

const page = "docs/operations.md";
const told = rowsOf(page).flatMap(([cell = ""]) => codesIn(cell));

/** `ic:due:<kind>` and `ic:due:operations` have the same shape: the fixed parts of a key. */
function shapeOf(key: string): string {
  return key.replaceAll(/<[^>]+>/g, "*");
}

test("the page has every key there is, and no other", () => {
  const keys = Object.values(new Keys()).filter(
    (make): make is (...parts: string[]) => string => typeof make === "function",
  );
  const made = keys.map((make) => make("*", "*")).map((key) => key.replace("ic:queue", "ic:queue:…"));
  const keyRows = told.filter((code) => code.startsWith("ic:")).map(shapeOf);
  expect(keyRows.toSorted()).toEqual(made.toSorted());
});

test("the page's metrics are among those that are served", async () => {
  const served = (await new Metrics().registry.getMetricsAsJSON()).map(({ name }) => name);
  const named = told.filter((code) => /^(?:interconnect|nodejs)_/.test(code));
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !served.includes(name))).toEqual([]);
});

test("the page explains the log's levels as they are written", () => {
  const lines: string[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  const log = createLog({ level: "debug", destination });
  for (const level of ["debug", "info", "warn", "error"] as const) {
    log[level]({}, "said");
    const { level: number } = JSON.parse(lines.at(-1) ?? "{}") as { level: number };
    expect(textOf(page)).toMatch(new RegExp(`\\b${number} ${level}\\b`));
  }
});

const sources = ["src", "adapters", "jobs"]
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => textOf(`${folder}/${name}`)),
  )
  .join("\n");

/** What the page quotes of people's and operators' messages; an ellipsis stands for what differs. */
const quoted = rowsOf(page)
  .flatMap(([cell = ""]) => [...cell.matchAll(/\*([^*]+)\*/g)])
  .flatMap(([, quote = ""]) => quote.split("…"))
  .map((part) => part.trim())
  .filter((part) => part !== "");

test("the page quotes messages, one of them being the one about Redis", () => {
  expect(quoted).toContain("Not taken, try again");
});

test.each(quoted)("the product says: %s", (part) => {
  expect(sources).toContain(part);
});
