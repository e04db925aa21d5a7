import { setTimeout as pause } from "node:timers/promises";
import { inspect } from "node:util";

/** How long `eventually` goes on looking, and how often; both in milliseconds of wall time. */
export interface Budget {
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Looks again and again until `look` gives a state that is neither undefined nor false, and returns that state.
 * A look that throws counts as not there yet, so an `expect` inside it is a condition like any other.
 * @throws Error naming the last state or the last error when the budget (5 s) is spent
 */
export async function eventually<State>(
  look: () => State | Promise<State>,
  { withinMs = 5_000, everyMs = 20 }: Budget = {},
): Promise<Exclude<State, false | undefined>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await attempt(look);
    if ("state" in seen && isThere(seen.state)) return seen.state;
    if (performance.now() >= deadline) throw notInTime(seen, withinMs);
    await pause(everyMs);
  }
}

type Seen<State> = { readonly state: State } | { readonly error: unknown };

async function attempt<State>(look: () => State | Promise<State>): Promise<Seen<State>> {
  try {
    return { state: await look() };
  } catch (error) {
    return { error };
  }
}

function isThere<State>(state: State): state is Exclude<State, false | undefined> {
  return state !== undefined && state !== false;
}

function notInTime<State>(seen: Seen<State>, withinMs: number): Error {
  if ("error" in seen) {
    return new Error(`not so within ${withinMs} ms; the last look threw: ${inspect(seen.error)}`, {
      cause: seen.error,
    });
  }
  return new Error(`not so within ${withinMs} ms; last seen: ${inspect(seen.state)}`);
}
