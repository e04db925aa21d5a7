import { mayGoOn } from "../approval/may.ts";
import { word } from "../chat/card.ts";
import type { Incoming } from "../chat/ports.ts";
import { waitsAt } from "../chat/views/operation-data.ts";
import { wordsFor } from "../chat/views/operation-words.ts";
import { notAllowed, notNow, outdated } from "../chat/views/refusals.ts";
import { isCancelled } from "../graph/order.ts";
import type { Operation } from "../graph/records.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { Answer } from "./answer.ts";
import { findInterconnect, type Unfit } from "./find.ts";
import { frozenRefusal } from "./frozen.ts";
import { toldSince } from "./last-word.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { waitingRequest, withdraw } from "./withdraw.ts";

export type Signal = "activate" | "retry" | "cancel";

/** `activate`, `retry` and `cancel`: tells an operation that it may go on, or that it is not to. */
export async function signalByName(
  ports: VerbPorts,
  incoming: Incoming,
  signal: Signal,
  name: string | undefined,
): Promise<void> {
  const found = await findInterconnect(ports, incoming, { verb: signal, name, unfit: unfitFor(signal) });
  if ("refusal" in found) return new Answer(ports, incoming).privately(found.refusal);
  await signalTo(ports, incoming, signal, found);
}

export async function signalTo(
  ports: VerbPorts,
  incoming: Incoming,
  signal: Signal,
  record: InterconnectRecord,
): Promise<void> {
  const answer = new Answer(ports, incoming);
  const environment = environmentOf(ports, record.environment);
  const { person } = incoming;
  if (!(await mayGoOn(ports.people, environment, person))) {
    return answer.privately(notAllowed(`${signal} ${record.name}`, [record.requester]));
  }
  const refused = signal === "cancel" ? undefined : await frozenRefusal(ports, environment);
  const waiting = signal === "cancel" ? await waitingRequest(ports, record) : undefined;
  if (waiting) return withdraw(ports, incoming, waiting);
  const operation = record.operation && (await ports.operations.load(record.operation));
  if (!operation) return answer.privately(notNow(...misfit(signal, record.name)));
  // After a crash the same act finds its own signal, which may have had its effect by now.
  if (operation.signals[signal]?.["act"] !== incoming.dedupeId) {
    if (refused) return answer.privately(refused);
    if (toldSince(operation, incoming)) return answer.privately(outdated(record.name));
    if (!fitsNow(ports, signal, operation)) return answer.privately(notNow(...misfit(signal, record.name)));
    const { id } = operation.record;
    const { dedupeId: act, receivedAt: said } = incoming;
    await ports.operations.signalNow(id, signal, { by: person, at: ports.clock.now(), said, act });
    await ports.ring("operations", [id]);
  }
  await answer.privately(word(`${taken(signal, operation)}; the card follows along`, "under-way"));
}

/** Why somebody who may say it would be refused now. */
export const unfitFor =
  (signal: Signal): Unfit =>
  async (ports, record) => {
    const isCancel = signal === "cancel";
    const refused = isCancel ? undefined : await frozenRefusal(ports, environmentOf(ports, record.environment));
    if (refused || (isCancel && (await waitingRequest(ports, record)))) return refused;
    const operation = record.operation && (await ports.operations.find(record.operation));
    return operation && fitsNow(ports, signal, operation) ? undefined : notNow(...misfit(signal, record.name));
  };

function fitsNow(ports: VerbPorts, signal: Signal, operation: Operation): boolean {
  switch (signal) {
    case "retry":
      return operation.state === "paused";
    case "cancel":
      return (operation.state === "open" || operation.state === "paused") && !isCancelled(operation);
    case "activate":
      return operation.state === "open" && waitsAt(ports.story.dataOf(operation), "hold");
  }
}

function taken(signal: Signal, { record }: Operation): string {
  const { name } = record;
  switch (signal) {
    case "retry":
      return `Trying ${name} again`;
    case "cancel":
      return `Cancelling the ${wordsFor(record).noun} of ${name} at the next safe point`;
    case "activate":
      return `Activating ${name}`;
  }
}

function misfit(signal: Signal, name: string): [title: string, why: string] {
  switch (signal) {
    case "retry":
      return [`Nothing of ${name} has stopped`, "Retry is for an operation that stopped and says so on its card."];
    case "cancel":
      return [
        `Nothing of ${name} is under way`,
        "Cancel is for a request that waits, or an operation that is under way.",
      ];
    case "activate":
      return [`${name} is not on hold`, "Activate is for an interconnect that was built on hold and waits for it."];
  }
}
