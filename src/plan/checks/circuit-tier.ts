import { geopoliticalRegionOf } from "../../domain/azure-places.ts";
import type { Finding } from "../../domain/finding.ts";
import { azureLocationName, normaliseLocation } from "../../domain/region-pairs.ts";
import { blocking, type PlanCheck, type PlanQuestion, warning } from "../question.ts";

/**
 * The circuit's tier reaches the VNet's region: Local only the one beside the peering location, Standard the same
 * geopolitical region, Premium all.
 */
export const circuitTierCheck: PlanCheck = {
  id: "circuit-tier",
  title: "The circuit's tier reaches the VNet's region",
  run(question) {
    const { request, environment, choice } = question;
    const here = normaliseLocation(environment.azure.location);
    const there = normaliseLocation(choice.azure.location);
    if (here === there || request.tier === "Premium") return [];
    if (request.tier === "Local") return [outOfReach(question, "only the region beside its peering location")];
    const [one, other] = [geopoliticalRegionOf(here), geopoliticalRegionOf(there)];
    if (one === undefined || other === undefined) return [unsure(question)];
    return one === other ? [] : [outOfReach(question, `the regions of ${one}`)];
  },
};

function outOfReach({ request, choice, environment }: PlanQuestion, reaches: string): Finding {
  return blocking({
    code: "tier-does-not-reach",
    side: "azure",
    field: "tier",
    cause: `A ${request.tier} circuit reaches ${reaches}; the VNet is in ${azureLocationName(choice.azure.location)}.`,
    evidence: [`VNet: ${choice.azure.location}`, `environment: ${environment.azure.location}`, `tier: ${request.tier}`],
    remedy: "Take a tier that reaches it (Premium reaches every region), or a VNet near the peering location.",
    owner: "requester",
  });
}

function unsure({ choice, environment }: PlanQuestion): Finding {
  return warning({
    code: "tier-reach-unsure",
    side: "azure",
    field: "tier",
    cause: `Whether a Standard circuit reaches ${azureLocationName(choice.azure.location)} is not known to the bot.`,
    evidence: [`VNet: ${choice.azure.location}`, `environment: ${environment.azure.location}`],
    remedy: "Check Microsoft's list of geopolitical regions, or take Premium.",
    owner: "network team",
  });
}
