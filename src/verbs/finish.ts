import type { Card } from "../chat/card.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import { approvalWanted } from "../chat/views/plan-card.ts";
import { notNow } from "../chat/views/refusals.ts";
import { type RequestId, requestId } from "../domain/ids.ts";
import { planHash } from "../plan/plan-hash.ts";
import { readAccepts, readReason } from "../plan/request-fields.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { CreateRequest } from "../store/request-records.ts";
import { Answer, idOf } from "./answer.ts";
import { askingRefused } from "./asking.ts";
import type { Found, Unfit } from "./find.ts";
import { refusal } from "./foreign-link.ts";
import { notPlanned } from "./not-planned.ts";
import { openChange, requestFrame, waitsAlready } from "./open-change.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { prepareFinishing } from "./prepare-finishing.ts";
import { cardData, decidersOf } from "./request-card.ts";
import { sealRequest } from "./request-seal.ts";
import { signalTo, unfitFor } from "./signal.ts";

const finishingReason = "To finish what was half built";

/** `retry`: an operation that stopped goes on; a link whose record was lost half-way is asked to be finished. */
export async function retry(
  ports: VerbPorts,
  incoming: Incoming,
  found: Found,
  said: CommandArguments = {},
): Promise<void> {
  if ("refusal" in found) return new Answer(ports, incoming).privately(found.refusal);
  const finishing = new Finishing(ports, incoming, found);
  const asked = await finishing.asked();
  // A replay: it may have been approved meanwhile, and then it is not half built any more.
  if (asked) return finishing.open(asked);
  if (found.phase === "partial") return finishing.run(said);
  await signalTo(ports, incoming, "retry", found);
}

/** Why there is nothing to go on with. */
export const nothingToRetry: Unfit = async (ports, record) =>
  record.phase === "partial" ? alreadyAsked(record) : unfitFor("retry")(ports, record);

function alreadyAsked({ name, pending }: InterconnectRecord, own?: RequestId): Card | undefined {
  return pending !== undefined && pending !== own ? waitsAlready(name) : undefined;
}

/** Asks for the rest of a half-built link: decided like a create, since what was approved was lost with its record. */
class Finishing {
  private readonly ports: VerbPorts;
  private readonly incoming: Incoming;
  private readonly record: InterconnectRecord;
  private readonly answer: Answer;

  constructor(ports: VerbPorts, incoming: Incoming, record: InterconnectRecord) {
    this.ports = ports;
    this.incoming = incoming;
    this.record = record;
    this.answer = new Answer(ports, incoming);
  }

  /** What this very act has asked for already. */
  async asked(): Promise<CreateRequest | undefined> {
    const asked = await this.ports.requests.load(this.requestId());
    return asked?.record.kind === "create" ? asked.record : undefined;
  }

  async run({ reason = finishingReason, accept = "" }: CommandArguments): Promise<void> {
    const { answer, incoming, ports, record } = this;
    const { name, uid } = record;
    const environment = this.environment();
    const refused =
      (await askingRefused(ports, incoming, environment, `ask to have ${name} finished`)) ??
      alreadyAsked(record, this.requestId());
    if (refused) return answer.privately(refused);
    const why = readReason(reason);
    if (!("value" in why)) return answer.privately(notNow(why.message, why.hint));
    const accepts = readAccepts(accept);
    if (!("value" in accepts)) return answer.privately(notNow(accepts.message, accepts.hint));
    const wish = { reason: why.value, accepts: accepts.value };
    const prepared = await prepareFinishing(ports, { environment, uid, name, requester: incoming.person, wish });
    if ("unfit" in prepared) return answer.privately(refusal(prepared.unfit));
    if ("blocked" in prepared) return answer.privately(notPlanned(name, prepared.blocked));
    const { request, plan, findings, checks, finishing } = prepared;
    await this.open(
      sealRequest<CreateRequest>(ports.seal, {
        ...requestFrame(incoming, environment, this.requestId(), uid),
        kind: "create",
        request,
        plan,
        planHash: planHash(plan),
        findings,
        checks,
        finishing,
      }),
    );
  }

  /** Name and addresses are the link's own, whatever becomes of the request. */
  async open(request: CreateRequest): Promise<void> {
    const { answer, incoming, ports } = this;
    const environment = this.environment();
    const opened = await openChange(ports, incoming, answer, {
      request,
      environment,
      noun: "completion",
      nothing: "Nothing is made",
      wanted: (where) => approvalWanted(cardData(request, decidersOf(ports.people, environment), []), where),
    });
    if (opened === "pending") await answer.privately(waitsAlready(request.plan.name));
  }

  private environment() {
    return environmentOf(this.ports, this.record.environment);
  }

  private requestId() {
    return requestId(idOf(this.incoming, "finish"));
  }
}
