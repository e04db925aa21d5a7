import { isCancelled, stepOf } from "../../graph/order.ts";
import type { Operation, StepNode } from "../../graph/records.ts";
import { button } from "../actions.ts";
import { type Block, type Button, list, mention, note, type Rich, say, text, time } from "../card.ts";
import { listed, money, roughly, sentenceCase } from "../words.ts";
import { billsNow, canReconnect, carriedTraffic, type OperationData } from "./operation-data.ts";
import { wordsFor } from "./operation-words.ts";

/** Why an operation does not go on, and what one can do about it: shared by its card and by the post that calls. */

/** `erp stopped at the virtual circuit`, `erp waits: its build is cancelled`. */
export function stoppedTitle(data: OperationData): string {
  const { operation } = data;
  const { name } = operation.record;
  if (isCancelled(operation)) return `${name} waits: its ${wordsFor(operation.record).noun} is cancelled`;
  return `${name} stopped at the ${stoppedTitles(operation)}`;
}

/** `virtual circuit`, or `circuit and DRG` when two stopped. */
export function stoppedTitles(operation: Operation): string {
  const titles = stopped(operation).map(({ title, id }) => title ?? id);
  return titles.length === 0 ? "start" : listed(titles);
}

/** Why it stopped, what to do and who, and what bills until then. */
export function stoppedBlocks(data: OperationData): readonly Block[] {
  const { operation } = data;
  const cancelled = isCancelled(operation) ? cancelledBlocks(data) : [];
  const causes = stopped(operation).flatMap((node) => causeBlocks(operation, node));
  return [...cancelled, ...causes, ...billBlocks(data)];
}

/** What bills until somebody acts, and how much it is by now where prices are known. */
export function billBlocks(data: OperationData): readonly Block[] {
  if (!billsNow(data)) return [];
  const until = data.operation.state === "paused" ? "Until then " : "";
  return [text(`${until}Azure bills the circuit${aDay(data)}.`)];
}

/** What one can press while it is stopped. */
export function wayOut(data: OperationData): readonly Button[] {
  const { operation } = data;
  const { id, kind, name } = operation.record;
  const goOn = button("retry", id, isCancelled(operation) ? { label: "Resume" } : {});
  if (kind === "create") {
    const back = carriedTraffic(data) ? button("command", `teardown ${name}`, { label: "Tear down…" }) : rollBack(data);
    return [goOn, back];
  }
  if (kind === "resize") return [goOn, button("command", `teardown ${name}`, { label: "Tear down…" })];
  return canReconnect(data) ? [goOn, button("reconnect", id)] : [goOn];
}

function rollBack({ operation, plan }: OperationData): Button {
  const { id, name } = operation.record;
  const made = bySide(operation, ({ id: step }) => isMade(operation, step));
  const removes = operation.record.resumes
    ? removesAll
    : `Removes what this build has made so far${made.length === 0 ? "" : ` in ${made.join("; in ")}`}. What was there before stays as it is.`;
  const confirm = {
    title: `Roll ${name} back?`,
    text: plan.takes ? givesBack : removes,
    yes: "Roll back",
    no: "Not now",
  };
  return button("rollback", id, { confirm });
}

const givesBack =
  "Removes what was made new, and takes the bot's tags off what was there before. That stays as it is, and is the bot's no more.";

const removesAll =
  "Removes all of it that bears the bot's tags, also what was there before this build began. What was brought stays as it is.";

function cancelledBlocks(data: OperationData): readonly Block[] {
  const { operation } = data;
  const { by, at } = operation.signals["cancel"] ?? {};
  const who: Rich = typeof by === "string" ? say` by ${mention(by)}` : [];
  const when: Rich = typeof at === "number" ? say` at ${time(at)}` : [];
  return [
    text(say`Cancelled${who}${when}. Nothing new is sent to the clouds until somebody decides.`),
    ...madeSoFar(operation),
    ...cannotBeStopped(data),
    text(say`To do, ${mention(operation.record.requester)}: Resume to go on from here${orElse(data)}.`),
  ];
}

export function madeSoFar(operation: Operation): readonly Block[] {
  const done = bySide(operation, ({ id }) => {
    const { state, sentAt } = stepOf(operation, id);
    // What was only awaited is nobody's doing.
    return state === "done" && sentAt !== undefined;
  });
  const { did } = wordsFor(operation.record);
  if (done.length === 0) return [text(`Nothing was ${did} yet.`)];
  return [text(`${sentenceCase(did)} so far in ${done.join("; in ")}.`)];
}

/** `Not done yet in Azure: circuit; in OCI: DRG.` */
export function leftToDo(operation: Operation): readonly Block[] {
  const left = bySide(operation, ({ id }) => stepOf(operation, id).state !== "done");
  return left.length === 0 ? [] : [text(`Not done yet in ${left.join("; in ")}.`)];
}

/** A cloud finishes what it has begun, whatever anybody says. */
export function cannotBeStopped({ operation, usualMs, now }: OperationData): readonly Block[] {
  const going = operation.record.nodes.filter(({ id, title }) => {
    const { state, sentAt, intent } = stepOf(operation, id);
    return title !== undefined && state === "active" && (sentAt !== undefined || intent !== undefined);
  });
  if (going.length === 0) return [];
  const lines = going.map((node) => {
    const { startedAt = now, sentAt } = stepOf(operation, node.id);
    if (sentAt === undefined) return `${node.title ?? node.id}: not known yet, the cloud has not answered`;
    const left = Math.max(0, usualMs(node) - (now - startedAt));
    return `${node.title ?? node.id}: ${left < 60_000 ? "about done" : `about ${roughly(left)} more`}`;
  });
  return [text("What the clouds have begun cannot be stopped, only awaited:"), list(lines)];
}

function orElse(data: OperationData): string {
  const { kind } = data.operation.record;
  if (kind === "create") {
    return carriedTraffic(data) ? ", or Tear down to remove it in order" : ", or Roll back to remove what was made";
  }
  if (kind === "resize") return ", or Tear down; Azure takes no bandwidth back";
  return canReconnect(data) ? ", or Reconnect to let traffic flow again" : "";
}

/** ", about GBP 11 a day", where the price list says so. */
function aDay({ plan: { cost } }: OperationData): string {
  const circuit = cost?.items.find(({ name }) => name.startsWith("Circuit "));
  return cost && circuit ? `, about ${money((circuit.perMonth * 12) / 365, cost.currency)} a day` : "";
}

function causeBlocks(operation: Operation, node: StepNode): readonly Block[] {
  const { error } = stepOf(operation, node.id);
  if (error === undefined) return [];
  const { message, hint, details = {} } = error;
  const marks = [details.cloudCode, details.requestId === undefined ? undefined : `request ${details.requestId}`];
  const known = marks.filter((one) => one !== undefined);
  return [
    text(message),
    ...(details.cloudMessage === undefined ? [] : [note(`In the cloud's own words: ${details.cloudMessage}`)]),
    ...(known.length === 0 ? [] : [note(known.join(" · "))]),
    text(say`To do, ${mention(operation.record.requester)}: ${hint ?? "mend the cause, then press Retry."}`),
  ];
}

function stopped(operation: Operation): readonly StepNode[] {
  return operation.record.nodes.filter(({ id }) => stepOf(operation, id).state === "blocked");
}

function isMade(operation: Operation, id: string): boolean {
  const { state, sentAt, intent } = stepOf(operation, id);
  return state === "done" || sentAt !== undefined || intent !== undefined;
}

/** `Azure: circuit and gateway`, `OCI: DRG`; what is of neither side alone is a state, not a thing. */
function bySide(operation: Operation, counts: (node: StepNode) => boolean): readonly string[] {
  return (["azure", "oci"] as const).flatMap((side) => {
    const nodes = operation.record.nodes.filter((node) => node.side === side && counts(node));
    const titles = nodes.flatMap(({ title }) => title ?? []);
    return titles.length === 0 ? [] : [`${side === "azure" ? "Azure" : "OCI"}: ${listed(titles)}`];
  });
}
