import type { Difference } from "../../domain/adoption.ts";
import { oracleAsnOf } from "../../domain/asn.ts";
import { parseBandwidthShape } from "../../domain/bandwidth.ts";
import { cidrOf, contains, uncovered } from "../../domain/cidr.ts";
import type { Plan } from "../../domain/plan.ts";
import type { PlanQuestion } from "../question.ts";
import { azurePrefixesOf } from "../reach.ts";
import { sameId } from "../readings.ts";
import type { Parts, WholeLink } from "./link-parts.ts";

/** What is there of a link; of what is still to be made nothing differs. */
type There = Pick<WholeLink, "circuit"> & Partial<Parts>;

/** What the bot would have planned otherwise, by the environment's own defaults and the rules of its plan. */
export function differencesOf(plan: Plan, question: PlanQuestion, link: There): readonly Difference[] {
  return [...ofCircuit(plan, question, link), ...ofAddresses(plan, question, link), ...ofRoutes(plan, link)];
}

type Held = readonly [what: string, found: string, planned: string | undefined];

const differing = (all: readonly Held[]): readonly Difference[] =>
  all.flatMap(([what, found, planned]) =>
    planned === undefined || found === planned ? [] : [{ what, found, planned }],
  );

const switched = (on: boolean): string => (on ? "on" : "off");

function ofCircuit({ azure, bandwidthMbps }: Plan, { environment, peeringLocation }: PlanQuestion, link: There) {
  const { defaults } = environment;
  const { virtualCircuit, connection } = link;
  const group = environment.azure.resourceGroup;
  const oracleMbps = parseBandwidthShape(virtualCircuit?.bandwidthShape ?? "");
  return differing([
    ["Bandwidth in OCI", `${oracleMbps ?? "unknown"} Mbps`, virtualCircuit && `${bandwidthMbps} Mbps`],
    ["Circuit tier", azure.circuit.tier, defaults.tier],
    ["Billing", azure.circuit.family, defaults.family],
    ["Peering location", link.circuit.peeringLocation, peeringLocation],
    ["Resource group", azure.resourceGroup.name, sameId(group, azure.resourceGroup.name) ? undefined : group],
    ["Gateway size", azure.gateway.sku, azure.gateway.create ? undefined : defaults.gatewaySku],
    ["FastPath", switched(azure.connection.fastPath), connection && switched(false)],
  ]);
}

function ofAddresses(plan: Plan, { environment }: PlanQuestion, { circuit, virtualCircuit }: There) {
  const asn = String(oracleAsnOf(plan.oci.region));
  const pool = cidrOf(environment.peeringPool);
  const outside = [plan.primary.cidr, plan.secondary.cidr].filter((text) => {
    const cidr = cidrOf(text);
    return pool !== undefined && cidr !== undefined && !contains(pool, cidr);
  });
  return [
    ...differing([
      ["Oracle's ASN in Azure", String(circuit.peering?.peerAsn ?? "unknown"), circuit.peering && asn],
      ["Oracle's ASN in OCI", String(virtualCircuit?.oracleAsn ?? asn), asn],
    ]),
    ...outside.map((found) => ({ what: "BGP addresses", found, planned: `a /30 of ${environment.peeringPool}` })),
  ];
}

function ofRoutes(plan: Plan, { routeTables = [], drg }: There): readonly Difference[] {
  const wanted = azurePrefixesOf(plan);
  return routeTables.flatMap(({ displayName, rules }) => {
    const routed = rules.filter(({ networkEntityId }) => sameId(networkEntityId, drg?.id));
    const lacking = uncovered(
      wanted,
      routed.map(({ destination }) => destination),
    );
    return lacking.map((prefix) => ({
      what: `Route rules of ${displayName}`,
      found: `none to ${prefix}`,
      planned: "one over the DRG",
    }));
  });
}
