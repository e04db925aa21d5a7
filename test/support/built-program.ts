import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { access, mkdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify, types } from "node:util";
import { eventually } from "./eventually.ts";

const run = promisify(execFile);
const buildWithinMs = 60_000;

/**
 * The built program: whoever asks first builds it, the others wait. It is what operators run, and starts in a fraction
 * of the time that the sources need. Processes that find the same `TEST_BUILD_DIR` share one.
 *
 * @returns the path of its main file
 */
export async function builtProgram(): Promise<string> {
  const dir = (process.env["TEST_BUILD_DIR"] ??= ownBuildDir());
  const out = join(dir, "build");
  const marker = join(dir, "built");
  if (await isFirst(join(dir, "begun"))) await build(dir, out, marker);
  else await eventually(() => access(marker).then(() => true), { withinMs: buildWithinMs, everyMs: 100 });
  return join(out, "main.mjs");
}

/** Goes with this process. */
function ownBuildDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "interconnect-build-"));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function isFirst(mark: string): Promise<boolean> {
  try {
    await mkdir(mark);
    return true;
  } catch (error) {
    if (types.isNativeError(error) && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** The marker comes last: once it is there, all is there. */
async function build(dir: string, out: string, marker: string): Promise<void> {
  await run(process.execPath, ["build.mjs", out]);
  // What is not bundled is found as it is in a checkout.
  await symlink(resolve("node_modules"), join(dir, "node_modules"));
  await writeFile(marker, "");
}
