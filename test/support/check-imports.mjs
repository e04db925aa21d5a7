import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, format } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

/**
 * Checks who imports whom. Without its parser dependency-cruiser reads no module and finds nothing wrong, so every
 * source file must be among the modules it read.
 */
const product = ["src", "adapters", "jobs"].filter((root) => existsSync(root));
const options = await extractOptions("./.dependency-cruiser.cjs");
const { output } = await cruise([...product, "test"], options, undefined, {
  tsConfig: extractTsConfig("tsconfig.json"),
});
const report = await format(output, { outputType: "err" });
console.log(report.output);

const read = new Set(output.modules.map((module) => module.source));
const unread = product.flatMap(sourcesBelow).filter((path) => !read.has(path));
for (const path of unread) console.error(`not read by dependency-cruiser: ${path}`);
if (read.size === 0) console.error("dependency-cruiser read no module at all");

process.exitCode = output.summary.error > 0 || unread.length > 0 || read.size === 0 ? 1 : 0;

function sourcesBelow(root) {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, name));
}
