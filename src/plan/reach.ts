import { cidrOf, formatCidr } from "../domain/cidr.ts";
import type { NetworkFacts, VnetFacts } from "../domain/network-facts.ts";
import type { InterconnectRequest, Plan, Reach } from "../domain/plan.ts";
import type { Choice } from "./choose.ts";
import { answersTo, found, sameId, valueOr } from "./readings.ts";

type Beyond = Reach["beyond"][number];

/** Which prefixes become reachable, per direction, as far as the facts tell. */
export function reachOf(request: InterconnectRequest, facts: NetworkFacts, choice: Choice): Reach {
  return {
    ociShowsAzure: ociPrefixes(request, choice),
    azureShowsOci: choice.azure.prefixes,
    beyond: [...otherSpokes(choice), ...otherVcns(facts, choice)],
    openSubnets: openSubnets(choice),
  };
}

/** Every Azure prefix that OCI's route rules have to cover: the pair's, and those of the other spokes. */
export function azurePrefixesOf({ reach }: Pick<Plan, "reach">): readonly string[] {
  const spokes = reach.beyond.filter(({ direction }) => direction === "to-oci").map(({ prefix }) => prefix);
  return [...new Set([...reach.azureShowsOci, ...spokes])];
}

/**
 * The first subnet of a new VCN. OCI announces subnets and not the VCN, so without one nothing would be reachable; a
 * /24 leaves room for more.
 */
export function firstSubnetOf(vcnCidr: string): string {
  const vcn = cidrOf(vcnCidr);
  if (vcn === undefined) return vcnCidr;
  return formatCidr({ base: vcn.base, length: Math.min(30, Math.max(24, vcn.length)) });
}

/** VCNs that share the DRG with the requested one. */
export interface OtherVcn {
  readonly name: string;
  readonly prefixes: readonly string[];
}

export function otherVcnsOnDrg(facts: NetworkFacts, { oci }: Choice): readonly OtherVcn[] {
  const drg = found(oci.drg);
  const use = valueOr(facts.oci.drgUses, []).find(({ drgId }) => sameId(drgId, drg?.id));
  const others = (use?.attachments ?? []).filter(
    ({ type, networkId, lifecycleState }) =>
      type === "VCN" && lifecycleState !== "DETACHED" && !sameId(networkId, found(oci.vcn)?.id),
  );
  return others.map(({ id, networkId }) => {
    const vcn = valueOr(facts.oci.vcns, []).find((one) => sameId(one.id, networkId));
    return { name: vcn?.name ?? networkId ?? id, prefixes: vcn === undefined ? [] : announced(facts, vcn) };
  });
}

function announced(facts: NetworkFacts, vcn: { readonly id: string; readonly cidrs: readonly string[] }): string[] {
  const subnets = valueOr(facts.oci.subnets, {})[vcn.id];
  return subnets === undefined ? [...vcn.cidrs] : subnets.map(({ cidr }) => cidr);
}

function ociPrefixes(request: InterconnectRequest, { oci }: Choice): readonly string[] {
  if ("create" in request.vcn) return [firstSubnetOf(request.vcn.create.cidr)];
  return oci.subnets.map(({ cidr }) => cidr);
}

function otherSpokes({ azure }: Choice): readonly Beyond[] {
  const asked = found(azure.asked);
  return azure.spokes
    .filter(({ vnetId }) => !sameId(vnetId, asked?.id))
    .flatMap(({ name, prefixes }) => prefixes.map((prefix) => ({ prefix, of: name, direction: "to-oci" as const })));
}

function otherVcns(facts: NetworkFacts, choice: Choice): readonly Beyond[] {
  return otherVcnsOnDrg(facts, choice).flatMap(({ name, prefixes }) =>
    prefixes.map((prefix) => ({ prefix, of: name, direction: "to-azure" as const })),
  );
}

/** Azure's own subnets, which hold no workload that a default rule could open. */
const serviceSubnets = ["GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "RouteServerSubnet"];

function openSubnets({ azure }: Choice): number {
  const vnets: readonly VnetFacts[] = [azure.vnet, ...azure.spokes.map(({ facts }) => facts)].filter(
    (vnet) => vnet !== undefined,
  );
  return vnets
    .flatMap(({ subnets }) => subnets)
    .filter((subnet) => !serviceSubnets.some((service) => answersTo(subnet, service))).length;
}
