import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs, types } from "node:util";
import { manifestFiles } from "./slack-manifest.ts";
import { example, type TeamsManifestOptions, teamsManifest } from "./teams-manifest.ts";
import { teamsPackage } from "./teams-package.ts";

const here = (name: string): URL => new URL(name, import.meta.url);
const { version } = JSON.parse(readFileSync(here("../package.json"), "utf8")) as { version: string };

const files = { ...manifestFiles, "teams/manifest.json": teamsManifest({ ...example, version }) };
for (const [name, manifest] of Object.entries(files)) {
  writeFileSync(here(name), `${JSON.stringify(manifest, null, 2)}\n`);
}

const usage = "For the Teams app package, give --teams-app-id=GUID and --site=https://your.site\n";
const asked = given();
if (asked !== undefined && "problem" in asked) {
  process.stderr.write(`${asked.problem}\n${usage}`);
  process.exitCode = 1;
} else if (asked) {
  pack({ ...asked, version });
} else {
  process.stdout.write(usage);
}

/** What the package is for; undefined when none is asked for. */
function given(): Omit<TeamsManifestOptions, "version"> | { readonly problem: string } | undefined {
  try {
    const { values } = parseArgs({ options: { "teams-app-id": { type: "string" }, site: { type: "string" } } });
    const { "teams-app-id": appId, site } = values;
    if (appId !== undefined && site !== undefined) return { appId, site };
    return appId === undefined && site === undefined ? undefined : { problem: "One of the two is missing." };
  } catch (error) {
    return { problem: types.isNativeError(error) ? error.message : String(error) };
  }
}

function pack(options: TeamsManifestOptions): void {
  const made = teamsPackage(options);
  if ("problems" in made) {
    process.stderr.write(`The Teams app package was not made:\n${made.problems.join("\n")}\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(here("teams/interconnect.zip"), made.content);
  process.stdout.write("manifest/teams/interconnect.zip is ready to be uploaded to Teams.\n");
}
