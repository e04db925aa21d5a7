import type { Card } from "../chat/card.ts";
import { resizeBlocked, resizeForm, resizeMessage } from "../chat/forms/resize-form.ts";
import type { Incoming } from "../chat/ports.ts";
import { notNow } from "../chat/views/refusals.ts";
import { resizeChoice, resizeShown, resizeWanted } from "../chat/views/resize-card.ts";
import { gbps } from "../chat/words.ts";
import { bandwidths } from "../domain/bandwidth.ts";
import type { Environment } from "../domain/environment.ts";
import { blockingOf } from "../domain/finding.ts";
import { type RequestId, requestId } from "../domain/ids.ts";
import type { BandwidthMbps } from "../domain/plan.ts";
import type { ResizeReview } from "../domain/resize.ts";
import { readBandwidth } from "../plan/request-fields.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { ResizeRequest } from "../store/request-records.ts";
import { idOf } from "./answer.ts";
import { askingRefused } from "./asking.ts";
import type { Found } from "./find.ts";
import { FormAnswer } from "./form-answer.ts";
import { openChange, requestFrame, waitsAlready } from "./open-change.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { decidersOf, resizeData } from "./request-card.ts";
import { resizeHash, sealRequest } from "./request-seal.ts";
import { resizeReviewFor } from "./review.ts";
import { runningOf } from "./running.ts";

/** What was typed or filled in. */
export interface ResizeWish {
  readonly bandwidth?: string | undefined;
  readonly reason?: string | undefined;
}

/** Shows what would be interrupted, and asks for what is missing. */
export async function askForResize(
  ports: VerbPorts,
  incoming: Incoming,
  found: Found,
  wish: ResizeWish,
): Promise<void> {
  const asking = new Asking(ports, incoming);
  if ("refusal" in found) return asking.answer.refuse(found.refusal);
  await asking.run(found, wish);
}

/** Why this link cannot be given this bandwidth, whatever the clouds say; undefined when it can. */
function wrongBandwidth({ name, plan }: InterconnectRecord, toMbps: BandwidthMbps): Card | undefined {
  const has = gbps(plan.bandwidthMbps);
  if (toMbps === plan.bandwidthMbps) return notNow(`${name} has ${has} already`, "Nothing was changed.");
  if (toMbps > plan.bandwidthMbps) return undefined;
  return notNow(
    `${name} cannot shrink from ${has} to ${gbps(toMbps)}`,
    "Azure never takes bandwidth back from a circuit. Build another link with the smaller one, move the routes to it, and take this one down.",
  );
}

const largerThan = ({ plan }: InterconnectRecord): readonly BandwidthMbps[] =>
  bandwidths.filter((mbps) => mbps > plan.bandwidthMbps);

/**
 * What is not there to be resized, or is being changed right now.
 *
 * @param own the request that is being made: that it waits already is no obstacle
 */
export async function nothingToResize(
  ports: VerbPorts,
  record: InterconnectRecord,
  own?: RequestId,
): Promise<Card | undefined> {
  const { name, plan } = record;
  const off = switchedOff(environmentOf(ports, record.environment));
  if (off) return off;
  if (record.pending !== undefined && record.pending !== own) return waitsAlready(name);
  if (record.phase !== "up") return notNow(`${name} is not up`, "Only a link that is built can be resized.");
  if (await runningOf(ports, record)) {
    return notNow(`${name} is being changed right now`, "Cancel that first, or wait until it is over.");
  }
  if (largerThan(record).length > 0) return undefined;
  return notNow(`${name} has ${gbps(plan.bandwidthMbps)} already`, "There is no larger bandwidth between the clouds.");
}

class Asking {
  private readonly ports: VerbPorts;
  private readonly incoming: Incoming;
  readonly answer: FormAnswer;

  constructor(ports: VerbPorts, incoming: Incoming) {
    this.ports = ports;
    this.incoming = incoming;
    this.answer = new FormAnswer(ports, incoming, resizeMessage);
  }

  async run(record: InterconnectRecord, { bandwidth, reason }: ResizeWish): Promise<void> {
    const { ports, incoming } = this;
    const environment = environmentOf(ports, record.environment);
    const refused =
      (await askingRefused(ports, incoming, environment, `ask for the resize of ${record.name}`)) ??
      (await nothingToResize(ports, record, this.requestId()));
    if (refused) return this.answer.refuse(refused);
    const larger = largerThan(record);
    if (bandwidth === undefined) {
      const filled = reason === undefined ? {} : { reason };
      return this.answer.show(resizeForm(record.plan, larger, filled), resizeChoice(record.plan, larger));
    }
    const read = readBandwidth(bandwidth);
    if (!("value" in read)) return this.answer.refuse(notNow(read.message, read.hint));
    const wrong = wrongBandwidth(record, read.value);
    if (wrong) return this.answer.refuse(wrong);
    const review = await resizeReviewFor(ports, record, read.value);
    if (blockingOf(review.findings).length > 0) return this.answer.show(resizeBlocked(review), resizeShown(review));
    if (reason === undefined) return this.answer.show(resizeForm(record.plan, larger, { review }), resizeShown(review));
    await this.open(environment, review, reason);
  }

  private requestId() {
    return requestId(idOf(this.incoming, "resize"));
  }

  private async open(environment: Environment, review: ResizeReview, reason: string): Promise<void> {
    const { ports, incoming, answer } = this;
    const request = this.request(environment, review, reason);
    const opened = await openChange(ports, incoming, answer, {
      request,
      environment,
      noun: "resize",
      nothing: "Nothing is changed",
      form: resizeMessage,
      wanted: (where) => resizeWanted(resizeData(request, decidersOf(ports.people, environment), []), where),
    });
    if (opened === "pending") await this.answer.refuse(waitsAlready(review.plan.name));
  }

  private request(environment: Environment, review: ResizeReview, reason: string): ResizeRequest {
    const { plan, findings } = review;
    return sealRequest<ResizeRequest>(this.ports.seal, {
      ...requestFrame(this.incoming, environment, this.requestId(), plan.uid),
      kind: "resize",
      plan,
      planHash: resizeHash(review),
      findings,
      checks: findings.length,
      reason: reason.slice(0, 300),
      review,
    });
  }
}

function switchedOff({ name, resize }: Environment): Card | undefined {
  if (resize) return undefined;
  return notNow(
    `Resizing is switched off in ${name}`,
    "It is not proven on live clouds yet. The operator of this bot can switch it on with resize: true in interconnect.yaml. Until then, build another link and move to it.",
  );
}
