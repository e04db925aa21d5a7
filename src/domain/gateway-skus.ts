import type { GatewaySku } from "./plan.ts";

/**
 * What each size of ExpressRoute gateway can do.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
 */
export interface GatewaySkuFacts {
  readonly sku: GatewaySku;
  /** Throughput in Mbps; of ErGwScale, that of one scale unit. */
  readonly throughputMbps: number;
  readonly fastPath: "never" | "always" | "from-10-units";
  /** Sizes without zone support cannot be created any more, only brought. */
  readonly zoneRedundant: boolean;
  /** How many circuits one gateway of this size can serve. */
  readonly maxCircuits: number;
}

export const gatewaySkus: Readonly<Record<GatewaySku, GatewaySkuFacts>> = {
  Standard: { sku: "Standard", throughputMbps: 1000, fastPath: "never", zoneRedundant: false, maxCircuits: 4 },
  HighPerformance: {
    sku: "HighPerformance",
    throughputMbps: 2000,
    fastPath: "never",
    zoneRedundant: false,
    maxCircuits: 8,
  },
  UltraPerformance: {
    sku: "UltraPerformance",
    throughputMbps: 10_000,
    fastPath: "always",
    zoneRedundant: false,
    maxCircuits: 16,
  },
  ErGw1AZ: { sku: "ErGw1AZ", throughputMbps: 1000, fastPath: "never", zoneRedundant: true, maxCircuits: 4 },
  ErGw2AZ: { sku: "ErGw2AZ", throughputMbps: 2000, fastPath: "never", zoneRedundant: true, maxCircuits: 8 },
  ErGw3AZ: { sku: "ErGw3AZ", throughputMbps: 10_000, fastPath: "always", zoneRedundant: true, maxCircuits: 16 },
  ErGwScale: { sku: "ErGwScale", throughputMbps: 1000, fastPath: "from-10-units", zoneRedundant: true, maxCircuits: 4 },
};

/** Scale units from which ErGwScale can do FastPath. */
const FAST_PATH_SCALE_UNITS = 10;

/** Azure compares sizes without case (`ErGw1Az`, `ErGw1AZ`); undefined for a size nobody told us about. */
export function parseGatewaySku(text: string): GatewaySku | undefined {
  const wanted = text.trim().toLowerCase();
  return Object.values(gatewaySkus).find(({ sku }) => sku.toLowerCase() === wanted)?.sku;
}

/** Sizes that can be created, smallest first. */
export const creatableSkus: readonly GatewaySku[] = ["ErGw1AZ", "ErGw2AZ", "ErGw3AZ"];

/** Throughput in Mbps; `scaleUnits` counts for ErGwScale only, one when unknown. */
export function throughputMbpsOf(sku: GatewaySku, scaleUnits = 1): number {
  const { throughputMbps } = gatewaySkus[sku];
  return sku === "ErGwScale" ? throughputMbps * scaleUnits : throughputMbps;
}

/** Whether a gateway of this size, never shrinking below `minScaleUnits`, can do FastPath. */
export function allowsFastPath(sku: GatewaySku, minScaleUnits: number | undefined): boolean {
  const { fastPath } = gatewaySkus[sku];
  if (fastPath === "from-10-units") return (minScaleUnits ?? 1) >= FAST_PATH_SCALE_UNITS;
  return fastPath === "always";
}
