import { choose } from "./choose.ts";
import { estimateCost } from "./cost.ts";
import { choosePeeringLocation } from "./peering-location.ts";
import type { PlanInput } from "./plan-input.ts";
import type { PlanQuestion } from "./question.ts";
import { reachOf } from "./reach.ts";
import { valueOr } from "./readings.ts";
import { chooseSlash30s } from "./slash30s.ts";

/** Works out, once, what the checks and the plan have in common. */
export function ask(input: PlanInput): PlanQuestion {
  const { request, environment, facts } = input;
  const choice = choose(request, environment, facts);
  const offered = valueOr(facts.azure.oracleOffer, undefined)?.peeringLocations ?? [];
  const newGatewaySku = choice.azure.gateway === undefined ? choice.azure.sku : undefined;
  const { bandwidthMbps, tier, family } = request;
  return {
    ...input,
    choice,
    slash30s: chooseSlash30s(input, choice),
    peeringLocation: choosePeeringLocation(environment, offered),
    reach: reachOf(request, facts, choice),
    cost: estimateCost({ bandwidthMbps, tier, family, newGatewaySku }, input.prices),
  };
}
