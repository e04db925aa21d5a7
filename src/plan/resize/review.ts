import { type Finding, worstFirst } from "../../domain/finding.ts";
import { parseGatewaySku } from "../../domain/gateway-skus.ts";
import type { Plan } from "../../domain/plan.ts";
import type { ResizeReview } from "../../domain/resize.ts";
import { trafficOfBoth } from "../../domain/traffic.ts";
import { bandwidthNotOffered } from "../checks/bandwidth.ts";
import { costFindings } from "../checks/cost.ts";
import { slowerThan } from "../checks/gateway.ts";
import { type CostOutcome, estimateCost } from "../cost.ts";
import { sameId, valueOr } from "../readings.ts";
import { accessFindings } from "./access.ts";
import { circuitFindings, virtualCircuitFindings } from "./ends.ts";
import type { ResizeInput } from "./resize-input.ts";
import { unread } from "./unread.ts";

/**
 * What giving a link more bandwidth changes, costs and meets. Pure: the same input gives the same review, so that a
 * second look before the first change can be compared with what was approved.
 */
export function reviewResize(input: ResizeInput): ResizeReview {
  const { plan, toMbps, environment, facts } = input;
  const cost = costOf(input);
  const findings: readonly Finding[] = [
    ...unread(facts),
    ...bandwidthNotOffered(toMbps, facts.networks),
    ...circuitFindings(input),
    ...virtualCircuitFindings(input),
    ...accessFindings(facts),
    ...slowerThan(toMbps, gatewayOf(input)),
    ...costFindings(environment, cost),
  ];
  return {
    readAt: facts.readAt,
    fromMbps: plan.bandwidthMbps,
    plan: resized(input, cost),
    ...(plan.cost && { costBefore: plan.cost }),
    traffic: trafficOfBoth(facts.azure.traffic, facts.oci.traffic),
    findings: worstFirst(findings),
  };
}

function costOf({ plan, toMbps, prices }: ResizeInput): CostOutcome {
  const { circuit, gateway } = plan.azure;
  const newGatewaySku = gateway.create ? gateway.sku : undefined;
  return estimateCost({ bandwidthMbps: toMbps, tier: circuit.tier, family: circuit.family, newGatewaySku }, prices);
}

function resized({ plan, toMbps, environment }: ResizeInput, outcome: CostOutcome): Plan {
  const { cost: _before, ...rest } = plan;
  return {
    ...rest,
    bandwidthMbps: toMbps,
    policyVersion: environment.policyVersion,
    ...(outcome.state === "known" && { cost: outcome.cost }),
  };
}

/** The gateway may have been given another size since it was planned. */
function gatewayOf({ plan, facts }: ResizeInput) {
  const there = valueOr(facts.networks.azure.gateways, []).find(({ id }) => sameId(id, facts.azure.ids.gateway));
  const sku = (there && parseGatewaySku(there.sku)) ?? plan.azure.gateway.sku;
  return { sku, minScaleUnits: there?.minScaleUnits };
}
