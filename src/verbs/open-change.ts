import { type Card, channel, type Rich, say, text, word } from "../chat/card.ts";
import type { FormView } from "../chat/form.ts";
import type { Incoming, Outgoing } from "../chat/ports.ts";
import { threadIn } from "../chat/readers.ts";
import { notNow } from "../chat/views/refusals.ts";
import type { Environment } from "../domain/environment.ts";
import type { InterconnectUid, RequestId } from "../domain/ids.ts";
import type { RequestRecord } from "../store/request-records.ts";
import type { OpenOutcome } from "../store/requests.ts";
import type { Answer } from "./answer.ts";
import { callApprovers, furtherPlaces, homeIn } from "./asking.ts";
import { frozenNote } from "./frozen.ts";
import type { VerbPorts } from "./ports.ts";
import { openCard } from "./proposals.ts";

export interface Change {
  readonly request: RequestRecord;
  readonly environment: Environment;
  /** Completes "The … is asked for". */
  readonly noun: string;
  /** What does not happen before it is approved: `Nothing is removed`. */
  readonly nothing: string;
  /** The place of the form that asked; absent where none did. */
  readonly form?: (words: Rich) => FormView;
  readonly wanted: (where: Rich) => Card;
}

/** Puts a change of an interconnect before its approvers, unless another one waits already. */
export async function openChange(
  ports: VerbPorts,
  incoming: Incoming,
  answer: Answer,
  { request, environment, noun, nothing, form, wanted }: Change,
): Promise<OpenOutcome["kind"]> {
  const { outbox } = ports;
  const home = homeIn(incoming, environment);
  const where = say`The request is in ${channel(home)}. ${nothing} before it is approved.`;
  const asked = word(`The ${noun} of ${request.plan.name} is asked for`, "done", [
    text(say`Its card is in ${channel(home)}. ${nothing} before it is approved.`),
    ...(await frozenNote(ports, environment.name)),
  ]);
  const messages: readonly Outgoing[] = [
    form ? answer.message(form(where), asked) : answer.word(asked),
    ...callApprovers(ports, incoming, environment, { id: request.id, wanted }),
  ];
  const opened = await ports.requests.openChange(request, {
    commands: outbox.open(request.thread, [home, ...furtherPlaces(ports, incoming, environment)], incoming.person),
    changed: [outbox.show(request.thread, openCard(ports.people, request, environment))],
    once: messages.map((message) => outbox.say(message)),
  });
  if (opened.kind === "pending") return opened.kind;
  await ports.ring("threads", [request.thread]);
  await ports.ring("requests", [request.id]);
  await answer.ring(messages);
  return opened.kind;
}

const hourMs = 60 * 60 * 1_000;

/** What every request to change an interconnect says of itself: who asks, where it is told, and until when it waits. */
export function requestFrame(incoming: Incoming, environment: Environment, id: RequestId, uid: InterconnectUid) {
  const now = Date.now();
  return {
    id,
    thread: threadIn(homeIn(incoming, environment), `${id}/${uid}`),
    requester: incoming.person,
    createdAt: now,
    expiresAt: now + environment.policy.requestExpiryHours * hourMs,
  };
}

/** One change of an interconnect is decided at a time. */
export const waitsAlready = (name: string): Card =>
  notNow(`${name} has a request that waits already`, "Decide about it, or withdraw it with cancel, first.");
