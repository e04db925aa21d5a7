import type { BandwidthMbps, CircuitFamily, CircuitTier, CostEstimate, GatewaySku } from "../domain/plan.ts";

/**
 * The operator's price file. Prices come from here or are said to be unknown; none is ever written into code. Sums a
 * month, at list price, by key: `circuit/<Mbps>/<tier>/<family>`, `gateway/<size>`, `virtual-circuit/<Mbps>`.
 */
export interface PriceFile {
  /** Three letters, such as `EUR`. */
  readonly currency: string;
  /** The day the prices were looked up, `YYYY-MM-DD`. */
  readonly date: string;
  readonly items: Readonly<Record<string, number>>;
}

/** What has a price in an interconnect. */
export interface Billed {
  readonly bandwidthMbps: BandwidthMbps;
  readonly tier: CircuitTier;
  readonly family: CircuitFamily;
  /** Present when a gateway is made; a brought one costs nothing more. */
  readonly newGatewaySku: GatewaySku | undefined;
}

/** The estimate, or which prices are missing for one. */
export type CostOutcome =
  | { readonly state: "known"; readonly cost: CostEstimate }
  | { readonly state: "unknown"; readonly missing: readonly string[] };

/** Adds up a month at list price, traffic not included. One missing price makes the sum unknown. */
export function estimateCost(billed: Billed, prices: PriceFile | undefined): CostOutcome {
  if (prices === undefined) return { state: "unknown", missing: ["a price file"] };
  const lines = linesOf(billed).map(({ name, key }) => ({ name, key, perMonth: prices.items[key] }));
  const items = lines.flatMap(({ name, perMonth }) => (perMonth === undefined ? [] : [{ name, perMonth }]));
  if (items.length < lines.length) {
    return { state: "unknown", missing: lines.filter((line) => line.perMonth === undefined).map(({ key }) => key) };
  }
  const perMonth = cents(items.reduce((sum, item) => sum + item.perMonth, 0));
  return { state: "known", cost: { currency: prices.currency, perMonth, pricesOf: prices.date, items } };
}

interface CostLine {
  readonly name: string;
  readonly key: string;
}

function linesOf({ bandwidthMbps, tier, family, newGatewaySku }: Billed): readonly CostLine[] {
  const gbps = `${bandwidthMbps / 1000} Gbps`;
  const billing = family === "MeteredData" ? "metered" : "unlimited";
  return [
    { name: `Circuit ${gbps}, ${tier}, ${billing}`, key: `circuit/${bandwidthMbps}/${tier}/${family}` },
    ...(newGatewaySku === undefined ? [] : [{ name: `Gateway ${newGatewaySku}`, key: `gateway/${newGatewaySku}` }]),
    { name: `Virtual circuit ${gbps}`, key: `virtual-circuit/${bandwidthMbps}` },
  ];
}

function cents(sum: number): number {
  return Math.round(sum * 100) / 100;
}
