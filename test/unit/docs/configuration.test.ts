import { z } from "zod";
import { configurationTables } from "../../../docs/configuration-tables.ts";
import { withTables } from "../../../docs/tables.ts";
import { interconnectFileSchema, parseInterconnectFile } from "../../../src/config/environment-file.ts";
import { environmentVariables } from "../../../src/config/variables.ts";
import { estimateCost, type PriceFile } from "../../../src/plan/cost.ts";
import { textOf } from "./pages.ts";

const page = textOf("docs/configuration.md");
const example = textOf("docs/interconnect.example.yaml");
/** The example with every optional setting, which stands behind a bare `#`. */
const wholeExample = example.replaceAll(/^( *)#(?! \S)(?=.)/gm, "$1");

test("the page has the tables that npm run docs writes", () => {
  expect(withTables(page, configurationTables)).toBe(page);
});

test("the page names every variable and every setting", () => {
  for (const name of [...Object.keys(environmentVariables), ...settings]) expect(page).toContain(`${name}\``);
});

test("the example is a valid file, as it stands and with everything switched on", () => {
  expect(parseInterconnectFile(example).problems).toEqual([]);
  expect(parseInterconnectFile(wholeExample).problems).toEqual([]);
});

test("the example shows every setting there is", () => {
  const shown = [...wholeExample.matchAll(/^ *(\w+):/gm)].map(([, name]) => name);
  expect(settings.filter((name) => !shown.includes(name))).toEqual([]);
});

test("what the example shows as a default is the default", () => {
  const asIs = parseInterconnectFile(example).file?.environments[0];
  const whole = parseInterconnectFile(wholeExample).file?.environments[0];
  const { maxMonthlyCost: _chosen, teardown: _too, freezers: _likewise, ...policy } = whole?.policy ?? {};
  expect(policy).toEqual(asIs?.policy);
  expect(whole).toMatchObject({ defaults: asIs?.defaults, serviceKey: asIs?.serviceKey });
});

test("the example's price keys are those that an estimate looks for", () => {
  const { environments = [], prices } = parseInterconnectFile(wholeExample).file ?? {};
  const { tier = "Standard", family = "MeteredData", gatewaySku } = environments[0]?.defaults ?? {};
  const billed = { bandwidthMbps: 1000, tier, family, newGatewaySku: gatewaySku } as const;
  expect(estimateCost(billed, prices)).toMatchObject({ state: "known" });
});

test("the page's price keys are those that an estimate looks for", () => {
  const none: PriceFile = { currency: "EUR", date: "2026-11-21", items: {} };
  const billed = { bandwidthMbps: 1000, tier: "Standard", family: "MeteredData", newGatewaySku: "ErGw1AZ" } as const;
  const { missing } = { missing: [], ...estimateCost(billed, none) };
  expect(missing).toHaveLength(3);
  for (const key of missing) expect(page).toContain(`\`${key}\``);
});

/** The last word of every setting's path. */
const settings = namesIn(z.toJSONSchema(interconnectFileSchema, { io: "input" }));

function namesIn({ properties = {}, additionalProperties: entry }: z.core.JSONSchema.JSONSchema): readonly string[] {
  const own = Object.entries(properties).flatMap(([name, child]) => {
    const below = typeof child === "boolean" ? [] : namesIn(child);
    return below.length === 0 ? [name] : below;
  });
  return [...own, ...(typeof entry === "object" ? namesIn(entry) : [])];
}
