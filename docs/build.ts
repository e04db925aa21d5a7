import { readFileSync, writeFileSync } from "node:fs";
import { configurationTables } from "./configuration-tables.ts";
import { parityTables } from "./parity-tables.ts";
import { withTables } from "./tables.ts";

for (const [name, tables] of Object.entries({ "configuration.md": configurationTables, "parity.md": parityTables })) {
  const page = new URL(name, import.meta.url);
  writeFileSync(page, withTables(readFileSync(page, "utf8"), tables));
}
