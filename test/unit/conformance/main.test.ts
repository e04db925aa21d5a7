import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Exchange } from "../../conformance/exchange.ts";
import { aCreate, anExchange } from "./exchanges.ts";
import { smallSpecs } from "./small-specs.ts";

let specs: ReturnType<typeof smallSpecs>;

beforeEach(() => {
  specs = smallSpecs();
});

afterEach(() => specs.remove());

/** Runs the program as `npm run test:conformance` does. */
function run(root: string | undefined, ...files: readonly string[]): Promise<{ code: number; output: string }> {
  const { AZURE_SPECS_DIR: _ours, ...rest } = process.env;
  const env = { ...rest, NODE_OPTIONS: "", ...(root !== undefined && { AZURE_SPECS_DIR: root }) };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", "test/conformance/main.ts", ...files],
      { env },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

async function aRecording(...exchanges: readonly Exchange[]): Promise<string> {
  const file = join(specs.root, "recording.jsonl");
  await writeFile(file, exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join(""));
  await writeFile(`${file}.oci-public-key.pem`, "");
  return file;
}

test("says in one line that it did not run when there are no specifications", async () => {
  const { code, output } = await run(undefined);
  expect(code).toBe(0);
  expect(output.trim().split("\n")).toEqual([expect.stringContaining("did not run")]);
}, 30_000);

test("passes a recording that conforms", async () => {
  const { code, output } = await run(specs.root, await aRecording(anExchange(), aCreate()));
  expect(output).toContain("Conformance: 0 violations.");
  expect(code).toBe(0);
}, 30_000);

test("fails on a planted violation and names the exchange and the rule", async () => {
  const { code, output } = await run(specs.root, await aRecording(anExchange(), aCreate({ body: { properties: 1 } })));
  expect(output).toMatch(/VIOLATION .*exchange 2, PUT .*: request body: \/properties must be object/);
  expect(code).toBe(1);
}, 30_000);

test("fails when the folder is not what it is said to be", async () => {
  const { code, output } = await run(join(specs.root, "derived"));
  expect(output).toContain("there are no specifications");
  expect(code).toBe(1);
}, 30_000);
