import type { ServiceKeyRef } from "../chat/card.ts";
import { channelReader, readerOf } from "../chat/readers.ts";
import type { StoryContext } from "../chat/story.ts";
import { tellStory } from "../chat/story.ts";
import { operationCard } from "../chat/views/operation-card.ts";
import { billingBegan, type OperationData, type RemovalProof } from "../chat/views/operation-data.ts";
import { startedPost } from "../chat/views/posts.ts";
import type { Clock } from "../domain/clock.ts";
import type { VerdictReport } from "../domain/finding.ts";
import { operationId, type PersonId } from "../domain/ids.ts";
import { type JsonObject, toJson } from "../domain/json.ts";
import { isKept, stepOf } from "../graph/order.ts";
import type { Operation, OperationRecord, StepNode } from "../graph/records.ts";
import type { Transition } from "../graph/runner.ts";
import type { AnyStep } from "../graph/step.ts";
import { lateAfter } from "../steps/late-creates.ts";
import { sweepGraph } from "../steps/teardown-graph.ts";
import type { Consequences } from "../store/operations.ts";
import { sealKey } from "./key-seal.ts";
import { newOperation } from "./new-operation.ts";
import type { Told, VerbPorts } from "./ports.ts";

/** The turning points of an operation, by the kinds of its steps. */
const milestones = {
  circuit: "azure.circuit",
  provisioned: ["oci.virtual-circuit", "azure.provider-provisioned"],
  gateway: "azure.gateway",
  traffic: ["azure.connection", "oci.route-rules"],
  hold: "gate.activate",
  soak: "gate.soak",
  gone: "link.gone",
} as const;

const minuteMs = 60_000;

/** What it takes to say for whom a service key is meant. */
export type Sealing = Pick<VerbPorts, "seal" | "environments">;

/** How long after a removal its planned names are looked at again. */
const lookAgainAfterMs = [2 * minuteMs, 15 * minuteMs] as const;

/** Tells operations in their threads, and keeps the interconnect's own record in step with them. */
export class OperationStory<C> {
  private readonly clock: Clock;
  private readonly steps: ReadonlyMap<string, AnyStep<C>>;
  private readonly sealing: Sealing;

  constructor(clock: Clock, steps: ReadonlyMap<string, AnyStep<C>>, sealing: Sealing) {
    this.clock = clock;
    this.steps = steps;
    this.sealing = sealing;
  }

  /** What is said and shown the moment an operation begins. */
  begun(record: OperationRecord, by: readonly PersonId[]): Told {
    const operation: Operation = { record, state: "open", stateSince: record.createdAt, steps: {}, signals: {} };
    return {
      card: operationCard(this.dataOf(operation)),
      posts: [
        {
          id: `${record.id}/begun`,
          destination: { to: "thread", thread: record.thread },
          card: startedPost(record, by),
        },
      ],
    };
  }

  /** What follows from one stored move. */
  readonly narrate = (transition: Transition): Consequences => {
    const { before, after } = transition;
    const told = tellStory(transition, this.context());
    const report = before.state !== "done" && after.state === "done" ? reportOf(after) : undefined;
    return {
      posts: told.posts,
      ...(told.card && { card: operationCard(this.dataOf(after, this.wholeMinute(after))) }),
      ...(report && { report }),
      ...(before.state !== "done" && after.state === "done" && this.atTheEnd(after)),
    };
  };

  /** What becomes of the interconnect when an operation has come to its end. */
  private atTheEnd(operation: Operation): Omit<Consequences, "posts"> {
    const { kind } = operation.record;
    const at = operation.stateSince;
    switch (kind) {
      case "create": {
        const built = outputsOf(operation);
        // Since when something that was there before is billed, nobody told.
        if (operation.record.plan.takes) return { interconnect: { phase: "up", builtAt: at, built } };
        const since = billingBegan(this.dataOf(operation));
        return {
          interconnect: { phase: "up", builtAt: at, built, ...(since !== undefined && { billedSince: since }) },
        };
      }
      case "reconnect":
        return { interconnect: { phase: "up" } };
      case "resize":
        return { interconnect: { plan: toJson(operation.record.plan) } };
      case "teardown":
      case "rollback":
        return {
          interconnect: { phase: "removed", removedAt: at },
          released: true,
          begins: lookAgainAfterMs.map((waitMs) => this.sweep(operation, waitMs)),
        };
      case "verify":
      case "sweep":
        return {};
    }
  }

  /** A worker that was too late, or a cloud that was, may have made something after it was seen gone. */
  private sweep(removal: Operation, waitMs: number): OperationRecord {
    const { id, plan, thread, requester, nodes } = removal.record;
    const removed = nodes.filter((node) => !isKept(stepOf(removal, node.id).outputs ?? {}));
    // Late as it may come, it comes once: so it is looked for once, when it has had all the time.
    const lateAt = waitMs === lookAgainAfterMs.at(-1) ? lateAfter(removal) : undefined;
    return newOperation(
      { clock: this.clock, seal: this.sealing.seal },
      {
        id: operationId(`${id}-sweep-${waitMs / minuteMs}min`),
        kind: "sweep",
        plan,
        thread,
        requester,
        nodes: sweepGraph(
          plan,
          removed.map((node) => node.id),
          { waitMs, ...(lateAt !== undefined && { lateAt }) },
        ),
      },
    );
  }

  /** Everything the views of an operation are drawn from. */
  dataOf(operation: Operation, now = this.clock.now()): OperationData {
    const report = reportOf(operation);
    const proof = proofOf(operation);
    const { plan, billedSince } = operation.record;
    return {
      operation,
      plan,
      now,
      usualMs: this.usualMs,
      milestones,
      ...(report && { report }),
      ...(proof && { proof }),
      ...(billedSince !== undefined && { billedSince }),
    };
  }

  /** All times on a live card change together, once a minute: an edited card is worth it only when it says more. */
  private wholeMinute({ record }: Operation): number {
    const age = this.clock.now() - record.createdAt;
    return record.createdAt + age - (age % minuteMs);
  }

  private context(): StoryContext {
    const now = this.clock.now();
    return {
      dataOf: (operation) => this.dataOf(operation, now),
      deadlineMs: (node) =>
        this.steps.get(node.kind)?.deadlineMs(node.params, node.direction) ?? Number.POSITIVE_INFINITY,
      serviceKey: (operation) => this.keyIn(operation),
      reappeared,
    };
  }

  /** The key is for wherever the story is told, and for whoever asked when it cannot be said there. */
  private keyIn(operation: Operation): ServiceKeyRef | undefined {
    const { environment, thread, requester } = operation.record;
    const circuitId = textOutput(operation, "azure.circuit", "circuitId");
    if (circuitId === undefined) return undefined;
    const { seal, environments } = this.sealing;
    const channels = environments.find(({ name }) => name === environment)?.channels ?? {};
    const further = Object.entries(channels).map(([platform, channel]) => channelReader({ platform, channel }));
    const readers = [...new Set([readerOf(thread), ...further, requester])];
    return sealKey(seal, { environment, circuitId, readers });
  }

  private readonly usualMs = (node: StepNode): number =>
    this.steps.get(node.kind)?.usualMs(node.params, node.direction) ?? 0;
}

function textOutput(operation: Operation, step: string, name: string): string | undefined {
  const value = stepOf(operation, step).outputs?.[name];
  return typeof value === "string" ? value : undefined;
}

/** The verdict that the operation's own verification came to. */
function reportOf(operation: Operation): VerdictReport | undefined {
  const report: unknown = stepOf(operation, "link.verify").outputs?.["report"];
  return report as VerdictReport | undefined;
}

/** What a removal proved at its end. */
function proofOf(operation: Operation): RemovalProof | undefined {
  const { kind, nodes } = operation.record;
  const proof = nodes.find((node) => node.kind === milestones.gone);
  if (kind === "sweep" || proof === undefined) return undefined;
  return stepOf(operation, proof.id).outputs as RemovalProof | undefined;
}

function reappeared(operation: Operation): readonly string[] {
  return operation.record.nodes.flatMap(({ id }) => {
    const found = stepOf(operation, id).outputs?.["reappeared"];
    return Array.isArray(found) ? found.map(String) : [];
  });
}

function outputsOf({ steps }: Operation): JsonObject {
  return Object.fromEntries(
    Object.entries(steps).flatMap(([id, { outputs }]) => (outputs && id !== "link.verify" ? [[id, outputs]] : [])),
  );
}
