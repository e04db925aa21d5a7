import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the linter cannot forbid: above all the comments that would switch it off. */
const forbidden = [
  {
    pattern: /(?:oxlint|eslint)-disable|biome-ignore|@ts-(?:ignore|expect-error|nocheck)/,
    why: "no rule is switched off",
  },
  { pattern: /(?:istanbul|c8|v8) ignore/, why: "nothing is left out of coverage" },
  {
    pattern: /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s+)?from\b/m,
    why: "no barrels: import from where it is",
  },
];

const roots = ["src", "adapters", "jobs", "test"];
const itself = join("test", "support", "check-source.mjs");

const breaches = roots.flatMap(filesBelow).flatMap(breachesIn);
for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exit(1);

function filesBelow(root) {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => join(root, name))
    .filter((path) => /\.(?:ts|mjs)$/.test(path) && path !== itself);
}

function breachesIn(path) {
  const text = readFileSync(path, "utf8");
  return forbidden.flatMap(({ pattern, why }) => {
    const found = pattern.exec(text);
    if (found === null) return [];
    const line = text.slice(0, found.index).split("\n").length;
    return [`${path}:${line}: ${found[0]}: ${why}`];
  });
}
