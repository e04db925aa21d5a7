import type { ErrorRecord, Side } from "../../domain/errors.ts";
import type { OperationKind, OperationRecord, StepNode } from "../../graph/records.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Block,
  type Card,
  list,
  mention,
  note,
  type Rich,
  type ServiceKeyRef,
  say,
  serviceKey,
  text,
  time,
  word,
} from "../card.ts";
import { progressOf, type UsualMs } from "../progress.ts";
import { duration, roughly, sentenceCase } from "../words.ts";
import { soakWords } from "./operation-card.ts";
import { canReconnect, nodesOfKind, type OperationData } from "./operation-data.ts";
import { wordsFor } from "./operation-words.ts";
import { allOf } from "./people.ts";
import { billBlocks, stoppedBlocks, stoppedTitle, wayOut } from "./stopped.ts";

/** The few posts of an operation's thread. Each is worth a notification, and says what the card above does not. */

/** @param by who approved it, or who asked for it where no approval is needed */
export function startedPost(
  { name, kind, plan, resumes }: Pick<OperationRecord, "name" | "kind" | "plan" | "resumes">,
  by: readonly string[],
): Card {
  const starts: Partial<Record<OperationKind, readonly [title: string, what: Rich]>> = {
    teardown: [`Taking ${name} down starts`, say`Approved by ${allOf(by)}. Routes and gateway connection go first.`],
    rollback: [`Rolling ${name} back starts`, say`${allOf(by)} said so. What was there before stays as it is.`],
    resize: [
      `Giving ${name} more bandwidth starts`,
      say`Approved by ${allOf(by)}. Azure's circuit goes first; then both BGP sessions go down while Oracle changes its half.`,
    ],
    ...(resumes && {
      create: [
        `Finishing ${name} starts`,
        say`Approved by ${allOf(by)}. What is there of it is looked for first and stays as it is; then what is missing is made.`,
      ],
    }),
    ...(plan.takes && {
      create: [
        `Taking ${name} over starts`,
        say`Approved by ${allOf(by)}. What is there gets the bot's tags first, and nothing else of it changes; then what is missing is made.`,
      ],
    }),
    reconnect: [`Reconnecting ${name} starts`, say`${allOf(by)} said so. Routes and gateway connection come back.`],
  };
  const [title, what] = starts[kind] ?? [
    `Building ${name} starts`,
    say`Approved by ${allOf(by)}. The circuit bills from now.`,
  ];
  return word(title, "under-way", [text(say`${what} The card above follows along.`)]);
}

/** Traffic is withdrawn: the last moment at which everything can be put back, if both circuits are sound. */
export function soakPost(data: OperationData): Card {
  const { name, id } = data.operation.record;
  return word(`${name} carries no traffic any more`, "under-way", [
    text(soakWords(data)),
    canReconnect(data) && actions([button("reconnect", id)]),
  ]);
}

/** A pause that bills is told again after an hour, after four, and then every day. */
export function reminderPost(data: OperationData): Card {
  const { operation, now } = data;
  return word(`${stoppedTitle(data)}, for ${roughly(now - operation.stateSince)} now`, "stopped", [
    text(say`${mention(operation.record.requester)}: nobody has decided yet.`),
    ...billBlocks(data),
    actions(wayOut(data)),
  ]);
}

/** What a look after the end has found; what it has found is gone again. */
export function reappearedPost(name: string, found: readonly string[]): Card {
  return word(`Something of ${name} had come back and is removed again`, "look", [
    list([...found]),
    text("A cloud had finished late what was asked of it before. Nothing of it is left or billed now."),
  ]);
}

/** Oracle has used the key: from here on it is of no use to others, so it may be shown. */
export function provisionedPost(data: OperationData, key: ServiceKeyRef): Card {
  const { operation, plan } = data;
  const shown = plan.serviceKey === "thread";
  return word("Both clouds agree on the circuit", "done", [
    text(
      "Azure shows the provider as Provisioned with the private peering in place, Oracle shows the virtual circuit as PROVISIONED.",
    ),
    text(
      shown
        ? say`The service key was ${serviceKey(key)}. Oracle has used it; nobody needs to copy it.`
        : say`Oracle has used the service key; nobody needs to copy it.`,
    ),
    gatewayLeft(data),
    !shown && actions([button("reveal-key", operation.record.uid)]),
  ]);
}

function gatewayLeft(data: OperationData): Block | false {
  const { operation, milestones } = data;
  const gateways = new Set(nodesOfKind(operation, [milestones.gateway]).map(({ id }) => id));
  const { steps } = progressOf(data);
  const gateway = steps.find(({ node, state }) => gateways.has(node.id) && state === "under-way");
  const left = gateway === undefined ? 0 : gateway.usualMs - gateway.elapsedMs;
  return left > 60_000 && text(`The gateway needs about ${roughly(left)} more.`);
}

export function holdPost({ operation }: OperationData): Card {
  const { name, id, requester } = operation.record;
  return word(`${name} is built and waits for Activate`, "under-way", [
    text(say`${mention(requester)}: both BGP sessions are up. No traffic flows before somebody presses Activate.`),
    actions([button("activate", id)]),
  ]);
}

/** A new post, since an edited card notifies nobody. */
export function pausedPost(data: OperationData): Card {
  return word(stoppedTitle(data), "stopped", [...stoppedBlocks(data), actions(wayOut(data))]);
}

/** Said once a step: longer than usual is no failure. */
export function latePost(node: StepNode, { elapsedMs, reason, usualMs }: Lateness): Card {
  const title = node.title ?? node.id;
  return word(
    `The ${title} takes longer than usual: ${roughly(elapsedMs)}, usually ${roughly(usualMs(node))}`,
    "look",
    [
      text(`This is no failure, and nobody needs to act: it is looked at until it is ${end(node)}.`),
      reason !== undefined && note(sentenceCase(reason)),
    ],
  );
}

export interface Lateness {
  readonly elapsedMs: number;
  /** What is waited for, in words. */
  readonly reason: string | undefined;
  readonly usualMs: UsualMs;
}

export function lateOverPost(node: StepNode, tookMs: number): Card {
  return word(`The ${node.title ?? node.id} is ${end(node)}, after ${duration(tookMs)}`, "done");
}

/** In a removal `ready` would say the opposite of what it is. */
const end = ({ direction }: StepNode): string => (direction === "destroy" ? "done" : "ready");

const sideNames: Readonly<Record<Side, string>> = { azure: "Azure", oci: "OCI", bot: "The bot" };

/** Said once while a cloud does not answer or refuses for the moment. */
export function awayPost(side: Side, since: number, error: ErrorRecord): Card {
  return word(`${sideNames[side]} is away for the moment`, "look", [
    text(say`Since ${time(since)}: ${error.message} Nothing is lost; this goes on by itself when it is over.`),
    error.hint !== undefined && note(error.hint),
  ]);
}

/** One line when what healed by itself is over. */
export function backPost(side: Side, awayMs: number): Card {
  return word(`${sideNames[side]} answers again, after ${roughly(awayMs)}`, "done");
}

/** Another operation holds what a step needs. */
export function queuedPost(node: StepNode, error: ErrorRecord): Card {
  return word(`The ${node.title ?? node.id} waits for its turn`, "look", [
    text(error.message),
    error.hint !== undefined && note(error.hint),
  ]);
}

/** An end that is neither a result nor a pause. */
export function endedPost(data: OperationData): Card {
  const { name } = data.operation.record;
  return word(`${name} ${wordsFor(data.operation.record).failed}`, "stopped", stoppedBlocks(data));
}
