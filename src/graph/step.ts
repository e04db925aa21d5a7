import type { InterconnectError } from "../domain/errors.ts";
import type { Json, JsonObject } from "../domain/json.ts";

/** What a step noted about its resource (ids, the URL of a running cloud operation); survives crashes with the step. */
export type Memo = Readonly<Record<string, Json>>;

/** Whether a step makes its resource or removes it. */
export type Direction = "build" | "destroy";

/** Who a resource belongs to; becomes its tags. `seal` is an HMAC over uid and environment. */
export interface OwnerMark {
  readonly uid: string;
  readonly environment: string;
  readonly seal: string;
  /** The plan as a sealed text: what a lost record is made from again. Proves nothing about the resource. */
  readonly plan?: string;
}

/** A mutating call's leave to be sent. */
export interface Leave {
  /**
   * Throws `late` when this worker may have lost the operation since the leave was given. The cloud's transport calls
   * it immediately before the bytes go out.
   */
  check(): void;
  /** Idempotency token of this step's current generation, at most 64 characters. */
  readonly retryToken: string;
}

/** Everything a step may see and use during one move. `C` is whatever gives access to the clouds. */
export interface StepContext<C> {
  readonly clouds: C;
  readonly owner: OwnerMark;
  /** Outputs of the steps this one needs, directly or through others, by step id. */
  readonly outputs: Readonly<Record<string, JsonObject>>;
  readonly memo: Memo;
  /** Present when a mutating call was begun and its outcome is not known. */
  readonly unfinished: { readonly what: string; readonly at: number; readonly ageMs: number } | undefined;
  /** When the last changing call of this generation was answered; undefined when none was, or what it began has failed. */
  readonly sentAt: number | undefined;
  /** What people said to the operation so far, such as `activate`. */
  readonly signals: Readonly<Record<string, JsonObject>>;
  /** Nothing will be sent in this move: what an unfinished call may have made is looked for by whatever tells it. */
  readonly onlyLooks: boolean;
  /** Changes are frozen for the moment: nothing may begin. */
  readonly frozen: boolean;
  /** The operation's clock, Unix milliseconds. */
  readonly now: number;
  /** Adds to the memo; stored with the outcome of this move. `null` removes an entry. */
  note(patch: Memo): void;
}

/** The one difference to be sent, found by comparing what is with what is wanted. */
export interface Change {
  /** What is sent, in words for the journal, such as `put route rules of rt-app`. */
  readonly what: string;
  send(leave: Leave): Promise<void>;
}

export type Settled =
  | { readonly state: "done"; readonly outputs: JsonObject }
  /** `retryAfterMs` when the cloud asked not to be looked at earlier. */
  | { readonly state: "waiting"; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly state: "dead"; readonly error: InterconnectError };

/**
 * One cloud resource, or one awaited state, in five small parts. The runner composes them into one idempotent move:
 * look, do what is missing, report. A step never waits, retries, logs or talks to people.
 *
 * `O` is what a look sees. `undefined` from `observe` means proven absence; anything unreadable is thrown.
 */
export interface Step<C, P, O> {
  readonly kind: string;
  /** How long it usually takes until settled, in ms; sets the pace of looks. Source: docs/durations.md. */
  readonly usualMs: (params: P, direction: Direction) => number;
  /** Past this age the thread hears that it takes unusually long; nothing is given up. */
  readonly deadlineMs: (params: P, direction: Direction) => number;
  /** The signal this step waits for, if it waits for one: it is looked at as soon as that was said. */
  readonly signal?: string;
  /** One look; may note ids and operation URLs. Never changes anything. */
  readonly observe: (params: P, context: StepContext<C>) => Promise<O | undefined>;
  /** One mutating call that creates what `observe` did not find. Absent for awaited states and brought resources. */
  readonly ensure?: (params: P, context: StepContext<C>, leave: Leave) => Promise<void>;
  /** Pure: what differs from what is wanted, or undefined. */
  readonly sync?: (params: P, observed: O, context: StepContext<C>) => Change | undefined;
  /** Pure: is it done, still on its way, or dead. `observed` is undefined only for steps without `ensure`. */
  readonly settled: (params: P, observed: O | undefined, context: StepContext<C>) => Settled;
  /** One mutating call that removes what `observe` found. Absent for awaited states, which a removal awaits likewise. */
  readonly destroy?: (params: P, observed: O, context: StepContext<C>, leave: Leave) => Promise<void>;
  /**
   * For a removal that has not begun: one more look for what others have on it by now, in words. It then stays, and with
   * it what must not go before it.
   */
  readonly stays?: (params: P, observed: O, context: StepContext<C>) => Promise<readonly string[]>;
  /**
   * Pure, for a removal: has it begun, is it still going, or dead. What is dead of the kind `conflict` or `transient`, or
   * on a person's Retry, is asked for again. One that was
   * asked for and does not show is asked for again after a while.
   */
  readonly removal?: (params: P, observed: O, context: StepContext<C>) => Settled | "not-begun";
}

/** A step with its types hidden, as the registry keeps it. Params are checked by `parse` when a graph is loaded. */
export interface AnyStep<C> extends Step<C, JsonObject, unknown> {}

/**
 * Hides a step's own types behind the registry's common one.
 *
 * @param parse reads the stored params; throws when a record does not fit (then the operation is of another version).
 */
export function defineStep<C, P, O>(step: Step<C, P, O>, parse: (stored: JsonObject) => P): AnyStep<C> {
  // `observed` handed back to a step is always what its own `observe` returned: the one place where that is asserted.
  const seen = (observed: unknown): O => observed as O;
  const { ensure, sync, destroy, removal, stays } = step;
  return {
    kind: step.kind,
    usualMs: (stored, direction) => step.usualMs(parse(stored), direction),
    deadlineMs: (stored, direction) => step.deadlineMs(parse(stored), direction),
    ...(step.signal !== undefined && { signal: step.signal }),
    observe: (stored, context) => step.observe(parse(stored), context),
    settled: (stored, observed, context) =>
      step.settled(parse(stored), observed === undefined ? undefined : seen(observed), context),
    ...(ensure && { ensure: (stored, context, leave) => ensure(parse(stored), context, leave) }),
    ...(sync && { sync: (stored, observed, context) => sync(parse(stored), seen(observed), context) }),
    ...(destroy && {
      destroy: (stored, observed, context, leave) => destroy(parse(stored), seen(observed), context, leave),
    }),
    ...(stays && { stays: (stored, observed, context) => stays(parse(stored), seen(observed), context) }),
    ...(removal && { removal: (stored, observed, context) => removal(parse(stored), seen(observed), context) }),
  };
}
