import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { manifestFiles } from "./slack-manifest.ts";
import { example, type TeamsManifestOptions, teamsManifest } from "./teams-manifest.ts";
import { teamsPackage } from "./teams-package.ts";

const here = (name: string): URL => new URL(name, import.meta.url);
const { version } = JSON.parse(readFileSync(here("../package.json"), "utf8")) as { version: string };

const files = { ...manifestFiles, "teams/manifest.json": teamsManifest({ ...example, version }) };
for (const [name, manifest] of Object.entries(files)) {
  writeFileSync(here(name), `${JSON.stringify(manifest, null, 2)}\n`);
}

const { values } = parseArgs({ options: { "teams-app-id": { type: "string" }, site: { type: "string" } } });
const { "teams-app-id": appId, site } = values;
if (appId !== undefined && site !== undefined) {
  pack({ appId, site, version });
} else {
  process.stdout.write("For the Teams app package, give --teams-app-id=GUID and --site=https://your.site\n");
  // One of them alone is a mistake.
  if (appId !== undefined || site !== undefined) process.exitCode = 1;
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
