import { rm } from "node:fs/promises";
import { build } from "esbuild";

/**
 * Bundles the program with all it needs into a folder (the first argument, else `dist`), because it would otherwise
 * load some thousand files at every start: it is ready in half the time, with less than half the work. What is loaded
 * late or only by one role stays a file of its own.
 */
const [folder = "dist"] = process.argv.slice(2);

/** Names that CommonJS packages take for granted and ES modules do not have. */
const banner = `import { createRequire as requireHere } from "node:module";
const require = requireHere(import.meta.url);
const __dirname = import.meta.dirname;`;

await rm(folder, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: "src/app/main.ts" },
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  banner: { js: banner },
  sourcemap: "linked",
  sourcesContent: false,
  // Native code that BullMQ's packer uses where it is installed.
  external: ["msgpackr-extract"],
  metafile: true,
  logLevel: "warning",
});

// In a bundle such a package has nothing but a default export: what is needed of it must be imported in a file of ours.
const late = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
  /^(?:src|adapters|jobs)\//u.test(file)
    ? imports.filter(({ kind, path }) => kind === "dynamic-import" && path.startsWith("node_modules/")).map(() => file)
    : [],
);
if (late.length > 0) throw new Error(`a package is imported late in ${late.join(", ")}`);
