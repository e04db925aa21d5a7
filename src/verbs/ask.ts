import { type Block, type Card, channel, say, text, word } from "../chat/card.ts";
import { withErrors } from "../chat/form.ts";
import { createFormAgain } from "../chat/forms/create-again.ts";
import { createForm } from "../chat/forms/create-form.ts";
import { errorsOnFields, formOfArguments } from "../chat/forms/create-values.ts";
import { askedForm } from "../chat/forms/form-messages.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import type { Incoming, Outgoing } from "../chat/ports.ts";
import { threadIn } from "../chat/readers.ts";
import { blockedPlan, cannotCheck } from "../chat/views/findings.ts";
import { approvalWanted } from "../chat/views/plan-card.ts";
import { nameTaken, notNow } from "../chat/views/refusals.ts";
import type { Environment } from "../domain/environment.ts";
import { blockingOf, type Finding } from "../domain/finding.ts";
import { interconnectUid, requestId } from "../domain/ids.ts";
import type { InterconnectRequest, Plan } from "../domain/plan.ts";
import type { PlanOutcome } from "../plan/make-plan.ts";
import { planHash } from "../plan/plan-hash.ts";
import type { FieldProblem } from "../plan/request-schema.ts";
import { readRequest } from "../plan/request-schema.ts";
import type { CreateRequest } from "../store/request-records.ts";
import { Answer, idOf } from "./answer.ts";
import { askingRefused, callApprovers, furtherPlaces, homeIn } from "./asking.ts";
import { frozenNote } from "./frozen.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf, preparePlan } from "./prepare.ts";
import { openCard } from "./proposals.ts";
import { cardData, decidersOf } from "./request-card.ts";
import { sealRequest } from "./request-seal.ts";

const hourMs = 60 * 60 * 1_000;

/** How often a plan is made again because somebody took its addresses in the meantime. */
const attempts = 3;

/** Asks for an interconnect: checks the plan against both clouds and puts it before the approvers. */
export async function askForInterconnect(ports: VerbPorts, incoming: Incoming, args: CommandArguments): Promise<void> {
  await new Asking(ports, incoming, args).run();
}

class Asking {
  private readonly ports: VerbPorts;
  private readonly incoming: Incoming;
  private readonly args: CommandArguments;
  private readonly answer: Answer;

  constructor(ports: VerbPorts, incoming: Incoming, args: CommandArguments) {
    this.ports = ports;
    this.incoming = incoming;
    this.args = args;
    this.answer = new Answer(ports, incoming);
  }

  async run(): Promise<void> {
    const read = readRequest(this.args, this.ports.environments);
    if ("problems" in read) return this.refuseFields(read.problems);
    const environment = environmentOf(this.ports, read.request.environment);
    const refusal = await this.refusal(read.request, environment);
    if (refusal) return this.refuse(refusal);
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      if (await this.attempt(read.request, environment)) return;
    }
    await this.refuse(notNow("Not asked for", "Other requests took the same addresses several times. Send it again."));
  }

  /** @returns true when it came to an answer, false when the addresses were taken meanwhile */
  private async attempt(request: InterconnectRequest, environment: Environment): Promise<boolean> {
    const uid = interconnectUid(idOf(this.incoming, "interconnect"));
    const { person } = this.incoming;
    const outcome = await preparePlan(this.ports, { request, environment, uid, requester: person });
    if (!outcome.plan) {
      await this.refuseFindings(request.name, outcome.findings);
      return true;
    }
    const record = this.record(request, environment, outcome.plan, outcome);
    const messages = this.messages(record, environment, await frozenNote(this.ports, environment.name));
    const { outbox } = this.ports;
    const places = [homeIn(this.incoming, environment), ...furtherPlaces(this.ports, this.incoming, environment)];
    const opened = await this.ports.requests.open(record, {
      commands: outbox.open(record.thread, places, person),
      changed: [outbox.show(record.thread, openCard(this.ports.people, record, environment))],
      once: messages.map((message) => outbox.say(message)),
    });
    if (opened.kind === "slash30-taken") return false;
    if (opened.kind === "name-taken") {
      await this.refuseName(request.name);
      return true;
    }
    await this.ports.ring("threads", [record.thread]);
    await this.ports.ring("requests", [record.id]);
    await this.answer.ring(messages);
    return true;
  }

  private record(
    request: InterconnectRequest,
    environment: Environment,
    plan: Plan,
    { findings, passed }: PlanOutcome,
  ): CreateRequest {
    const now = Date.now();
    const home = homeIn(this.incoming, environment);
    const { cidr: primary } = plan.primary;
    const { cidr: secondary } = plan.secondary;
    return sealRequest<CreateRequest>(this.ports.seal, {
      kind: "create",
      id: requestId(idOf(this.incoming, "request")),
      request: { ...request, slash30s: { primary, secondary } },
      plan,
      planHash: planHash(plan),
      findings,
      checks: passed.length + findings.length,
      thread: threadIn(home, plan.uid),
      requester: this.incoming.person,
      createdAt: now,
      expiresAt: now + environment.policy.requestExpiryHours * hourMs,
    });
  }

  /** The requester hears where the card is; approvers named as persons hear that they are wanted. */
  private messages(record: CreateRequest, environment: Environment, frozen: readonly Block[]): readonly Outgoing[] {
    const home = homeIn(this.incoming, environment);
    const asked = word(`${record.plan.name} is asked for`, "done", [
      text(say`Its card is in ${channel(home)}. Nothing is created before it is approved.`),
      ...frozen,
    ]);
    const data = cardData(record, decidersOf(this.ports.people, environment), []);
    const wanted = callApprovers(this.ports, this.incoming, environment, {
      id: record.id,
      wanted: (where) => approvalWanted(data, where),
    });
    return [this.answer.message(askedForm(record.plan.name, home), asked), ...wanted];
  }

  /** Who may not, where it cannot be told, and what is taken: refused before the clouds are asked. */
  private async refusal(request: InterconnectRequest, environment: Environment): Promise<Card | undefined> {
    const { ports, incoming } = this;
    const refused = await askingRefused(ports, incoming, environment, `ask for interconnects in ${environment.name}`);
    if (refused) return refused;
    const holder = await ports.interconnects.byName(request.name);
    const own = holder?.uid === idOf(incoming, "interconnect");
    return holder && !own ? nameTaken(request.name, { by: holder.requester, since: holder.createdAt }) : undefined;
  }

  private async refuseName(name: string): Promise<void> {
    const holder = await this.ports.interconnects.byName(name);
    await this.refuse(nameTaken(name, holder ? { by: holder.requester, since: holder.createdAt } : {}));
  }

  private async refuseFields(problems: readonly FieldProblem[]): Promise<void> {
    const values = formOfArguments(this.args);
    const errors = Object.fromEntries(problems.map(({ field, message, hint }) => [field, `${message} ${hint}`]));
    const again = createForm(values, { environments: this.ports.environments });
    const form = withErrors(again, errorsOnFields(errors, values));
    const findings = problems.map(({ field, message, hint }) => fieldFinding(field, message, hint));
    await this.answer.send(
      this.answer.message(form, blockedPlan(this.args["name"] ?? "It", findings, await this.draft())),
    );
  }

  private async refuseFindings(name: string, findings: readonly Finding[]): Promise<void> {
    const blocking = blockingOf(findings);
    const unread = blocking.filter(({ code }) => code.endsWith("-unreadable"));
    const draft = await this.draft();
    const card =
      unread.length > 0 && unread.length === blocking.length
        ? cannotCheck(name, unread, draft)
        : blockedPlan(name, findings, draft);
    const form = createFormAgain(formOfArguments(this.args), findings, this.ports.environments);
    await this.answer.send(this.answer.message(form, card));
  }

  private async refuse(card: Card): Promise<void> {
    const form = { form: "create", subject: "", title: "New interconnect", blocks: card.blocks, fields: [] };
    await this.answer.send(this.answer.message({ ...form, blocks: [text(card.title), ...card.blocks] }, card));
  }

  private async draft(): Promise<string> {
    const id = idOf(this.incoming, "draft");
    await this.ports.drafts.keep(id, this.incoming.person, formOfArguments(this.args));
    return id;
  }
}

function fieldFinding(field: string, cause: string, remedy: string): Finding {
  return {
    code: `field-${field}`,
    severity: "blocking",
    side: "bot",
    field,
    cause,
    evidence: [],
    remedy,
    owner: "you",
  };
}
