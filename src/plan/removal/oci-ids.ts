import type { JsonObject } from "../../domain/json.ts";
import type { Reading } from "../../domain/link-facts.ts";
import type { OciNetworkFacts } from "../../domain/network-facts.ts";
import type { Plan, PlannedResource } from "../../domain/plan.ts";
import type { OciRemovalIds } from "../../domain/removal-facts.ts";
import { sameId, valueOr } from "../readings.ts";

type Built = Readonly<Record<string, JsonObject>>;

/**
 * The OCIDs of everything a plan uses in OCI: from the plan, from what its steps made, or by their names, which are
 * nobody else's.
 */
export function ociIdsOf({ oci }: Plan, built: Built, facts: OciNetworkFacts): OciRemovalIds {
  const made = (step: string, output: string): string | undefined => {
    const id = built[step]?.[output];
    return typeof id === "string" ? id : undefined;
  };
  const vcn = oci.vcn.id ?? made("oci.vcn", "vcnId") ?? byName(facts.vcns, oci.vcn);
  const drg = oci.drg.id ?? made("oci.drg", "drgId") ?? byName(facts.drgs, oci.drg);
  const virtualCircuit =
    made("oci.virtual-circuit", "virtualCircuitId") ?? byName(facts.virtualCircuits, oci.virtualCircuit);
  const subnet = made("oci.subnet", "subnetId") ?? subnetOf(facts, vcn, oci.subnet);
  const attachment = oci.attachment.id ?? made("oci.drg-attachment", "attachmentId") ?? attachmentOf(facts, vcn, drg);
  return { vcn, drg, virtualCircuit, subnet, attachment };
}

type Named = Reading<readonly { readonly id: string; readonly name: string }[]>;

function byName(list: Named, { name }: Pick<PlannedResource, "name">): string | undefined {
  return valueOr(list, []).find((one) => one.name === name)?.id;
}

function subnetOf(
  { subnets }: OciNetworkFacts,
  vcn: string | undefined,
  planned: Plan["oci"]["subnet"],
): string | undefined {
  if (vcn === undefined || planned === undefined) return undefined;
  return (valueOr(subnets, {})[vcn] ?? []).find(({ name }) => name === planned.name)?.id;
}

function attachmentOf({ vcnAttachments }: OciNetworkFacts, vcn: string | undefined, drg: string | undefined) {
  return valueOr(vcnAttachments, []).find(({ networkId, drgId }) => sameId(networkId, vcn) && sameId(drgId, drg))?.id;
}
