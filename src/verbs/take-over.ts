import { mayGoOn } from "../approval/may.ts";
import { type Card, word } from "../chat/card.ts";
import type { Incoming } from "../chat/ports.ts";
import { billingBegan, carriedTraffic, waitsAt, whyNoReconnect } from "../chat/views/operation-data.ts";
import { notAllowed, notNow, outdated, staleButton } from "../chat/views/refusals.ts";
import { operationId } from "../domain/ids.ts";
import { objectionToReturn } from "../domain/joint-state.ts";
import { toJson } from "../domain/json.ts";
import type { Operation, OperationRecord } from "../graph/records.ts";
import { builtSoFar } from "../steps/as-built.ts";
import { resumeTrafficGraph } from "../steps/create-graph.ts";
import { azureIds } from "../steps/graph-row.ts";
import { jointState } from "../steps/link-ends.ts";
import { teardownGraph } from "../steps/teardown-graph.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { Answer, idOf } from "./answer.ts";
import { frozenRefusal } from "./frozen.ts";
import { toldSince } from "./last-word.ts";
import { newOperation } from "./new-operation.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";

/** How an operation that does not go on gives way to another one about the same interconnect. */
interface TakeOver {
  /** Completes "You may not …". */
  readonly what: string;
  /** Why it cannot be done any more; undefined when it can. */
  refusal(ports: VerbPorts, running: Operation, record: InterconnectRecord): Promise<Card | undefined>;
  next(ports: VerbPorts, incoming: Incoming, record: InterconnectRecord, running: Operation): OperationRecord;
  /** The step of the running operation that must not have moved meanwhile. */
  readonly unmoved: string | undefined;
  readonly phase: "removing" | "building";
  /** Completes "<name> …". */
  readonly answer: string;
}

/** Removes what a build has made so far. One that has carried traffic is taken down instead, under its own policy. */
export const rollback: TakeOver = {
  what: "roll it back",
  async refusal(ports, running) {
    const { kind, name } = running.record;
    if (kind !== "create" || running.state !== "paused")
      return staleButton("This build does not wait to be rolled back.");
    return carriedTraffic(ports.story.dataOf(running))
      ? notNow(
          `${name} has carried traffic`,
          "Take it down instead: that shows first what stops working, and asks for approval.",
        )
      : undefined;
  },
  next(ports, incoming, record, running) {
    const { plan, thread, requester, resumes } = running.record;
    const { before } = record;
    const options = {
      soakMs: 0,
      keeps: [],
      ...(plan.takes && { givesBack: true as const }),
      ...(before && { before: toJson(before) }),
    };
    return newOperation(ports, {
      id: operationId(`rollback-${plan.uid}-${idOf(incoming, "rollback")}`),
      kind: "rollback",
      plan,
      thread,
      requester,
      nodes: teardownGraph(plan, builtSoFar(running, record.built), options),
      billedSince: billingBegan(ports.story.dataOf(running)),
      ...(resumes && { resumes }),
    });
  },
  unmoved: undefined,
  phase: "removing",
  answer: "is being rolled back",
};

/** Lets traffic flow again while a teardown waits and nothing is deleted yet. */
export const reconnect: TakeOver = {
  what: "reconnect it",
  async refusal(ports, running, record) {
    const { kind, name } = running.record;
    if (kind !== "teardown" || !waitsAt(ports.story.dataOf(running), "soak")) {
      return notNow(
        `${name} cannot be reconnected any more`,
        "Reconnect is for the time after traffic was withdrawn and before the virtual circuit is removed.",
      );
    }
    const broken = await brokenNow(ports, running, record);
    return broken === undefined
      ? undefined
      : notNow(
          `${name} cannot be reconnected`,
          `Traffic cannot be brought back: ${broken}. Nothing was changed; the teardown stands where it was.`,
        );
  },
  next(ports, incoming, record, { record: { thread, requester } }) {
    const { plan, built } = record;
    return newOperation(ports, {
      id: operationId(`reconnect-${plan.uid}-${idOf(incoming, "reconnect")}`),
      kind: "reconnect",
      plan,
      thread,
      requester,
      nodes: resumeTrafficGraph(plan, built),
    });
  },
  unmoved: "gate.soak",
  phase: "building",
  answer: "is being reconnected",
};

/** Why traffic cannot be brought back, read afresh: a card may be old. What cannot be read is as it was last seen. */
async function brokenNow(ports: VerbPorts, running: Operation, record: InterconnectRecord) {
  const { plan, built } = record;
  const virtualCircuitId = built["oci.virtual-circuit"]?.["virtualCircuitId"];
  try {
    const ends = await ports.readEnds(environmentOf(ports, record.environment), {
      circuitId: azureIds(plan).circuit,
      virtualCircuitId: typeof virtualCircuitId === "string" ? virtualCircuitId : undefined,
    });
    return objectionToReturn(jointState(ends));
  } catch (thrown) {
    ports.log.warn({ err: thrown }, "could not read whether a link can be reconnected");
    return whyNoReconnect(ports.story.dataOf(running));
  }
}

/** How often it is tried again because the running operation has moved in between. */
const attempts = 5;

export async function takeOver(
  ports: VerbPorts,
  incoming: Incoming,
  record: InterconnectRecord,
  how: TakeOver,
): Promise<void> {
  const answer = new Answer(ports, incoming);
  const environment = environmentOf(ports, record.environment);
  if (!(await mayGoOn(ports.people, environment, incoming.person))) {
    return answer.privately(notAllowed(how.what, [record.requester]));
  }
  const frozen = await frozenRefusal(ports, environment);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const running = record.operation && (await ports.operations.find(record.operation));
    if (!running) return answer.privately(staleButton());
    const late = toldSince(running, incoming) ? outdated(record.name) : undefined;
    const refusal = frozen ?? late ?? (await how.refusal(ports, running, record));
    const replayed = await ports.operations.find(how.next(ports, incoming, record, running).id);
    if (refusal && !replayed) return answer.privately(refusal);
    if (replayed || (await begun(ports, incoming, { record, how, running }))) {
      return answer.privately(word(`${record.name} ${how.answer}; the card follows along`, "under-way"));
    }
  }
  await answer.privately(notNow("Not done", "It moved on at the same moment. Look at its card and try again."));
}

interface Seen {
  readonly record: InterconnectRecord;
  readonly how: TakeOver;
  readonly running: Operation;
}

/** @returns false when the running operation has moved since it was read */
async function begun(ports: VerbPorts, incoming: Incoming, { record, how, running }: Seen): Promise<boolean> {
  const { person } = incoming;
  const next = how.next(ports, incoming, record, running);
  const told = ports.story.begun(next, [person]);
  const entry = { what: next.kind, by: person, at: Date.now(), about: record.uid };
  const taken = await ports.operations.takeOver(running, next, person, {
    unmoved: how.unmoved,
    commands: [...ports.interconnects.patch(record.uid, { phase: how.phase }), audit(ports.keys, entry)],
    once: told.posts.map((post) => ports.outbox.say(post)),
    changed: [ports.outbox.show(next.thread, told.card)],
  });
  if (!taken) return false;
  logAudit(ports.log, entry);
  await ports.ring("operations", [next.id]);
  await ports.ring("threads", [next.thread]);
  return true;
}
