import { bandwidths } from "../../domain/bandwidth.ts";
import type { CircuitFacts } from "../../domain/link-facts.ts";
import type { BandwidthMbps, CircuitFamily, CircuitTier } from "../../domain/plan.ts";
import type { Unfit } from "./unfit.ts";

/** What a circuit is sold as, in the words of a request. */
export interface CircuitKind {
  readonly bandwidthMbps: BandwidthMbps;
  readonly tier: CircuitTier;
  readonly family: CircuitFamily;
}

const tiers: readonly CircuitTier[] = ["Standard", "Premium", "Local"];
const families: readonly CircuitFamily[] = ["MeteredData", "UnlimitedData"];

export function circuitKindOf(circuit: CircuitFacts): CircuitKind | Unfit {
  const bandwidthMbps = bandwidths.find((sold) => sold === circuit.bandwidthMbps);
  const tier = tiers.find((one) => one === circuit.skuTier);
  const family = families.find((one) => one === circuit.skuFamily);
  if (bandwidthMbps !== undefined && tier !== undefined && family !== undefined) return { bandwidthMbps, tier, family };
  return strange(
    "The circuit is of a kind that this bot does not know",
    `It has ${circuit.bandwidthMbps} Mbps, tier ${circuit.skuTier}, family ${circuit.skuFamily}.`,
  );
}

/** Something that no plan of the bot could say. */
export const strange = (title: string, why: string): Unfit => ({
  title,
  why: `${why} Only links that the bot could have planned can be adopted.`,
});
