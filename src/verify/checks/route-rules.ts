import { uncovered } from "../../domain/cidr.ts";
import type { VcnRouteTableFacts } from "../../domain/link-facts.ts";
import { type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";
import type { ExpectedLink } from "../expected.ts";

const row: CheckRow = { id: "oci.route-rules", title: "VCN route rules to Azure" };

interface Gap {
  readonly table: string;
  readonly missing: readonly string[];
}

/** Every planned VCN route table sends every Azure prefix to the DRG. */
export const routeRulesCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run({ oci }, expected) {
    return whenKnown(row, oci.routeTables, (tables) => {
      const gaps = expected.routeTables.map((wanted) => gapOf(wanted, tables, expected));
      const open = gaps.filter(({ missing }) => missing.length > 0);
      const names = expected.routeTables.map(({ name }) => name).join(", ");
      if (open.length === 0) return passed(row, names || "none planned");
      const all =
        open.length === gaps.length && open.every(({ missing }) => missing.length === expected.azurePrefixes.length);
      return named(row, {
        code: "route-rules-missing",
        severity: all ? "blocking" : "warning",
        side: "oci",
        cause: "VCN route tables do not send all of Azure's addresses to the DRG, so their subnets cannot answer.",
        evidence: open.map(({ table, missing }) => `${table}: no rule for ${missing.join(", ")}`),
        remedy: "Add the missing rules with the DRG as their target.",
        owner: "network team",
      });
    });
  },
};

function gapOf(
  wanted: ExpectedLink["routeTables"][number],
  tables: readonly VcnRouteTableFacts[],
  { azurePrefixes, drgId }: ExpectedLink,
): Gap {
  const table = tables.find(({ id, displayName }) =>
    wanted.id === undefined ? displayName === wanted.name : id === wanted.id,
  );
  const rules = (table?.rules ?? []).filter(({ networkEntityId }) => drgId === undefined || networkEntityId === drgId);
  const missing = uncovered(
    azurePrefixes,
    rules.map(({ destination }) => destination),
  );
  return { table: wanted.name, missing };
}
