import { type Card, code, say } from "../../../src/chat/card.ts";
import * as frozen from "../../../src/chat/views/frozen.ts";
import { listCard } from "../../../src/chat/views/list.ts";
import { operationCard } from "../../../src/chat/views/operation-card.ts";
import type { OperationData } from "../../../src/chat/views/operation-data.ts";
import { type Standing, statusCard } from "../../../src/chat/views/status.ts";
import { everywhere, type Freeze } from "../../../src/domain/freeze.ts";
import { threadId } from "../../../src/domain/ids.ts";
import { freshStep, type StepRecord } from "../../../src/graph/records.ts";
import { begun, minute } from "../../builders/operation.ts";
import { alex, approvers, dana } from "../../builders/plan.ts";

export const freeze: Freeze = {
  id: "f1",
  scope: "prod",
  by: alex,
  at: begun + 13 * minute,
  reason: "audit until Monday",
  threads: [threadId("slack/C0NET/f1-prod")],
};
const { reason: _unsaid, ...unreasoned } = freeze;
const everything: Freeze = { ...unreasoned, scope: everywhere };
const thaw: frozen.FreezeEnd = { freeze, by: dana, at: begun + 78 * minute, still: [everything] };

/** What people read while changes are frozen: of a build under way, and of a link that is up. */
export function frozenCards(building: OperationData, built: Standing): Readonly<Record<string, Card>> {
  const held: OperationData = { ...building, operation: { ...building.operation, freeze } };
  const step: StepRecord = {
    ...freshStep,
    state: "active",
    error: { code: "Frozen", kind: "conflict", message: "Changes are frozen in prod." },
    failingSince: freeze.at,
  };
  const { operation } = held;
  const heldUp = { ...held, operation: { ...operation, steps: { ...operation.steps, "oci.virtual-circuit": step } } };
  return {
    "list, frozen": listCard([built], { env: "prod", freezes: [freeze] }),
    "status, frozen": statusCard(built, freeze),
    "freeze, begun": frozen.freezeCard(freeze, [say`${code("erp")} is being built`]),
    "freeze, over": frozen.freezeOverCard(thaw),
    "freeze, over, post": frozen.freezeOverPost(thaw),
    "freeze, to whoever began it": frozen.frozenNow(freeze),
    "freeze, to whoever ended it": frozen.unfrozenNow(freeze, []),
    "freeze, already": frozen.frozenAlready(freeze),
    "freeze, which one": frozen.notFrozenNow("test", [freeze, everything]),
    "freeze, none": frozen.notFrozenNow(undefined, []),
    "freeze, what": frozen.freezeWhat(["test", "everywhere"], [freeze]),
    "freeze, nothing one may": frozen.freezeWhat([], []),
    "freeze, refuses": frozen.refusedByFreeze(everything, [approvers]),
    "operation, frozen": operationCard(held),
    "operation, held up by a freeze": operationCard(heldUp),
    "list, held up by a freeze": listCard([{ kind: "building", data: heldUp }], { env: "prod", freezes: [freeze] }),
    "post, frozen": frozen.frozenPost(held, freeze),
    "post, goes on": frozen.thawedPost({ name: "erp" }, 65 * minute),
  };
}
