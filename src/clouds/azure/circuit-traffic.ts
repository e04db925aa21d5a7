import { z } from "zod";
import { InterconnectError } from "../../domain/errors.ts";
import { DAY_MS, type TrafficFacts, type TrafficPoint, type TrafficPoints, trafficOf } from "../../domain/traffic.ts";
import { toReading } from "../to-reading.ts";
import type { ArmClient } from "./arm-client.ts";

const metricsVersion = "2023-10-01";

const answer = z.object({
  value: z.array(
    z.object({
      name: z.object({ value: z.string() }),
      timeseries: z.array(
        z.object({ data: z.array(z.object({ timeStamp: z.string(), average: z.number().optional() })) }),
      ),
    }),
  ),
});

type Metrics = z.infer<typeof answer>["value"];

/**
 * What went over a circuit in the last day, in points of five minutes. In is towards Azure.
 *
 * @see https://learn.microsoft.com/azure/expressroute/monitor-expressroute-reference#metrics
 * @see https://learn.microsoft.com/rest/api/monitor/metrics/list
 */
export async function readCircuitTraffic(arm: ArmClient, circuitId: string): Promise<TrafficFacts> {
  const now = (): number => arm.clock.now();
  return trafficOf(await toReading(now, () => readPoints(arm, circuitId, now())), "Azure");
}

async function readPoints(arm: ArmClient, circuitId: string, now: number): Promise<TrafficPoints> {
  const query = new URLSearchParams({
    metricnames: "BitsInPerSecond,BitsOutPerSecond",
    timespan: `${new Date(now - DAY_MS).toISOString()}/${new Date(now).toISOString()}`,
    interval: "PT5M",
    aggregation: "Average",
  });
  const target = `${circuitId}/providers/Microsoft.Insights/metrics?${query.toString()}`;
  const { body } = await arm.send({ method: "GET", target, apiVersion: metricsVersion });
  const metrics = answer.safeParse(body);
  if (!metrics.success) throw unreadable(metrics.error);
  const { value } = metrics.data;
  return { toAzure: pointsOf(value, "BitsInPerSecond"), toOci: pointsOf(value, "BitsOutPerSecond") };
}

/** A point without an average is a time in which nothing was measured. */
function pointsOf(metrics: Metrics, metric: string): readonly TrafficPoint[] {
  const series = metrics.filter(({ name }) => name.value === metric).flatMap(({ timeseries }) => timeseries);
  return series
    .flatMap(({ data }) => data)
    .flatMap(({ timeStamp, average }) => (average === undefined ? [] : [{ at: Date.parse(timeStamp), bps: average }]));
}

function unreadable(cause: unknown): InterconnectError {
  return new InterconnectError({
    code: "CloudAnswerUnreadable",
    kind: "transient",
    message: "Azure Monitor's answer does not hold the metrics that were asked for.",
    details: { side: "azure" },
    cause,
  });
}
