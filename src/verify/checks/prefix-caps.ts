import type { Finding } from "../../domain/finding.ts";
import { type CheckRow, type LinkCheck, named, passed, paths, unknown } from "../check.ts";
import { fromOracle } from "../counts.ts";

const row: CheckRow = { id: "prefix-caps", title: "Prefix limits" };

/**
 * Prefixes Azure takes in on a private peering before it drops the session, by the circuit's tier.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-faqs
 */
const capOf = (tier: string): number => (tier === "Premium" ? 10_000 : 4_000);

/** From this share on it is said. */
const NEAR = 0.8;

/** The number of prefixes stays well below the limit at which Azure drops the session. */
export const prefixCapsCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run({ azure }, expected) {
    const circuit = azure.circuit.known ? azure.circuit.value : undefined;
    const counts = paths.flatMap((path) => fromOracle(azure.routes[path], expected)?.size ?? []);
    if (circuit === undefined || counts.length === 0) return unknown(row, "circuit or route tables not read");
    const most = Math.max(...counts);
    const cap = capOf(circuit.skuTier);
    if (most < cap * NEAR) return passed(row, `${most} of ${cap}`);
    return named(row, near(most, cap));
  },
};

function near(most: number, cap: number): Finding {
  return {
    code: "prefix-cap-near",
    severity: "note",
    side: "oci",
    cause: `OCI announces ${most} prefixes; at ${cap} Azure drops the session.`,
    evidence: [`${most} of ${cap}`],
    remedy: "Aggregate subnets, or announce the VCN's CIDRs in their place.",
    owner: "network team",
  };
}
