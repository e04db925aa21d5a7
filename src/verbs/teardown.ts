import type { Card } from "../chat/card.ts";
import { teardownBlocked, teardownForm, teardownMessage } from "../chat/forms/teardown-form.ts";
import type { Incoming } from "../chat/ports.ts";
import { carriedTraffic } from "../chat/views/operation-data.ts";
import { notNow } from "../chat/views/refusals.ts";
import { type RemovalData, removalReview, removalWanted } from "../chat/views/removal-card.ts";
import { type Environment, underTeardownPolicy } from "../domain/environment.ts";
import { blockingOf } from "../domain/finding.ts";
import { type RequestId, requestId } from "../domain/ids.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { TeardownRequest } from "../store/request-records.ts";
import { idOf } from "./answer.ts";
import { askingRefused } from "./asking.ts";
import type { Found } from "./find.ts";
import { FormAnswer } from "./form-answer.ts";
import { openChange, requestFrame, waitsAlready } from "./open-change.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { decidersOf, removalData } from "./request-card.ts";
import { sealRequest, teardownHash } from "./request-seal.ts";
import { reviewFor } from "./review.ts";
import { givesWay, runningOf } from "./running.ts";

/** What was typed or filled in: the name once more, and why. */
export interface TeardownWish {
  readonly confirm?: string | undefined;
  readonly reason?: string | undefined;
}

/** Shows what would stop working, and asks for the name once more. */
export async function askForTeardown(
  ports: VerbPorts,
  incoming: Incoming,
  found: Found,
  wish: TeardownWish,
): Promise<void> {
  const asking = new Asking(ports, incoming);
  if ("refusal" in found) return asking.answer.refuse(found.refusal);
  await asking.run(found, wish);
}

/**
 * What is not there to be taken down, or is being changed right now.
 *
 * @param own the request that is being made: that it waits already is no obstacle
 */
export async function nothingToTakeDown(
  ports: VerbPorts,
  record: InterconnectRecord,
  own?: RequestId,
): Promise<Card | undefined> {
  const { name } = record;
  if (record.pending !== undefined && record.pending !== own) return waitsAlready(name);
  const running = await runningOf(ports, record);
  if (running && !givesWay(running)) {
    return notNow(`${name} is being changed right now`, "Cancel that first, or wait until it is over.");
  }
  if (running && running.record.plan.takes && !carriedTraffic(ports.story.dataOf(running))) return rollItBack(name);
  if (record.phase === "up" || record.phase === "partial" || running) return undefined;
  return notNow(`There is nothing of ${name} to take down`, "It was never built, or is gone already.");
}

class Asking {
  private readonly ports: VerbPorts;
  private readonly incoming: Incoming;
  readonly answer: FormAnswer;

  constructor(ports: VerbPorts, incoming: Incoming) {
    this.ports = ports;
    this.incoming = incoming;
    this.answer = new FormAnswer(ports, incoming, teardownMessage);
  }

  async run(record: InterconnectRecord, wish: TeardownWish): Promise<void> {
    const { ports, incoming } = this;
    const environment = underTeardownPolicy(environmentOf(ports, record.environment));
    const refused =
      (await askingRefused(ports, incoming, environment, `ask for the teardown of ${record.name}`)) ??
      (await nothingToTakeDown(ports, record, this.requestId()));
    if (refused) return this.answer.refuse(refused);
    const review = await reviewFor(ports, record);
    // What is not all there cannot be reconnected, so nothing waits for that.
    const soakMinutes = record.phase === "partial" ? 0 : environment.soakMinutes;
    const data: RemovalData = { plan: record.plan, review, soakMinutes };
    if (blockingOf(review.findings).length > 0) return this.answer.show(teardownBlocked(data), removalReview(data));
    if (wish.confirm === undefined) return this.answer.show(teardownForm(data), removalReview(data));
    // Names have no capitals and no spaces; a phone's keyboard adds both unasked.
    const confirm = wish.confirm.trim().toLowerCase() === record.name ? record.name : wish.confirm;
    const reason = wish.reason?.trim() || undefined;
    if (confirm !== record.name || reason === undefined) {
      const typed = { confirm, reason };
      return this.answer.show(teardownForm(data, typed), removalReview(data, typed));
    }
    await this.open(record, environment, { ...data, reason });
  }

  private requestId() {
    return requestId(idOf(this.incoming, "teardown"));
  }

  private async open(
    record: InterconnectRecord,
    environment: Environment,
    wanted: RemovalData & { readonly reason: string },
  ): Promise<void> {
    const { ports, incoming } = this;
    const request = this.request(record, environment, wanted);
    const opened = await openChange(ports, incoming, this.answer, {
      request,
      environment,
      noun: "teardown",
      nothing: "Nothing is removed",
      form: teardownMessage,
      wanted: (where) => removalWanted(removalData(request, decidersOf(ports.people, environment), []), where),
    });
    if (opened !== "pending") return;
    const refused = waitsAlready(record.name);
    await this.answer.refuse(refused);
  }

  private request(
    { plan, uid }: InterconnectRecord,
    environment: Environment,
    { review, soakMinutes, reason }: RemovalData & { readonly reason: string },
  ): TeardownRequest {
    return sealRequest<TeardownRequest>(this.ports.seal, {
      ...requestFrame(this.incoming, environment, this.requestId(), uid),
      kind: "teardown",
      plan,
      planHash: teardownHash({ plan, review, soakMinutes }),
      findings: review.findings,
      checks: review.findings.length,
      reason: reason.slice(0, 300),
      review,
      soakMinutes,
    });
  }
}

/** Half-way, a teardown would remove what was there before; a rollback gives it back. */
const rollItBack = (name: string): Card =>
  notNow(
    `${name} is not the bot's yet`,
    "Its adoption has stopped half-way. Roll it back on its card: that leaves what was there before as it was.",
  );
