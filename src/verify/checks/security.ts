import { type Cidr, cidrOf, cidrsOf, overlaps } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import type { SecurityRuleFacts } from "../../domain/link-facts.ts";
import { type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";

const row: CheckRow = { id: "oci.security", title: "OCI security rules" };

const ICMP = "1";

/** What OCI's security rules admit from Azure. They never make a link down; they explain what does not answer. */
export const securityCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run: ({ oci }, { azurePrefixes }) =>
    whenKnown(row, oci.securityRules, (rules) => {
      const azure = cidrsOf(azurePrefixes);
      const admitted = rules.filter((rule) => rule.direction === "ingress" && admits(rule, azure));
      if (admitted.length === 0) return named(row, nothingAdmitted(rules.length));
      if (!admitted.some(isPing)) return named(row, noPing(admitted));
      return passed(row, `${admitted.length} ingress rules admit Azure`);
    }),
};

function admits({ peerCidr }: SecurityRuleFacts, azure: readonly Cidr[]): boolean {
  const from = cidrOf(peerCidr ?? "");
  return from !== undefined && azure.some((cidr) => overlaps(from, cidr));
}

function isPing({ protocol, icmpType }: SecurityRuleFacts): boolean {
  return protocol === "all" || (protocol === ICMP && (icmpType === undefined || icmpType === 8));
}

function nothingAdmitted(read: number): Finding {
  return {
    code: "oci-security-missing",
    severity: "note",
    side: "oci",
    cause: "No OCI security rule admits anything from Azure.",
    evidence: [`${read} rules read, none with a source in Azure`],
    remedy: "Add ingress rules for what Azure is to reach. The bot changes none.",
    owner: "network team",
  };
}

function noPing(admitted: readonly SecurityRuleFacts[]): Finding {
  return {
    code: "oci-ping-not-admitted",
    severity: "note",
    side: "oci",
    cause: "A ping from Azure is not answered in OCI: no rule admits ICMP type 8. The rest is not affected.",
    evidence: [`${admitted.length} ingress rules admit Azure, none ICMP type 8`],
    remedy: "Do not take a failing ping for a link that is down. Add an ICMP rule if it is wanted.",
    owner: "network team",
  };
}
