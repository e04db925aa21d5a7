import type { InterconnectUid } from "../domain/ids.ts";
import { isEnded } from "../graph/order.ts";
import type { Operation, OperationRecord, StepNode } from "../graph/records.ts";
import type { Moved, Transition } from "../graph/runner.ts";
import type { Keys } from "./keys.ts";
import type { Held } from "./transaction.ts";

/** What an operation holds alone: its interconnect, and the shared resources that its steps claim. */

/** The lock of an interconnect: its field `holder` is the one operation that may change it. */
export const interconnectLock = (keys: Keys, uid: InterconnectUid): string => keys.lock(`interconnect:${uid}`);

/** The locks of the shared resources that a step claims. */
export const claimLocks = (keys: Keys, { claims = [] }: StepNode): readonly string[] =>
  claims.map((claim) => keys.lock(`resource:${claim}`));

/** Who holds a step's claims: that very step. */
export const holderOf = ({ id }: Pick<OperationRecord, "id">, node: StepNode): string => `${id} ${node.id}`;

/** The locks of resources that an operation holds right now. */
export function claimsOf(keys: Keys, { record, steps }: Operation): readonly string[] {
  const holders = record.nodes.filter(({ id }) => steps[id]?.claimed === true);
  return holders.flatMap((node) => claimLocks(keys, node));
}

/** Gives back what an operation held and does not need any more, and never what another one holds by now. */
export function givenBack(keys: Keys, { after, moved }: Transition): readonly Held[] {
  const { record } = after;
  const locks = moved ? ofStep(keys, record, moved) : [];
  if (isEnded(after)) locks.push({ key: interconnectLock(keys, record.uid), value: record.id });
  return locks.map((lock) => ({ ...lock, field: "holder", commands: [["DEL", lock.key]] }));
}

function ofStep(keys: Keys, record: OperationRecord, { node, step }: Moved): { key: string; value: string }[] {
  const locks = step.claimed === undefined ? claimLocks(keys, node) : [];
  return locks.map((key) => ({ key, value: holderOf(record, node) }));
}
