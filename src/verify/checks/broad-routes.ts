import { type Cidr, cidrsOf, contains, formatCidr } from "../../domain/cidr.ts";
import { type CheckRow, type LinkCheck, named, passed, paths, unknown } from "../check.ts";
import { fromOracle } from "../counts.ts";

const row: CheckRow = { id: "azure.broad-routes", title: "No default or over-broad route from OCI" };

/** Prefix length from which on a route takes traffic that is meant for others. */
const BROAD_LENGTH = 8;

/** OCI announces nothing that draws in traffic meant for elsewhere; whole companies went down by that. */
export const broadRoutesCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run({ azure }, expected) {
    const tables = paths.map((path) => fromOracle(azure.routes[path], expected)).filter((table) => table !== undefined);
    if (tables.length === 0) return unknown(row, "no route table could be read");
    const planned = cidrsOf(expected.ociPrefixes);
    const own = cidrsOf(expected.azurePrefixes);
    const wanted = new Set(planned.map(formatCidr));
    const unplanned = cidrsOf([...new Set(tables.flatMap((table) => [...table]))]).filter(
      (route) => !wanted.has(formatCidr(route)),
    );
    const broad = unplanned.filter((route) => isBroad(route, [...planned, ...own]));
    if (broad.length === 0) return unplanned.length === 0 ? passed(row, "only what was planned") : alsoThere(unplanned);
    return named(row, {
      code: "broad-route-from-oci",
      severity: "warning",
      side: "oci",
      cause: `OCI announces ${broad.map(formatCidr).join(", ")}: Azure may send traffic there that is meant for other places.`,
      evidence: broad.map((route) => `circuit route table: ${formatCidr(route)} from Oracle's AS`),
      remedy:
        "Take it out of what the DRG announces now (static rule or export distribution), then find out who put it in.",
      owner: "network team",
    });
  },
};

/** A default route, half the world, or a route that swallows a planned network. */
function isBroad(route: Cidr, known: readonly Cidr[]): boolean {
  return route.length <= BROAD_LENGTH || known.some((cidr) => route.length < cidr.length && contains(route, cidr));
}

function alsoThere(unplanned: readonly Cidr[]) {
  return named(row, {
    code: "unplanned-route-from-oci",
    severity: "note",
    side: "oci",
    cause: `OCI also announces ${unplanned.map(formatCidr).join(", ")}, which the plan did not name.`,
    evidence: unplanned.map((route) => `circuit route table: ${formatCidr(route)}`),
    remedy:
      "A subnet or VCN was added since. If it is not meant to reach Azure, keep it out with the DRG's distributions.",
    owner: "network team",
  });
}
