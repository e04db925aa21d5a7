import { cidrOf, contains, overlaps } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import type { SecurityRuleFacts } from "../../domain/link-facts.ts";
import { note, type PlanCheck, type PlanQuestion } from "../question.ts";
import { azurePrefixesOf } from "../reach.ts";
import { found, valueOr } from "../readings.ts";

/** OCI's security rules admit what is to come from Azure, and not the whole world. They are named, never changed. */
export const ociSecurityCheck: PlanCheck = {
  id: "oci-security",
  title: "OCI's security rules admit Azure, and not everybody",
  run(question) {
    const { securityRules } = question.facts.oci;
    const vcn = found(question.choice.oci.vcn);
    if (vcn === undefined || !securityRules.known) return [];
    const rules = (valueOr(securityRules, {})[vcn.id] ?? []).filter(({ direction }) => direction === "ingress");
    return [...missing(question, rules), ...overOpen(rules)];
  },
};

function missing(question: PlanQuestion, rules: readonly SecurityRuleFacts[]): readonly Finding[] {
  const shut = azurePrefixesOf(question).filter((prefix) => !rules.some((rule) => admits(rule, prefix)));
  if (shut.length === 0) return [];
  return [
    note({
      code: "oci-security-missing",
      side: "oci",
      field: "vcn",
      cause: `No security rule of the VCN admits anything from ${shut.join(", ")}.`,
      evidence: [`ingress rules read: ${rules.length}`],
      remedy: "Add ingress rules for what Azure is to reach, to the security lists or to network security groups.",
      owner: "network team",
    }),
  ];
}

function admits({ peerCidr }: SecurityRuleFacts, prefix: string): boolean {
  const [from, wanted] = [cidrOf(peerCidr ?? ""), cidrOf(prefix)];
  return from !== undefined && wanted !== undefined && overlaps(from, wanted);
}

/** ICMP from anywhere is OCI's default and harmless; everything else from anywhere is worth a word. */
function overOpen(rules: readonly SecurityRuleFacts[]): readonly Finding[] {
  const everywhere = cidrOf("0.0.0.0/0");
  const wide = rules.filter(({ peerCidr, protocol }) => {
    const from = cidrOf(peerCidr ?? "");
    return protocol !== "1" && from !== undefined && everywhere !== undefined && contains(from, everywhere);
  });
  if (wide.length === 0) return [];
  return [
    note({
      code: "oci-security-open",
      side: "oci",
      field: "vcn",
      cause:
        "The VCN has security rules that admit traffic from anywhere, Azure included (OCI's default list admits SSH so).",
      evidence: wide.map(({ protocol }) => `ingress from 0.0.0.0/0, protocol ${protocolName(protocol)}`),
      remedy: "Narrow these rules to the addresses that need them. The bot changes none.",
      owner: "network team",
    }),
  ];
}

function protocolName(protocol: string): string {
  const names: Readonly<Record<string, string>> = { "6": "TCP", "17": "UDP", "1": "ICMP" };
  return names[protocol] ?? protocol;
}
