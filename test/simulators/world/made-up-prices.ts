const BANDWIDTHS_MBPS = [1000, 2000, 5000, 10_000];
const TIERS = { Local: 1, Standard: 1.2, Premium: 1.5 };
const FAMILIES = { MeteredData: 1, UnlimitedData: 4 };
const GATEWAYS = { ErGw1AZ: 200, ErGw2AZ: 400, ErGw3AZ: 800, ErGwScale: 1000 };

const CIRCUIT_PER_GBPS = 300;
const VIRTUAL_CIRCUIT_PER_GBPS = 150;

const circuits = BANDWIDTHS_MBPS.flatMap((mbps) =>
  Object.entries(TIERS).flatMap(([tier, byTier]) =>
    Object.entries(FAMILIES).map(([family, byFamily]): [string, number] => [
      `circuit/${mbps}/${tier}/${family}`,
      (mbps / 1000) * CIRCUIT_PER_GBPS * byTier * byFamily,
    ]),
  ),
);

const gateways = Object.entries(GATEWAYS).map(([size, sum]): [string, number] => [`gateway/${size}`, sum]);

const virtualCircuits = BANDWIDTHS_MBPS.map((mbps): [string, number] => [
  `virtual-circuit/${mbps}`,
  (mbps / 1000) * VIRTUAL_CIRCUIT_PER_GBPS,
]);

/** A price list for the simulated world. Every figure is invented; real prices come from the clouds' own lists. */
export const MADE_UP_PRICES = {
  currency: "GBP",
  date: "2026-11-21",
  items: Object.fromEntries([...circuits, ...gateways, ...virtualCircuits]),
};
