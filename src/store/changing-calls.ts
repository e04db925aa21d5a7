import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import { InterconnectError } from "../domain/errors.ts";
import { everywhere, type Freeze } from "../domain/freeze.ts";
import type { OperationRecord, StepNode, StepRecord } from "../graph/records.ts";
import type { Leave } from "../graph/step.ts";
import type { Alarms, Taking } from "./alarms.ts";
import { lateWorker } from "./alarms.ts";
import type { Durability } from "./durability.ts";
import { notFrozen, toFreeze } from "./freezes.ts";
import type { Keys } from "./keys.ts";
import { journalEntry } from "./operation-fields.ts";
import { claimLocks, holderOf } from "./operation-locks.ts";
import type { Command, Guard } from "./transaction.ts";
import { transact } from "./transaction.ts";

export interface ChangingCallPorts {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly alarms: Alarms;
  readonly durability: Durability;
  /** The operation's clock. */
  readonly now: () => number;
}

/** What a step must have before it may change anything in the clouds. */
export class ChangingCalls {
  private readonly ports: ChangingCallPorts;

  constructor(ports: ChangingCallPorts) {
    this.ports = ports;
  }

  /**
   * Writes down, safe from the loss of the Redis host, that a changing call is about to be sent, and takes the node's
   * claims. The script that writes it is the one that looks for a freeze: after one has begun, no call begins any more.
   *
   * @throws InterconnectError `late`, or `conflict` naming who has frozen changes or holds a claimed resource
   */
  async begin(taking: Taking, operation: OperationRecord, node: StepNode, record: StepRecord): Promise<void> {
    const { redis, keys, alarms, now } = this.ports;
    const claims = claimLocks(keys, node);
    const holder = holderOf(operation, node);
    const since = String(now());
    const facts = { what: record.intent?.what ?? "", generation: record.generation };
    const frozen = notFrozen(keys, operation.environment);
    const result = await transact(redis, {
      guards: [
        alarms.stillTaken(taking),
        ...frozen,
        ...claims.map((key): Guard => ["field-free-or", key, "holder", holder]),
      ],
      commands: [
        ...claims.map((key): Command => ["HSET", key, "holder", holder, "name", operation.name, "since", since]),
        ["HSET", keys.operation(operation.id), `step:${node.id}`, JSON.stringify(record)],
      ],
      changed: [journalEntry(keys, taking, node.id, { event: "intent", at: now(), facts })],
    });
    if (result.ok) return this.ports.durability.settled();
    if (result.guard === 0) throw lateWorker(taking);
    if (result.guard <= frozen.length) throw frozenBy(toFreeze(result.found ?? "{}"));
    throw await this.heldBy(node, claims[result.guard - 1 - frozen.length] ?? "");
  }

  /** Leave for one changing call, valid until `untilMs` of `performance.now()`. */
  leave(operation: OperationRecord, node: StepNode, generation: number, untilMs: number): Leave {
    return {
      retryToken: createHash("sha256").update(`${operation.uid}/${node.id}/${generation}`).digest("hex").slice(0, 48),
      check: () => {
        if (performance.now() < untilMs) return;
        throw new InterconnectError({
          code: "LateWorker",
          kind: "late",
          message: "This worker was too slow to send; nothing was sent and another worker may go on.",
        });
      },
    };
  }

  private async heldBy(node: StepNode, lock: string): Promise<InterconnectError> {
    const { redis, now } = this.ports;
    const [name, since] = await redis.hmget(lock, "name", "since");
    const minutes = Math.max(0, Math.round((now() - Number(since ?? now())) / 60_000));
    return new InterconnectError({
      code: "Busy",
      kind: "conflict",
      message: `${name ?? "Another interconnect"} is changing what ${node.title ?? node.id} needs, for ${minutes} min now. This waits for it.`,
    });
  }
}

/** The end of a freeze wakes whom it held up; the pause is only for a process that dies before it has done so. */
const lookAgainMs = 60_000;

function frozenBy({ scope }: Freeze): InterconnectError {
  const where = scope === everywhere ? "in all environments" : `in ${scope}`;
  return new InterconnectError({
    code: "Frozen",
    kind: "conflict",
    message: `Changes are frozen ${where}. This goes on by itself when the freeze ends.`,
    retryAfterMs: lookAgainMs,
  });
}
