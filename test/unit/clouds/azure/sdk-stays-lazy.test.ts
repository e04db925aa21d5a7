import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../../src/clouds/azure/", import.meta.url));
const files = readdirSync(folder).map((name) => ({ name, source: readFileSync(`${folder}${name}`, "utf8") }));

/** Files with a static import of values (not only types) that matches. */
const importing = (from: RegExp) =>
  files
    .filter(({ source }) =>
      [...source.matchAll(/^import (?!type )[^;]*?from "(?<from>[^"]+)"/gm)].some((found) =>
        from.test(found.groups?.["from"] ?? ""),
      ),
    )
    .map(({ name }) => name);

test("only what is loaded on first use loads the SDK", () => {
  expect(importing(/^@azure\//)).toEqual(["arm-changes.ts", "arm-client.ts", "credential.ts"]);
});

test("nothing loads that but the first client", () => {
  expect(importing(/\/(?:credential|arm-changes)\.ts$/)).toEqual(["arm-client.ts"]);
  expect(importing(/\/arm-client\.ts$/)).toEqual([]);
});
