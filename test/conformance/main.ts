import { conform } from "./conform.ts";
import { readRecording, recordCreate, recordTeardown } from "./record.ts";
import { SpecFolder } from "./spec-folder.ts";

/**
 * Checks what goes between the product and the clouds against Microsoft's own descriptions of Azure and against OCI's
 * signatures: of recordings named on the command line, else of a create and a teardown that are played now. Exits 1
 * when something is not as it must be.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const specs = process.env["AZURE_SPECS_DIR"];
if (specs === undefined || specs === "") {
  say("Conformance did not run: AZURE_SPECS_DIR names no checkout of Microsoft's azure-rest-api-specs.");
} else {
  await check(specs, process.argv.slice(2));
}

async function check(root: string, files: readonly string[]): Promise<void> {
  const folder = new SpecFolder(root);
  if (!folder.knows("Microsoft.Network")) {
    say(`AZURE_SPECS_DIR: there are no specifications of Microsoft.Network below ${root}.`);
    process.exitCode = 1;
    return;
  }
  const recordings =
    files.length > 0 ? await Promise.all(files.map(readRecording)) : [await recordCreate(say), await recordTeardown()];
  const { remarks, violations } = await conform(recordings, folder);
  for (const remark of remarks) say(remark);
  for (const violation of violations) say(`VIOLATION ${violation}`);
  say(`Conformance: ${violations.length} violations.`);
  if (violations.length > 0) process.exitCode = 1;
}
