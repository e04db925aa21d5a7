import type { BroughtDifference } from "../../domain/brought.ts";
import { isKept, stepOf } from "../../graph/order.ts";
import { button } from "../actions.ts";
import { actions, type Block, type Card, card, list, mention, note, type Rich, say, text, time } from "../card.ts";
import { duration, listed, money } from "../words.ts";
import { nodesOfKind, type OperationData, type RemovalProof, wasThere } from "./operation-data.ts";
import { wordsFor } from "./operation-words.ts";
import { pairWords } from "./plan-body.ts";

export interface RemovedData extends OperationData {
  readonly proof: RemovalProof;
}

const monthMs = (365 / 12) * 24 * 3_600_000;

/** The end of a removal on its card: what is proved, what it cost, what stays as it was. */
export function removedCard(data: RemovedData): Card {
  return removedWith(data, [text(pairWords(data.plan))]);
}

/** The same as a new post, which calls whoever asked for it. */
export function removedPost(data: RemovedData): Card {
  return removedWith(data, [text(say`For ${mention(data.operation.record.requester)}, who asked for it.`)]);
}

function removedWith(data: RemovedData, first: readonly Block[]): Card {
  const { operation, proof } = data;
  const { name, uid } = operation.record;
  const differs = (proof.differences ?? []).length > 0;
  const left = givenBack(data);
  return card(`${name} ${wordsFor(operation.record).done}`, differs ? "look" : "done", [
    ...first,
    text(left.length > 0 ? givenBackWords(left) : goneWords(data)),
    ...keptBlocks(data),
    ...broughtBlocks(data),
    note(`Took ${duration(operation.stateSince - operation.record.createdAt)}. Name and addresses are free again.`),
    actions([button("plan", uid)]),
  ]);
}

/** What was there before, and was no part of the removal but for the bot's tags. */
function givenBack({ operation, plan: { azure, oci, takes } }: RemovedData): readonly string[] {
  if (takes === undefined) return [];
  const taken: readonly (readonly [step: string, what: string, taken: boolean])[] = [
    ["azure.circuit", `circuit ${azure.circuit.name}`, true],
    ["oci.virtual-circuit", `virtual circuit ${oci.virtualCircuit.name}`, takes.virtualCircuitId !== undefined],
    ["azure.connection", `connection ${azure.connection.name}`, takes.connection === true],
  ];
  const steps = operation.record.nodes.map(({ id }) => id);
  return taken.flatMap(([step, what, isTaken]) => (isTaken && !steps.includes(step) ? [what] : []));
}

const givenBackWords = (left: readonly string[]): string =>
  `As it was found, without the bot's tags, and billed as before: ${listed(left)}. What was made new is gone.`;

function goneWords(data: RemovedData): Rich {
  const {
    proof,
    plan: { cost },
    billedSince,
  } = data;
  if (neverHadCircuit(data)) return neverBilled(data);
  const since = time(Math.max(proof.circuitGoneAt, proof.virtualCircuitGoneAt), "moment");
  const bills = gatewayStays(data) ? "their billing has ended, the gateway's goes on" : "billing has ended";
  const gone = say`Both circuits are gone since ${since}; ${bills}.`;
  if (billedSince === undefined) return gone;
  const ms = proof.circuitGoneAt - billedSince;
  const sum = cost && ms > 0 ? `cost about ${money((cost.perMonth * ms) / monthMs, cost.currency)} and ` : "";
  return say`${gone} It ${sum}was there for ${duration(ms)}.`;
}

const neverHadCircuit = ({ operation, billedSince, milestones }: RemovedData): boolean =>
  operation.record.kind === "rollback" && billedSince === undefined && !wasThere(operation, milestones.circuit);

/** A build that stopped before it came to the circuit has made neither: nothing of that kind can be gone. */
function neverBilled(data: RemovedData): Rich {
  const bills = gatewayStays(data) ? "the gateway's billing goes on" : "nothing is billed";
  return say`What was made is gone. No circuit had been made yet, and ${bills}.`;
}

/** One that was made and was no part of the removal, or was found in use by others. */
function gatewayStays({ operation, plan, milestones }: RemovedData): boolean {
  const gateways = nodesOfKind(operation, [milestones.gateway]);
  const isGone = gateways.some(({ id }) => !isKept(stepOf(operation, id).outputs ?? {}));
  return plan.azure.gateway.create && !isGone;
}

/** What others began to use after the approval. */
function keptBlocks({ operation }: RemovedData): readonly Block[] {
  const titleOf = (id: string): string => operation.record.nodes.find((node) => node.id === id)?.title ?? id;
  const lines = operation.record.nodes.flatMap(({ id }) => {
    const { kept, keptWith } = stepOf(operation, id).outputs ?? {};
    if (Array.isArray(kept)) return [`${titleOf(id)}: used by ${listed(kept.map(String))}`];
    return typeof keptWith === "string" ? [`${titleOf(id)}: the ${titleOf(keptWith)} needs it`] : [];
  });
  if (lines.length === 0) return [];
  return [text("Others use this by now, so it stays. Agree who takes it over:"), list(lines)];
}

function broughtBlocks({ proof, plan: { azure, oci } }: RemovedData): readonly Block[] {
  const { differences } = proof;
  const brought = [
    ...(azure.vnet.create ? [] : [`VNet ${azure.vnet.name}`]),
    ...(azure.gateway.create ? [] : [`gateway ${azure.gateway.name}`]),
    ...(oci.vcn.create ? [] : [`VCN ${oci.vcn.name}`]),
    ...(oci.drg.create ? [] : [`DRG ${oci.drg.name}`]),
  ];
  if (brought.length === 0 || differences === undefined) return [];
  if (differences.length === 0) return [text(`As they were before, compared field by field: ${brought.join(", ")}.`)];
  return [
    text("What was there before is not as it was when the build began; the bot has not changed it:"),
    list(differences.map(differenceWords)),
  ];
}

function differenceWords({ what, field, before, after, known }: BroughtDifference): string {
  return known ? `${what}, ${field}: ${before} before, ${after} now` : `${what}, ${field}: could not be compared`;
}
