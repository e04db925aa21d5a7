import { z } from "zod";
import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { parseBody } from "./body.ts";
import type { OciCloud } from "./cloud.ts";
import { ServiceError } from "./service-error.ts";

/** The version prefix of the monitoring service. */
export const monitoringPath = "/20180401";

const NAMESPACE = "oci_fastconnect";
const THREE_HOURS_MS = 3 * 3_600_000;
const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

const summarizeDetails = z.strictObject({
  namespace: z.string().min(1),
  query: z.string().min(1),
  startTime: z.iso.datetime().exactOptional(),
  endTime: z.iso.datetime().exactOptional(),
  resolution: z.string().exactOptional(),
});

/** The part of the query language that names one metric of one resource. */
const QUERY =
  /^(?<metric>\w+)\[(?<count>\d+)(?<unit>[mhd])\]\{resourceId = "(?<id>[^"]+)"\}\.(?<statistic>sum|mean)\(\)$/u;

interface Question {
  readonly metric: string;
  readonly intervalMs: number;
  readonly id: string;
  readonly statistic: string;
}

const questionOf = (query: string): Question => {
  const groups = QUERY.exec(query)?.groups;
  if (groups === undefined) throw new ServiceError("InvalidParameter", `The query ${query} is not understood.`);
  const { metric = "", count = "", unit = "", id = "", statistic = "" } = groups;
  return { metric, intervalMs: Number(count) * (unitsMs[unit] ?? 0), id, statistic };
};

/** One interval's worth of a metric; undefined for one that is not simulated. */
const valueOf = ({ metric, intervalMs, statistic }: Question, flow: { toAzureBps: number; toOciBps: number }) => {
  const rates: Readonly<Record<string, number>> = { BitsReceived: flow.toOciBps, BitsSent: flow.toAzureBps };
  const rate = rates[metric];
  return rate === undefined || statistic !== "sum" ? rate : (rate * intervalMs) / 1_000;
};

/** The simulator keeps no history: every interval since the link is up shows the traffic of now. */
const pointsOf = (cloud: OciCloud, asked: Question, fromMs: number, toMs: number) => {
  const flow = cloud.virtualCircuits.peek(asked.id) && cloud.fabric.ociView(asked.id)?.traffic;
  const value = flow && valueOf(asked, flow);
  if (flow === undefined || value === undefined) return [];
  const first = Math.ceil(Math.max(fromMs, flow.sinceMs) / asked.intervalMs) * asked.intervalMs;
  const count = Math.max(0, Math.floor((toMs - first) / asked.intervalMs) + 1);
  return Array.from({ length: count }, (_one, index) => ({
    timestamp: new Date(first + index * asked.intervalMs).toISOString(),
    value,
  }));
};

const summarize = (cloud: OciCloud, { query, raw }: SimRequest): SimReply => {
  const compartmentId = cloud.compartmentOf(query);
  const details = parseBody(summarizeDetails, raw);
  const asked = questionOf(details.query);
  const toMs = details.endTime === undefined ? cloud.world.clock.now() : Date.parse(details.endTime);
  const fromMs = details.startTime === undefined ? toMs - THREE_HOURS_MS : Date.parse(details.startTime);
  const aggregatedDatapoints = details.namespace === NAMESPACE ? pointsOf(cloud, asked, fromMs, toMs) : [];
  if (aggregatedDatapoints.length === 0) return { status: 200, body: [] };
  const { id: resourceId, metric: name } = asked;
  const resourceName = cloud.virtualCircuits.peek(resourceId)?.displayName ?? "";
  const dimensions = { resourceId, resourceName };
  const series = { namespace: NAMESPACE, compartmentId, name, dimensions, metadata: { unit: "bits" } };
  return { status: 200, body: [{ ...series, aggregatedDatapoints }] };
};

/**
 * The metrics of a virtual circuit. No traffic was measured where there is none: the answer is then an empty list.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/monitoring/20180401/MetricData/SummarizeMetricsData
 */
export const monitoringRoutes = (cloud: OciCloud): readonly Route[] => [
  {
    method: "POST",
    path: "/metrics/actions/summarizeMetricsData",
    handler: (request) => summarize(cloud, request),
  },
];
