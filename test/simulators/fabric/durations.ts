import type { LognormalShape, Rng } from "../kit/rng.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Usual extends LognormalShape {
  /** Where the figure is from; "assumed" when no source gives one. */
  readonly source: string;
}

const seconds = (median: number, source: string): Usual => ({
  medianMs: median * SECOND,
  sigma: 0.2,
  minMs: SECOND,
  source,
});

const minutes = (median: number, least: number, most: number, source: string): Usual => ({
  medianMs: median * MINUTE,
  sigma: 0.3,
  minMs: least * MINUTE,
  maxMs: most * MINUTE,
  source,
});

const RECORDED = "recorded Azure sessions of 2020 and 2023";
const ASSUMED = "assumed";

/** How long everything in both clouds usually takes. Each name is drawn once per seed, before a run. */
export const USUAL_DURATIONS = {
  "azure.resource-group.delete": seconds(30, RECORDED),
  "azure.circuit.create": seconds(90, RECORDED),
  "azure.circuit.update": seconds(11, RECORDED),
  "azure.circuit.delete": seconds(10, RECORDED),
  "azure.virtual-network.write": seconds(3, RECORDED),
  "azure.virtual-network.delete": seconds(10, ASSUMED),
  "azure.subnet.write": seconds(4, ASSUMED),
  "azure.subnet.delete": seconds(10, ASSUMED),
  "azure.public-ip.write": seconds(2, RECORDED),
  "azure.public-ip.delete": seconds(10, ASSUMED),
  "azure.gateway.create": minutes(27, 15, 45, "Microsoft Learn: often 45 minutes or more"),
  "azure.gateway.update": minutes(5, 2, 30, "Microsoft Learn: scaling takes up to 30 minutes"),
  "azure.gateway.delete": minutes(10, 5, 20, ASSUMED),
  "azure.connection.create": minutes(2, 1, 5, ASSUMED),
  "azure.connection.update": seconds(30, ASSUMED),
  "azure.connection.delete": minutes(1.5, 1, 5, ASSUMED),
  "azure.lookup.arp": seconds(6, ASSUMED),
  "azure.lookup.routes": seconds(6, ASSUMED),
  "azure.lookup.routes-summary": seconds(6, ASSUMED),
  "azure.lookup.gateway": seconds(10, ASSUMED),
  /** Virtual circuit asked for -> Azure shows Provisioning. */
  "azure.provider.provisioning": seconds(20, ASSUMED),
  /** Virtual circuit PROVISIONED -> Azure shows Provisioned. */
  "azure.provider.provisioned": minutes(2, 0.5, 5, "Oracle: within a few minutes"),
  /** Azure shows Provisioned -> Azure shows the private peering. */
  "azure.provider.peering": seconds(15, ASSUMED),
  /** Virtual circuit TERMINATED -> Azure shows NotProvisioned. */
  "azure.provider.deprovisioned": minutes(3, 1, 8, "oci-azure-interconnect issue 8: a few minutes"),
  "bgp.primary": minutes(1.5, 1, 3, "lab notes: 60 to 120 s, hold time 180 s"),
  "bgp.secondary": minutes(1.5, 1, 3, "lab notes: 60 to 120 s, hold time 180 s"),
  /** A prefix announced by one cloud -> learnt by the other. */
  "route.propagation": seconds(5, ASSUMED),
  "oci.network.write": seconds(5, ASSUMED),
  "oci.network.delete": seconds(5, ASSUMED),
  "oci.route-table.update": seconds(2, ASSUMED),
  "oci.drg.create": seconds(20, ASSUMED),
  "oci.drg.delete": seconds(20, ASSUMED),
  "oci.drg-attachment.create": seconds(25, ASSUMED),
  "oci.drg-attachment.delete": seconds(25, ASSUMED),
  /** Virtual circuit asked for -> PENDING_PROVIDER is over. */
  "oci.virtual-circuit.accepted": seconds(20, ASSUMED),
  /** Virtual circuit asked for -> PROVISIONED. */
  "oci.virtual-circuit.create": minutes(4, 2, 10, ASSUMED),
  "oci.virtual-circuit.update": minutes(2, 1, 5, ASSUMED),
  "oci.virtual-circuit.delete": minutes(2, 1, 5, ASSUMED),
} as const satisfies Readonly<Record<string, Usual>>;

export type DurationName = keyof typeof USUAL_DURATIONS;

/** The durations of one run, in virtual ms. */
export type Durations = Readonly<Record<DurationName, number>>;

const NAMES = Object.keys(USUAL_DURATIONS).filter((name): name is DurationName => name in USUAL_DURATIONS);

/** Draws every duration of a run. The draw of a name depends on seed and name alone. */
export const drawDurations = (rng: Rng, fixed: Partial<Durations> = {}): Durations => {
  const drawn: Partial<Record<DurationName, number>> = {};
  for (const name of NAMES) drawn[name] = fixed[name] ?? rng.lognormal(name, USUAL_DURATIONS[name]);
  return complete(drawn);
};

const isComplete = (drawn: Partial<Durations>): drawn is Durations => NAMES.every((name) => drawn[name] !== undefined);

const complete = (drawn: Partial<Durations>): Durations => {
  if (!isComplete(drawn)) throw new RangeError("a duration is missing");
  return drawn;
};
