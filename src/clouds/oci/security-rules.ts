import type { models } from "oci-core";
import type { SecurityRuleFacts } from "../../domain/link-facts.ts";
import type { OciApi } from "./oci-api.ts";
import { allPages } from "./oci-pages.ts";
import { present } from "./oci-presence.ts";

type AnyRule = Pick<models.SecurityRule, "protocol" | "icmpOptions">;

function toFacts(rule: AnyRule, direction: "ingress" | "egress", peerCidr: string | undefined): SecurityRuleFacts {
  const { type: icmpType, code: icmpCode } = rule.icmpOptions ?? {};
  return { direction, protocol: rule.protocol, peerCidr, icmpType, icmpCode };
}

/** The other end of a rule when it is an address range; a rule of a list without a type means a range too. */
function cidrOf(end: string | undefined, type: string | undefined): string | undefined {
  return type === undefined || type === "CIDR_BLOCK" ? end : undefined;
}

function rulesOfList(list: models.SecurityList): SecurityRuleFacts[] {
  const ingress = (list.ingressSecurityRules ?? []).map((rule) =>
    toFacts(rule, "ingress", cidrOf(rule.source, rule.sourceType)),
  );
  const egress = (list.egressSecurityRules ?? []).map((rule) =>
    toFacts(rule, "egress", cidrOf(rule.destination, rule.destinationType)),
  );
  return [...ingress, ...egress];
}

function ruleOfGroup(rule: models.SecurityRule): SecurityRuleFacts {
  const direction: string = rule.direction;
  return direction === "INGRESS"
    ? toFacts(rule, "ingress", cidrOf(rule.source, rule.sourceType))
    : toFacts(rule, "egress", cidrOf(rule.destination, rule.destinationType));
}

interface OfVcn {
  readonly vcnId: string;
  readonly rules: readonly SecurityRuleFacts[];
}

async function fromLists({ http, network, compartmentId }: OciApi, scope: { vcnId?: string }): Promise<OfVcn[]> {
  const lists = await allPages(http, (page) => network.listSecurityLists({ compartmentId, ...scope, ...page }));
  return present(lists).map((list) => ({ vcnId: list.vcnId, rules: rulesOfList(list) }));
}

async function fromGroups({ http, network, compartmentId }: OciApi, scope: { vcnId?: string }): Promise<OfVcn[]> {
  const groups = await allPages(http, (page) =>
    network.listNetworkSecurityGroups({ compartmentId, ...scope, ...page }),
  );
  return Promise.all(
    present(groups).map(async ({ id: networkSecurityGroupId, vcnId }) => {
      const rules = await allPages(http, (page) =>
        network.listNetworkSecurityGroupSecurityRules({ networkSecurityGroupId, ...page }),
      );
      return { vcnId, rules: rules.map(ruleOfGroup) };
    }),
  );
}

/** What the security lists and network security groups of the compartment, or of one VCN, say; by VCN id. */
export async function securityRulesByVcn(
  api: OciApi,
  vcnId?: string,
): Promise<Readonly<Record<string, readonly SecurityRuleFacts[]>>> {
  const scope = vcnId === undefined ? {} : { vcnId };
  const [lists, groups] = await Promise.all([fromLists(api, scope), fromGroups(api, scope)]);
  const byVcn: Record<string, SecurityRuleFacts[]> = {};
  for (const { vcnId: of, rules } of [...lists, ...groups]) (byVcn[of] ??= []).push(...rules);
  return byVcn;
}
