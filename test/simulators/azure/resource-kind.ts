import type { DurationName } from "../fabric/durations.ts";
import type { JsonObject } from "../kit/json.ts";
import type { ArmProblem } from "./arm-problem.ts";
import type { ArmResource } from "./store.ts";

/** A PUT of one resource, once it is known to be well formed. */
export interface Write {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly location: string;
  readonly body: JsonObject;
  readonly previous: ArmResource | undefined;
  readonly parent: ArmResource | undefined;
}

/**
 * What makes one type of resource different from the others. The way of a request (group, locks,
 * conflicts, quota, operation, ledger) is the same for all and lies in `resource-writes.ts`.
 */
export interface ResourceKind {
  /** Without the namespace, e.g. `virtualNetworks/subnets`. */
  readonly type: string;
  readonly durations: { readonly create: DurationName; readonly update: DurationName; readonly delete: DurationName };
  /** The name of its quota, and the code when it is used up. */
  readonly quota?: { readonly name: string; readonly code: string };
  /** What the answer to a write asks for, where it is not the usual 10 s. */
  readonly retryAfterSeconds?: number;
  /** What is charged for while it exists. */
  readonly bills?: string;
  /** Why a write is refused at once. */
  check?(write: Write): ArmProblem | undefined;
  /** Why a write is accepted and fails in the end, without taking effect. */
  doomed?(write: Write): ArmProblem | undefined;
  /** The properties to keep. */
  draft(write: Write): JsonObject;
  /** What stands beside the properties; by default the `sku` and `zones` of the body. */
  beside?(write: Write): JsonObject;
  /** Other resources whose writes exclude this one's. */
  holds?(resource: ArmResource): readonly string[];
  /** When a write is accepted: children that are part of the body. */
  accepted?(resource: ArmResource, write: Write): void;
  /** When a write has succeeded. `write` tells what it was before. */
  written?(resource: ArmResource, write: Write): void;
  /** Why a delete is refused at once: something still uses it. */
  blocked?(resource: ArmResource): ArmProblem | undefined;
  /** When a delete is accepted; a problem makes it fail in the end and the resource stay, Failed. */
  deleting?(resource: ArmResource): ArmProblem | undefined;
  /** When it is gone. */
  deleted?(resource: ArmResource): void;
  /** The properties as shown, without `provisioningState`; by default those that are kept. */
  show?(resource: ArmResource): JsonObject;
}
