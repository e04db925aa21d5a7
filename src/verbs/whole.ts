import type { Card } from "../chat/card.ts";
import { wholePlan } from "../chat/views/whole-plan.ts";
import { type RemovalStep, wholeRemoval } from "../chat/views/whole-removal.ts";
import { requestId } from "../domain/ids.ts";
import type { StepNode } from "../graph/records.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { TeardownRequest } from "../store/request-records.ts";
import type { VerbPorts } from "./ports.ts";
import { removalOf } from "./removal-of.ts";

/** What a card that is asked for the whole of it is about: a teardown's steps, else the plan of what is, or would be, there. */
export async function wholeOf(ports: VerbPorts, record: InterconnectRecord, subject: string): Promise<Card> {
  const request = (await ports.requests.load(requestId(subject)))?.record;
  if (request?.kind !== "teardown") return wholePlan(request?.plan ?? record.plan);
  const { nodes } = await removalOf(ports, record, request);
  return wholeRemoval(request, stepsOf(nodes, request));
}

/** What is only awaited, or read, by the kind of its step. */
const awaited: Readonly<Record<string, string>> = {
  "azure.circuit-free": "waits until nobody else is on the circuit",
  "azure.provider-released": "waits until Azure shows that Oracle has let go of the circuit",
  "link.gone": "reads both clouds afresh: what is gone, and whether what was there before is as it was",
};

/** A step that removes nothing of what is there goes unsaid. */
function wordsFor({ id, kind, title }: StepNode, { review, soakMinutes }: TeardownRequest): string | undefined {
  if (kind === "gate.soak")
    return `waits ${soakMinutes} min, in which Reconnect puts everything back while both circuits are sound`;
  if (kind === "azure.mark" || kind === "oci.mark") return `takes off the bot's ${title}`;
  const removed = review.removes.find(({ step }) => step === id);
  return awaited[kind] ?? (removed && `removes ${removed.what}`);
}

function stepsOf(nodes: readonly StepNode[], request: TeardownRequest): readonly RemovalStep[] {
  const needed = new Map(nodes.map(({ id }) => [id, allNeedsOf(nodes, id)]));
  const waitsFor = (one: StepNode, other: StepNode): boolean => needed.get(one.id)?.has(other.id) === true;
  const told = nodes.flatMap((node) => {
    const does = wordsFor(node, request);
    return does === undefined ? [] : [{ node, does }];
  });
  return told.map(({ node, does }) => {
    const before = told.filter((one) => waitsFor(node, one.node));
    const last = before.filter((one) => !before.some((other) => waitsFor(other.node, one.node)));
    return { side: node.side, does, after: last.map((one) => told.indexOf(one) + 1) };
  });
}

/** Everything that a step needs, directly or through others. */
function allNeedsOf(nodes: readonly StepNode[], id: string): ReadonlySet<string> {
  const direct = nodes.find((node) => node.id === id)?.needs ?? [];
  return new Set(direct.flatMap((need) => [need, ...allNeedsOf(nodes, need)]));
}
