import { carriedTraffic } from "../chat/views/operation-data.ts";
import type { BandwidthMbps } from "../domain/plan.ts";
import type { RemovalReview } from "../domain/removal.ts";
import type { ResizeReview } from "../domain/resize.ts";
import { reviewRemoval } from "../plan/removal/review.ts";
import { reviewResize } from "../plan/resize/review.ts";
import { builtSoFar } from "../steps/as-built.ts";
import { isHalfTaken, stillTheirs } from "../steps/given-back.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { runningOf } from "./running.ts";

/** Reads both clouds and says what taking an interconnect down would take away, leave, and meet. */
export async function reviewFor(ports: VerbPorts, record: InterconnectRecord): Promise<RemovalReview> {
  const running = await runningOf(ports, record);
  const built = running?.record.kind === "create" ? builtSoFar(running, record.built) : record.built;
  const facts = await ports.surveyRemoval({ ...record, built });
  const givesBack = isGivenBack(record) ? stillTheirs(record.plan, built) : [];
  const joined =
    record.phase === "partial" && "azure.connection" in record.built && !givesBack.includes("azure.connection");
  const carried =
    record.phase === "up" || joined || (running !== undefined && carriedTraffic(ports.story.dataOf(running)));
  return reviewRemoval({ plan: record.plan, built, facts, carried, givesBack });
}

/** Whether a teardown leaves what was made elsewhere: an adoption was under way when its record was lost. */
export const isGivenBack = ({ phase, plan, built }: InterconnectRecord): boolean =>
  phase === "partial" && isHalfTaken(plan, built);

/** Reads both clouds and says what giving an interconnect more bandwidth changes, costs and meets. */
export async function resizeReviewFor(
  ports: VerbPorts,
  record: InterconnectRecord,
  toMbps: BandwidthMbps,
): Promise<ResizeReview> {
  const { plan } = record;
  const environment = environmentOf(ports, record.environment);
  return reviewResize({ plan, toMbps, environment, facts: await ports.surveyRemoval(record), prices: ports.prices });
}
