import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { type TeamsManifestOptions, teamsManifest } from "./teams-manifest.ts";
import { schemaProblems } from "./teams-schema.ts";

/** All packages of one content are the same, byte by byte. */
const madeAt = new Date("2026-01-01T00:00:00");

/**
 * The app package that is uploaded to Teams: a zip with the manifest and both icons at its top; or what Microsoft's
 * schema does not accept, such as an id that is no GUID.
 */
export function teamsPackage(
  options: TeamsManifestOptions,
): { readonly content: Uint8Array } | { readonly problems: readonly string[] } {
  const manifest = teamsManifest(options);
  const problems = schemaProblems(manifest);
  if (problems.length > 0) return { problems };
  const { color, outline } = manifest.icons;
  const files = {
    "manifest.json": new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`),
    [color]: icon(color),
    [outline]: icon(outline),
  };
  return { content: zipSync(files, { mtime: madeAt, level: 9 }) };
}

function icon(name: string): Uint8Array {
  return readFileSync(new URL(`teams/${name}`, import.meta.url));
}
