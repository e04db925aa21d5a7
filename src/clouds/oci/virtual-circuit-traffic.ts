import { z } from "zod";
import { DAY_MS, type TrafficFacts, type TrafficPoint, trafficOf } from "../../domain/traffic.ts";
import { toReading } from "../to-reading.ts";
import type { OciApi } from "./oci-api.ts";

const apiVersion = "20180401";
const INTERVAL_S = 300;

const answer = z.array(
  z.object({ aggregatedDatapoints: z.array(z.object({ timestamp: z.string(), value: z.number() })) }),
);

/**
 * What went over a virtual circuit in the last day, in points of five minutes. Received is towards OCI.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Reference/fastconnectmetrics.htm
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/monitoring/20180401/MetricData/SummarizeMetricsData
 */
export async function readVirtualCircuitTraffic(
  api: OciApi,
  virtualCircuitId: string,
  now: () => number,
): Promise<TrafficFacts> {
  const points = await toReading(now, async () => {
    const [toOci, toAzure] = await Promise.all([
      readBits(api, "BitsReceived", virtualCircuitId, now()),
      readBits(api, "BitsSent", virtualCircuitId, now()),
    ]);
    return { toOci, toAzure };
  });
  return trafficOf(points, "Oracle");
}

async function readBits(
  { http, monitoring, compartmentId }: OciApi,
  metric: string,
  virtualCircuitId: string,
  now: number,
): Promise<readonly TrafficPoint[]> {
  const { sdk } = await import("./sdk.ts");
  const request = await sdk.composeRequest({
    baseEndpoint: `${monitoring}/${apiVersion}`,
    path: "/metrics/actions/summarizeMetricsData",
    method: "POST",
    defaultHeaders: {},
    queryParams: { compartmentId },
    headerParams: { "Content-Type": "application/json" },
    bodyContent: JSON.stringify({
      namespace: "oci_fastconnect",
      query: `${metric}[5m]{resourceId = "${virtualCircuitId}"}.sum()`,
      startTime: new Date(now - DAY_MS).toISOString(),
      endTime: new Date(now).toISOString(),
    }),
  });
  const series = await http.call(async () => {
    const response = await http.send(request, false, "Monitoring", "summarizeMetricsData");
    return answer.parse(await response.json());
  });
  return series
    .flatMap(({ aggregatedDatapoints }) => aggregatedDatapoints)
    .map(({ timestamp, value }) => ({ at: Date.parse(timestamp), bps: value / INTERVAL_S }));
}
