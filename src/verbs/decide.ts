import { mayDecide } from "../approval/may.ts";
import { eachOnce, namedIn } from "../approval/people.ts";
import type { Card } from "../chat/card.ts";
import type { Incoming, Outgoing } from "../chat/ports.ts";
import { cannotCheck } from "../chat/views/findings.ts";
import { alreadyDecided, notAllowed, notNow, ownRequest, staleButton, unknownAcross } from "../chat/views/refusals.ts";
import type { Environment } from "../domain/environment.ts";
import type { Finding } from "../domain/finding.ts";
import { requestId } from "../domain/ids.ts";
import type { Decision, RequestNow } from "../store/request-records.ts";
import type { ChangeOutcome } from "../store/requests.ts";
import { beginApproved } from "./begin-approved.ts";
import { decideOnRecord } from "./decide-on-record.ts";
import { answerInForm, type FormAnswer } from "./form-answer.ts";
import { frozenRefusal } from "./frozen.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { checkingCard, closedCard, decidingEnvironment, openCard } from "./proposals.ts";
import { recheck } from "./recheck.ts";
import { isGenuine, sealDecision } from "./request-seal.ts";

const tampered =
  "The record of this request was changed by somebody else than the bot. The operator of this bot should find out who writes to Redis; ask for the interconnect again.";

/** How often a decision is tried again because another one about the same request came first. */
const attempts = 5;

/** An approver's Approve or Reject. */
export async function decide(
  ports: VerbPorts,
  incoming: Incoming,
  click: { readonly request: string; readonly verdict: Decision["verdict"]; readonly reason?: string },
): Promise<void> {
  const answer = answerInForm(ports, incoming);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const now = await ports.requests.load(requestId(click.request));
    if (!now) return answer.refuse(staleButton("This request is gone."));
    if (!isGenuine(ports.seal, now)) {
      ports.log.error({ request: click.request }, "a request was changed by somebody else than the bot");
      return answer.refuse(notNow("Not decided", tampered));
    }
    const environment = decidingEnvironment(environmentOf(ports, now.record.plan.environment), now.record);
    const refusal = await refusalOf(ports, incoming, now, environment);
    if (refusal === "replayed") return ports.requests.durable();
    if (refusal) return answer.refuse(refusal);
    const decision = sealDecision(ports.seal, now.record, {
      person: incoming.person,
      verdict: click.verdict,
      at: Date.now(),
      ...(click.reason !== undefined && { reason: click.reason }),
      act: incoming.dedupeId,
    });
    const outcome = await new Deciding({ ports, answer, now, environment, decision }).run();
    if (outcome === "changed") return;
    if (outcome === "expired") return answer.refuse(alreadyDecided({ name: now.record.plan.name, state: "expired" }));
    if (outcome === "busy") return answer.refuse(notNow("Not decided", "Another operation has it. Try again later."));
  }
  await answer.refuse(notNow("Not decided", "Others decided at the same moment. Look at the card and try again."));
}

interface DecidingOptions {
  readonly ports: VerbPorts;
  readonly answer: FormAnswer;
  readonly now: RequestNow;
  readonly environment: Environment;
  readonly decision: Decision;
}

class Deciding {
  private readonly ports: VerbPorts;
  private readonly answer: FormAnswer;
  private readonly now: RequestNow;
  private readonly environment: Environment;
  private readonly decision: Decision;

  constructor({ ports, answer, now, environment, decision }: DecidingOptions) {
    this.ports = ports;
    this.answer = answer;
    this.now = now;
    this.environment = environment;
    this.decision = decision;
  }

  async run(): Promise<ChangeOutcome> {
    if (this.decision.verdict === "reject") return this.reject();
    const { approvalsNeeded } = this.environment.policy;
    return this.now.decisions.length + 1 < approvalsNeeded ? this.approvePartly() : this.approve();
  }

  private async reject(): Promise<ChangeOutcome> {
    const { person: by, at, reason = "no reason given" } = this.decision;
    const card = closedCard(this.now.record, { state: "rejected", by, at, reason });
    return this.change({ state: "rejected", outcome: reason }, card, [
      {
        id: `${this.now.record.id}/rejected`,
        destination: { to: "person", person: this.now.record.requester },
        card,
      },
    ]);
  }

  private approvePartly(): Promise<ChangeOutcome> {
    const card = openCard(this.ports.people, this.now.record, this.environment, [...this.now.decisions, this.decision]);
    return this.change({ state: "open" }, card, []);
  }

  /** The last approval that was missing: both clouds are checked once more, then everything happens in one script. */
  private async approve(): Promise<ChangeOutcome> {
    const { environment, now } = this;
    const frozen = await frozenRefusal(this.ports, environment);
    if (frozen) {
      await this.answer.refuse(frozen);
      return "changed";
    }
    const decisions = [...now.decisions, this.decision];
    const checking = checkingCard(this.ports.people, now.record, environment, decisions);
    if (!(await showMeanwhile(this.ports, now, checking))) return "overtaken";
    return this.checkAndBegin(decisions);
  }

  private async checkAndBegin(decisions: readonly Decision[]): Promise<ChangeOutcome> {
    const { ports, environment, now, decision } = this;
    const start = await recheck(ports, now.record, environment);
    switch (start.state) {
      case "unread":
        return this.postpone(start.findings);
      case "void":
        return this.makeVoid(start.why);
      case "holds":
        return beginApproved(ports, { now, decision, decisions, start });
    }
  }

  /** The clouds could not be read: nothing is decided. */
  private async postpone(unread: readonly Finding[]): Promise<ChangeOutcome> {
    await this.answer.refuse(cannotCheck(this.now.record.plan.name, unread));
    return "changed";
  }

  private makeVoid(why: string): Promise<ChangeOutcome> {
    const { record } = this.now;
    const card = closedCard(record, { state: "void", at: this.decision.at, why });
    return this.change({ state: "void", outcome: why }, card, [
      { id: `${record.id}/void`, destination: { to: "person", person: record.requester }, card },
    ]);
  }

  private async change(
    change: { state: "open" | "rejected" | "void"; outcome?: string },
    card: Card,
    messages: readonly Outgoing[],
  ): Promise<ChangeOutcome> {
    const { ports, now, decision } = this;
    const { record } = now;
    const outcome = await decideOnRecord(
      ports,
      now,
      { ...change, decision },
      {
        commands: [],
        changed: [ports.outbox.show(record.thread, card)],
        once: messages.map((message) => ports.outbox.say(message)),
      },
    );
    await ports.ring("threads", [record.thread]);
    await this.answer.ring(messages);
    return outcome;
  }
}

/**
 * Has the card of a request that still waits ask for a decision. While both clouds are checked it has no buttons; an
 * approval that came to nothing must not leave it so, even when the process that showed it has died since.
 */
export async function askAgain(ports: VerbPorts, request: string): Promise<void> {
  const now = await ports.requests.load(requestId(request));
  if (now?.state !== "open") return;
  const environment = decidingEnvironment(environmentOf(ports, now.record.plan.environment), now.record);
  await showMeanwhile(ports, now, openCard(ports.people, now.record, environment, now.decisions));
}

/** Shows how a decision stands, unless another one has changed the request since. */
async function showMeanwhile(ports: VerbPorts, now: RequestNow, card: Card): Promise<boolean> {
  const { thread } = now.record;
  const shown = await ports.requests.show(now, ports.outbox.show(thread, card));
  if (shown) await ports.ring("threads", [thread]);
  return shown;
}

/** Why the person may not decide, or `replayed` when this very act has been counted already. */
async function refusalOf(
  ports: VerbPorts,
  { person, dedupeId }: Incoming,
  now: RequestNow,
  environment: Environment,
): Promise<Card | "replayed" | undefined> {
  const { record, state, decisions } = now;
  if (decisions.some(({ act }) => act === dedupeId)) return "replayed";
  const { name } = record.plan;
  if (state !== "open") {
    const last = decisions.at(-1);
    return alreadyDecided({ name, state, ...(last && { by: last.person, at: last.at }) });
  }
  const may = await mayDecide(ports.people, environment, person, {
    requester: record.requester,
    decidedBy: decisions.map((decision) => decision.person),
  });
  if (may.allowed) return undefined;
  const approvers = eachOnce(ports.people, environment.policy.approvers);
  switch (may.why) {
    case "own-request":
      return ownRequest(
        name,
        approvers.filter((subject) => !namedIn(ports.people, [person], subject)),
      );
    case "already-decided":
      return notNow("Your decision stands already", `${name} still needs the decision of somebody else.`);
    case "unknown-across":
      return unknownAcross(name, { person, requester: record.requester, unknown: may.unknown });
    case "barred":
    case "not-named":
      return notAllowed(`decide about ${name}`, approvers);
  }
}
