import type { DrgAttachmentFacts } from "../../domain/link-facts.ts";
import type {
  DrgFacts,
  DrgUseFacts,
  ExistingVirtualCircuitFacts,
  OciNetworkFacts,
  VcnSubnetFacts,
} from "../../domain/network-facts.ts";
import { toReading } from "../to-reading.ts";
import { attachmentsOf } from "./drg-attachment.ts";
import type { OciApi } from "./oci-api.ts";
import type { OciCollections } from "./oci-collections.ts";
import { toAttachmentFacts, toRouteTableFacts } from "./oci-link.ts";
import { present } from "./oci-presence.ts";
import type { OciDrg, OciDrgAttachment, OciSubnet, OciVirtualCircuit } from "./oci-resources.ts";
import { findAzureProviderService } from "./provider-service.ts";
import { securityRulesByVcn } from "./security-rules.ts";

function byVcn<R extends { readonly vcnId: string }, Facts>(
  resources: readonly R[],
  toFacts: (resource: R) => Facts,
): Readonly<Record<string, readonly Facts[]>> {
  const groups: Record<string, Facts[]> = {};
  for (const resource of resources) (groups[resource.vcnId] ??= []).push(toFacts(resource));
  return groups;
}

function toSubnetFacts({ id, name, cidr, routeTableId }: OciSubnet): VcnSubnetFacts {
  return { id, name, cidr, routeTableId: routeTableId ?? "" };
}

function toDrgFacts(drg: OciDrg): DrgFacts {
  const { id, name, lifecycleState, defaultVcnRouteTableId, defaultVirtualCircuitRouteTableId } = drg;
  const upgraded = defaultVcnRouteTableId !== undefined;
  return { id, name, lifecycleState, upgraded, defaultVcnRouteTableId, defaultVirtualCircuitRouteTableId };
}

function toExisting({
  id,
  name,
  drgId,
  lifecycleState,
  mappings,
  tags,
}: OciVirtualCircuit): ExistingVirtualCircuitFacts {
  return {
    id,
    name,
    drgId,
    lifecycleState,
    oracleIps: mappings.flatMap(({ oracleBgpPeeringIp: ip }) => (ip === undefined ? [] : [ip])),
    customerIps: mappings.flatMap(({ customerBgpPeeringIp: ip }) => (ip === undefined ? [] : [ip])),
    tags,
  };
}

function toVcnAttachment(attachment: OciDrgAttachment): DrgAttachmentFacts & { readonly drgId: string } {
  return { ...toAttachmentFacts(attachment), drgId: attachment.drgId };
}

async function readDrgUse(api: OciApi, drgId: string): Promise<DrgUseFacts> {
  const attachments = await attachmentsOf(api, drgId);
  return { drgId, attachments: present(attachments).map(toAttachmentFacts) };
}

async function readSubscribedRegions({ http, identity, tenancyId }: OciApi): Promise<readonly string[]> {
  const { items } = await http.call(() => identity.listRegionSubscriptions({ tenancyId }));
  return items.map(({ regionName }) => regionName);
}

/** Reads everything a plan wants to know of the compartment's networks, all lists at once, each with its own outcome. */
export async function readOciNetworks(
  api: OciApi,
  resources: OciCollections,
  now: () => number,
): Promise<OciNetworkFacts> {
  const read = <T>(what: () => Promise<T>) => toReading(now, what);
  const listedDrgs = resources.drgs.list();
  const drgs = read(async () => present(await listedDrgs).map(toDrgFacts));
  const drgUses = read(async () => {
    const living = present(await listedDrgs);
    return Promise.all(living.map(({ id }) => readDrgUse(api, id)));
  });
  const [subscribedRegions, vcns, subnets, routeTables, securityRules, vcnAttachments, virtualCircuits, provider] =
    await Promise.all([
      read(() => readSubscribedRegions(api)),
      read(async () => present(await resources.vcns.list())),
      read(async () => byVcn(present(await resources.subnets.list()), toSubnetFacts)),
      read(async () => byVcn(present(await resources.routeTables.list()), toRouteTableFacts)),
      read(() => securityRulesByVcn(api)),
      read(async () =>
        present(await resources.drgAttachments.list())
          .filter(({ type }) => type === "VCN")
          .map(toVcnAttachment),
      ),
      read(async () => present(await resources.virtualCircuits.list()).map(toExisting)),
      read(() => findAzureProviderService(api)),
    ]);
  return {
    subscribedRegions,
    vcns,
    subnets,
    routeTables,
    securityRules,
    drgs: await drgs,
    drgUses: await drgUses,
    vcnAttachments,
    virtualCircuits,
    azureProviderService: provider,
  };
}
