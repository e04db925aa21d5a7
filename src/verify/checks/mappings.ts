import type { CrossConnectMappingFacts, Path } from "../../domain/link-facts.ts";
import { type CheckRow, type LinkCheck, named, passed, paths, severityOf, whenKnown } from "../check.ts";
import type { ExpectedLink } from "../expected.ts";

const row: CheckRow = { id: "oci.mappings", title: "Peering addresses at Oracle" };

/** Oracle has the first usable address of each /30, Microsoft the second. */
export const mappingsCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run: ({ oci }, expected) =>
    whenKnown(row, oci.mappings, (mappings) => {
      const evidence = mappings.map(
        (mapping) => `Oracle ${ip(mapping.oracleBgpPeeringIp)}, Microsoft ${ip(mapping.customerBgpPeeringIp)}`,
      );
      const wrong = paths.filter((path) => !mappings.some((mapping) => fits(mapping, path, expected)));
      if (wrong.length === 0) return passed(row, evidence.join("; "));
      const swapped = wrong.some((path) => mappings.some((mapping) => isSwapped(mapping, path, expected)));
      return named(row, {
        code: "peering-ends-wrong",
        severity: severityOf(wrong.length),
        side: "oci",
        cause: swapped
          ? "The two ends of a /30 are swapped: Oracle needs the first usable address, Microsoft the second."
          : "Oracle's virtual circuit has other peering addresses than planned.",
        evidence: [
          ...evidence,
          ...wrong.map((path) => `planned ${path}: ${expected[path].oracleIp}, ${expected[path].microsoftIp}`),
        ],
        remedy: "Recreate the virtual circuit with the planned addresses.",
        owner: "network team",
      });
    }),
};

function fits(mapping: CrossConnectMappingFacts, path: Path, expected: ExpectedLink): boolean {
  const { oracleIp, microsoftIp } = expected[path];
  return ip(mapping.oracleBgpPeeringIp) === oracleIp && ip(mapping.customerBgpPeeringIp) === microsoftIp;
}

function isSwapped(mapping: CrossConnectMappingFacts, path: Path, expected: ExpectedLink): boolean {
  const { oracleIp, microsoftIp } = expected[path];
  return ip(mapping.oracleBgpPeeringIp) === microsoftIp && ip(mapping.customerBgpPeeringIp) === oracleIp;
}

function ip(text: string | undefined): string {
  return text?.split("/")[0] ?? "none";
}
