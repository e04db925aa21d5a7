import { LINK_PATHS, type LinkPath } from "../fabric/world-faults.ts";
import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { badRequest, problemReply, resourceNotFound } from "./arm-problem.ts";
import type { AzureCloud } from "./cloud.ts";
import { circuitView } from "./peering.ts";
import type { ArmResource } from "./store.ts";

const MOST_POINTS = 1_440;
const GRAINS_MS: Readonly<Record<string, number>> = { PT1M: 60_000, PT5M: 300_000, PT1H: 3_600_000 };
const PEER_NAMES: Readonly<Record<LinkPath, string>> = { primary: "Primary", secondary: "Secondary" };

const isAvailable = (cloud: AzureCloud, circuit: ArmResource, metric: string, path: LinkPath): boolean => {
  const view = circuitView(cloud, circuit);
  if (metric === "BgpAvailability") return view?.bgpUp[path] ?? false;
  const onPrem = view?.arp(path).find((row) => row.interface === "On-Prem");
  return onPrem !== undefined && onPrem.macAddress !== "Incomplete";
};

const point = (ms: number, average: number) => ({ timeStamp: new Date(ms).toISOString(), average });

/** The simulator keeps no history: every point of the time asked for shows the state of now. */
const availability = (cloud: AzureCloud, circuit: ArmResource, metric: string, times: readonly number[]) =>
  LINK_PATHS.map((path) => ({
    metadatavalues: [{ name: { value: "peer", localizedValue: "peer" }, value: PEER_NAMES[path] }],
    data: times.map((ms) => point(ms, isAvailable(cloud, circuit, metric, path) ? 100 : 0)),
  }));

/** Measured since a session of the link is up, and not at all before. */
const rate = (cloud: AzureCloud, circuit: ArmResource, metric: string, times: readonly number[]) => {
  const flow = circuitView(cloud, circuit)?.traffic;
  if (!flow) return [];
  const average = metric === "BitsInPerSecond" ? flow.toAzureBps : flow.toOciBps;
  return [{ metadatavalues: [], data: times.filter((ms) => ms >= flow.sinceMs).map((ms) => point(ms, average)) }];
};

interface MetricKind {
  readonly unit: string;
  readonly series: typeof availability | typeof rate;
}

const percent: MetricKind = { unit: "Percent", series: availability };
const perSecond: MetricKind = { unit: "CountPerSecond", series: rate };
const KINDS: Readonly<Record<string, MetricKind>> = {
  ArpAvailability: percent,
  BgpAvailability: percent,
  BitsInPerSecond: perSecond,
  BitsOutPerSecond: perSecond,
};

const timesOf = (timespan: string, grainMs: number): readonly number[] => {
  const [from = 0, to = 0] = timespan.split("/").map((one) => Date.parse(one));
  const first = Math.ceil(from / grainMs);
  const count = Math.max(0, Math.min(MOST_POINTS, Math.floor(to / grainMs) - first));
  return Array.from({ length: count }, (_one, index) => (first + index) * grainMs);
};

const metrics = (cloud: AzureCloud, request: SimRequest): SimReply => {
  const id = `/${request.param("resource")}`;
  const circuit = cloud.store.get(id);
  if (!circuit) return problemReply(resourceNotFound("expressRouteCircuits", id.split("/").at(-1) ?? "", ""));
  const timespan = request.query.get("timespan") ?? "";
  const names = (request.query.get("metricnames") ?? "ArpAvailability").split(",");
  const interval = request.query.get("interval") ?? "PT1M";
  const grainMs = GRAINS_MS[interval];
  const unknown = names.find((name) => !(name in KINDS));
  if (grainMs === undefined) return problemReply(badRequest("BadRequest", `Invalid time grain: ${interval}.`));
  if (unknown !== undefined)
    return problemReply(badRequest("BadRequest", `Failed to find metric configuration for metric: ${unknown}.`));
  const times = timesOf(timespan, grainMs);
  return {
    status: 200,
    body: {
      cost: 0,
      timespan,
      interval,
      namespace: "Microsoft.Network/expressRouteCircuits",
      resourceregion: circuit.location,
      value: names.map((name) => ({
        id: `${circuit.id}/providers/Microsoft.Insights/metrics/${name}`,
        type: "Microsoft.Insights/metrics",
        name: { value: name, localizedValue: name },
        unit: KINDS[name]?.unit ?? "",
        timeseries: KINDS[name]?.series(cloud, circuit, name, times) ?? [],
      })),
    },
  };
};

/** Availability of a circuit, split by peer, and what goes over it. */
export const metricRoutes = (cloud: AzureCloud): readonly Route[] => [
  {
    method: "GET",
    path: "/:resource*/providers/Microsoft.Insights/metrics",
    handler: (request) => metrics(cloud, request),
  },
];
