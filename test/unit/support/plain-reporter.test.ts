import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const jestProgram = resolve("node_modules/jest/bin/jest.js");
const reporter = resolve("test/support/plain-reporter.mjs");

interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs jest by itself over test files of the given contents. */
async function runOver(files: readonly string[]): Promise<Run> {
  const rootDir = await mkdtemp(join(tmpdir(), "interconnect-reporter-"));
  const settings = { rootDir, testMatch: ["**/*.test.cjs"], transform: {}, reporters: ["default", reporter] };
  try {
    await Promise.all(files.map((content, index) => writeFile(join(rootDir, `${index}.test.cjs`), content)));
    return await run([jestProgram, "--config", JSON.stringify(settings), "--runInBand"]);
  } finally {
    await rm(rootDir, { recursive: true });
  }
}

function run(args: string[]): Promise<Run> {
  return new Promise((settle) => {
    const child = execFile(process.execPath, args, (_error, stdout) => {
      settle({ exitCode: child.exitCode, output: stdout });
    });
  });
}

describe("the last line of a run", () => {
  test("counts passed, failed and skipped tests, and a file that cannot be loaded as failed", async () => {
    const { exitCode, output } = await runOver([
      "test('a', () => {}); test('b', () => {}); test.skip('c', () => {}); test.todo('d');",
      "test('e', () => { throw new Error('no'); });",
      "require('./missing.cjs');",
    ]);
    expect(output.split("\n").slice(-2)).toEqual(["2 passed, 2 failed, 2 skipped", ""]);
    expect(exitCode).toBe(1);
  });

  test("names no failure when all passed", async () => {
    const { exitCode, output } = await runOver(["test('a', () => {});"]);
    expect(output).toBe("1 passed, 0 failed, 0 skipped\n");
    expect(exitCode).toBe(0);
  });

  test("counts a hook that fails after its tests", async () => {
    const { exitCode, output } = await runOver([
      "test('a', () => {}); afterAll(() => { throw new Error('left open'); });",
    ]);
    expect(output).toBe("1 passed, 1 failed, 0 skipped\n");
    expect(exitCode).toBe(1);
  });
});
