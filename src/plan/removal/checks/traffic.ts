import type { Finding } from "../../../domain/finding.ts";
import type { Reading } from "../../../domain/link-facts.ts";
import type { TrafficRates } from "../../../domain/traffic.ts";
import { rateWords } from "../../../domain/traffic.ts";
import { warning } from "../../question.ts";
import type { RemovalCheck, RemovalQuestion } from "../question.ts";

/** BGP and BFD of both sessions alone stay below this, in bits per second. */
const QUIET_BPS = 10_000;

/** Nothing but the sessions themselves went over the link in the last hour. */
export const trafficCheck: RemovalCheck = {
  id: "traffic",
  title: "No traffic flowed in the last hour",
  run({ carried, traffic }) {
    if (!carried) return [];
    const { lastHour } = traffic;
    if (!lastHour.known) return [unknown(lastHour.why)];
    const { toAzureBps, toOciBps } = lastHour.value;
    return Math.max(toAzureBps, toOciBps) < QUIET_BPS ? [] : [flowing(traffic)];
  },
};

function flowing({ lastHour, lastDay }: RemovalQuestion["traffic"]): Finding {
  return warning({
    code: "traffic-flowing",
    side: "both",
    cause: "Traffic flowed over this link in the last hour; it stops with the removal.",
    evidence: [`last hour: ${wordsOf(lastHour)}`, `last day: ${wordsOf(lastDay)}`],
    remedy: "Make sure that whoever sends it knows, or move it to another path first.",
    owner: "requester",
  });
}

function unknown(why: string): Finding {
  return warning({
    code: "traffic-unknown",
    side: "both",
    cause: "Nobody knows whether traffic flowed over this link in the last hour: neither cloud shows its metrics.",
    evidence: [why],
    remedy: "Ask the owners of both networks. To have it read, give the bot's identities the right to read metrics.",
    owner: "operator",
  });
}

function wordsOf(reading: Reading<TrafficRates>): string {
  if (!reading.known) return `not known (${reading.why})`;
  const { toAzureBps, toOciBps } = reading.value;
  return `${rateWords(toOciBps)} to OCI, ${rateWords(toAzureBps)} to Azure on average`;
}
