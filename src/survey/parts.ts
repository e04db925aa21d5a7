import { toInterconnectError } from "../domain/errors.ts";
import type { Json } from "../domain/json.ts";
import type { Reading } from "../domain/link-facts.ts";

/** What asking for one part brings: its value, or where to look for it later. */
export type PartAnswer<T> = { readonly rows: T } | { readonly url: string; readonly retryAfterMs: number };

/** One part of the facts. A part whose answer takes a while is asked for once and then looked at. */
export interface Part<T> {
  begin(): Promise<PartAnswer<T>>;
  look?(url: string): Promise<PartAnswer<T>>;
}

/** How far one part is; survives between looks and crashes. */
export type PartState<T> =
  | { readonly state: "begun"; readonly url: string; readonly notBefore: number; readonly failures: number }
  | { readonly state: "failed"; readonly failures: number }
  | { readonly state: "read"; readonly reading: Reading<T> };

/** A part that fails this often in a row is taken as unreadable. */
const ATTEMPTS = 3;

const fresh = { state: "failed", failures: 0 } as const;

/** Takes one part one step further; at most one call. Never throws: what fails for good is a reading that says why. */
export async function advance<T>(
  part: Part<T>,
  before: PartState<T> | undefined,
  now: () => number,
): Promise<PartState<T>> {
  const state = before ?? fresh;
  if (state.state === "read" || (state.state === "begun" && now() < state.notBefore)) return state;
  const at = now();
  const { failures } = state;
  try {
    return toState(await ask(part, state), at, failures);
  } catch (thrown) {
    if (failures + 1 < ATTEMPTS) return { state: "failed", failures: failures + 1 };
    return { state: "read", reading: { known: false, why: toInterconnectError(thrown).message, at } };
  }
}

function ask<T>(part: Part<T>, state: PartState<T>): Promise<PartAnswer<T>> {
  return state.state === "begun" && part.look ? part.look(state.url) : part.begin();
}

/** Parts by name. */
export type PartMap<V> = { readonly [K in keyof V]: Part<V[K]> };
/** How far each of them is; absent before the first look. */
export type StateMap<V> = { readonly [K in keyof V]?: PartState<V[K]> };

/** Every part one step further, all at the same time. */
export async function advanceAll<V>(parts: PartMap<V>, before: StateMap<V>, now: () => number): Promise<StateMap<V>> {
  const after: { [K in keyof V]?: PartState<V[K]> } = {};
  const one = async <K extends keyof V>(name: K, part: Part<V[K]>): Promise<void> => {
    after[name] = await advance(part, before[name], now);
  };
  const names = Object.keys(parts).filter((name): name is Extract<keyof V, string> => name in parts);
  await Promise.all(names.map((name) => one(name, parts[name])));
  return after;
}

function toState<T>(answer: PartAnswer<T>, at: number, failures: number): PartState<T> {
  if ("rows" in answer) return { state: "read", reading: { known: true, value: answer.rows, at } };
  return { state: "begun", url: answer.url, notBefore: at + answer.retryAfterMs, failures };
}

/** The reading of a finished part. */
export function readingOf<T>(state: PartState<T> | undefined): Reading<T> | undefined {
  return state?.state === "read" ? state.reading : undefined;
}

/** How long to wait before the next look makes sense; 0 when a part can be looked at at once. */
export function pauseFor(states: readonly (PartState<unknown> | undefined)[], now: number): number {
  const pauses = states.flatMap((state) => {
    if (state?.state === "read") return [];
    return [state?.state === "begun" ? Math.max(0, state.notBefore - now) : 0];
  });
  return pauses.length === 0 ? 0 : Math.min(...pauses);
}

/** What is kept was always written by `toJson`: this is the one place where its type is asserted. */
export function fromMemo<S extends object>(memo: Json | undefined): Partial<S> {
  return memo !== undefined && memo !== null && typeof memo === "object" ? (memo as Partial<S>) : {};
}
