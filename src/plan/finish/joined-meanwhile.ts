import type { Finding } from "../../domain/finding.ts";
import type { NetworkFacts } from "../../domain/network-facts.ts";
import type { InterconnectRequest, Plan } from "../../domain/plan.ts";
import { unlessAccepted, warning } from "../question.ts";
import { sameId, valueOr } from "../readings.ts";
import { spokesOf } from "../spokes.ts";

/** Half of a link, and who may have found it before the rest is made. */
export interface HalfBuilt {
  readonly plan: Plan;
  /** Ids of what is there, by the step that made it. */
  readonly made: Readonly<Record<string, string>>;
}

/** A plan counts on nobody else being on what it makes; of what stands already, others may have made use. */
export function joinedMeanwhile(
  half: HalfBuilt,
  facts: NetworkFacts,
  request: InterconnectRequest,
): readonly Finding[] {
  return [...onDrg(half, facts, request), ...onVnet(half, facts)];
}

function onDrg({ plan, made }: HalfBuilt, { oci }: NetworkFacts, request: InterconnectRequest): readonly Finding[] {
  const drgId = made["oci.drg"];
  const own = [...Object.values(made), plan.oci.vcn.id, plan.takes?.virtualCircuitId];
  const isOwn = (id: string | undefined): boolean => own.some((one) => sameId(one, id));
  const others = valueOr(oci.drgUses, [])
    .filter((use) => sameId(use.drgId, drgId))
    .flatMap(({ attachments }) => attachments)
    .filter(({ id, networkId, lifecycleState }) => lifecycleState !== "DETACHED" && !isOwn(id) && !isOwn(networkId));
  if (others.length === 0) return [];
  return [
    unlessAccepted(request, {
      code: "shared-drg-exposes-others",
      side: "oci",
      field: "drg",
      cause: `Others have attached to the new DRG ${plan.oci.drg.name} meanwhile: Azure and they would reach each other too.`,
      evidence: others.map(({ type, networkId, id }) => `${type} ${networkId ?? id}`),
      remedy: "Detach them, or keep them out with the DRG's route tables.",
      owner: "network team",
    }),
  ];
}

function onVnet({ plan, made }: HalfBuilt, { azure }: NetworkFacts): readonly Finding[] {
  const vnets = valueOr(azure.vnets, []);
  const vnet = vnets.find(({ id }) => sameId(id, made["azure.vnet"]));
  const spokes = vnet === undefined ? [] : spokesOf(vnet, vnets);
  if (spokes.length === 0) return [];
  return [
    warning({
      code: "spokes-joined",
      side: "azure",
      field: "vnet",
      cause: `Others use the gateway of the new VNet ${plan.azure.vnet.name} by now: Azure will show OCI their addresses too.`,
      evidence: spokes.map(({ name, prefixes }) => `${name}: ${prefixes.join(", ") || "addresses not readable"}`),
      remedy: "Nothing to do if it is meant so. The bot makes no routes to them.",
      owner: "network team",
    }),
  ];
}
