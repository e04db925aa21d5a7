import type { LinkEnds } from "../../domain/adoption.ts";
import { type Cidr, cidrOf, formatCidr } from "../../domain/cidr.ts";
import type { NetworkFacts } from "../../domain/network-facts.ts";
import { answersTo, found, lookUp, type Named } from "../readings.ts";
import type { RequestFields } from "../request-schema.ts";
import { toPeeringSubnet } from "../slash30s.ts";
import { circuitKindOf, strange } from "./circuit-kind.ts";
import { type Parts, partsOf, vcnsOn } from "./link-parts.ts";
import type { Unfit } from "./unfit.ts";

/** One field that is told by what is there, with what answers to it. */
interface Told {
  readonly text: string;
  readonly is?: Named;
}

/** The fields of a create that would have come to this link: what is there tells some, somebody says the others. */
export function fieldsFor(
  ends: LinkEnds,
  facts: NetworkFacts,
  said: RequestFields,
): { readonly fields: RequestFields } | { readonly unfit: Unfit } {
  const read = toldBy(partsOf(ends, facts), facts);
  if ("unfit" in read) return read;
  const { told } = read;
  const contradicted = Object.entries(said).find(([field, text]) => !agrees(told[field], text));
  if (contradicted) return { unfit: otherwise(contradicted[0], told[contradicted[0]]) };
  const texts = Object.fromEntries(Object.entries(told).map(([field, { text }]) => [field, text]));
  return { fields: { ...vnetOfGateway(said, facts), ...said, ...texts } };
}

/** Which fields somebody has to say, since nothing that is there tells them. */
export function untold(ends: LinkEnds, facts: NetworkFacts): readonly string[] {
  const read = toldBy(partsOf(ends, facts), facts);
  return "unfit" in read ? [] : ["vnet", "vcn"].filter((field) => read.told[field] === undefined);
}

type Toldable = Readonly<Record<string, Told>>;
type Telling = { readonly told: Toldable } | { readonly unfit: Unfit };

function toldBy(parts: Parts, facts: NetworkFacts): Telling {
  if (parts.circuit === undefined) return { told: {} };
  const kind = circuitKindOf(parts.circuit);
  if ("title" in kind) return { unfit: kind };
  const addresses = addressesOf(parts);
  if ("unfit" in addresses) return addresses;
  return {
    told: {
      bandwidth: { text: String(kind.bandwidthMbps / 1000) },
      tier: { text: kind.tier },
      billing: { text: kind.family },
      ...addresses.told,
      ...ofAzure(parts),
      ...ofOci(parts, facts),
    },
  };
}

function ofAzure({ connection, gateway, vnet }: Parts): Toldable {
  if (connection === undefined || gateway === undefined || vnet === undefined) return {};
  return {
    vnet: { text: vnet.id, is: vnet },
    gateway: { text: gateway.id, is: gateway },
    fastpath: { text: connection.fastPath ? "yes" : "no" },
  };
}

/** The VCN is told when only one is attached to the DRG, or only one of them leads to the VNet. */
function ofOci(parts: Parts, facts: NetworkFacts): Toldable {
  const { drg } = parts;
  if (drg === undefined) return {};
  const candidates = vcnsOn(parts, facts);
  const leading = candidates.filter(({ routeTables }) => routeTables.length > 0);
  const [only, ...others] = leading.length > 0 ? leading : candidates;
  const ofDrg = { drg: { text: drg.id, is: drg } };
  if (only === undefined || others.length > 0) return ofDrg;
  const { vcn, routeTables } = only;
  const routes = routeTables.length > 0 && { routes: { text: routeTables.map(({ id }) => id).join(",") } };
  return { ...ofDrg, vcn: { text: vcn.id, is: vcn }, ...routes };
}

/** Both /30s by the peering in Azure, else by the virtual circuit; none when neither is there. */
function addressesOf({ circuit, virtualCircuit }: Parts): Telling {
  const { peering } = circuit ?? {};
  if (peering === undefined && virtualCircuit === undefined) return { told: {} };
  const microsofts = [peering?.primaryPrefix, peering?.secondaryPrefix];
  const oracles = virtualCircuit?.mappings.map(({ oracleBgpPeeringIp }) => oracleBgpPeeringIp) ?? [];
  const slash30s = [0, 1].flatMap((at) => slash30Of(microsofts[at] ?? oracles[at]) ?? []);
  const [primary, secondary] = slash30s;
  const shown = `Azure shows ${listed(microsofts)}, Oracle has ${listed(oracles)}.`;
  if (primary === undefined || secondary === undefined) {
    return { unfit: strange("The peering has no two /30s", shown) };
  }
  if (!slash30s.every((slash30, at) => hasFirst(slash30, oracles[at]))) {
    return { unfit: strange("Oracle does not have the first address of each /30", shown) };
  }
  return { told: { primary: { text: formatCidr(primary) }, secondary: { text: formatCidr(secondary) } } };
}

function slash30Of(text: string | undefined): Cidr | undefined {
  const cidr = cidrOf(text ?? "");
  return cidr?.length === 30 ? cidr : undefined;
}

const hasFirst = (slash30: Cidr, ip: string | undefined): boolean =>
  ip === undefined || ip.split("/")[0] === toPeeringSubnet(slash30).oracleIp;

const listed = (texts: readonly (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined).join(" and ") || "none";

function agrees(told: Told | undefined, said: string): boolean {
  if (told === undefined) return true;
  return told.text.toLowerCase() === said.toLowerCase() || (told.is !== undefined && answersTo(told.is, said));
}

const otherwise = (field: string, told: Told | undefined): Unfit => ({
  title: `${field} is told by what is there`,
  why: `It is ${told?.is?.name ?? told?.text}. Leave ${field} out: what is there already is not changed.`,
});

/** A gateway that is named and there tells its VNet. */
function vnetOfGateway({ gateway, vnet }: RequestFields, facts: NetworkFacts): RequestFields {
  if (gateway === undefined || vnet !== undefined) return {};
  const vnetId = found(lookUp(facts.azure.gateways, gateway))?.vnetId;
  return vnetId === undefined ? {} : { vnet: vnetId };
}
