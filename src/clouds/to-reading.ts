import { toInterconnectError } from "../domain/errors.ts";
import type { Reading } from "../domain/link-facts.ts";

/** Runs a read for the survey: what the cloud refuses or fails to tell becomes a reading that says why. Never throws. */
export async function toReading<T>(now: () => number, read: () => Promise<T>): Promise<Reading<T>> {
  const at = now();
  try {
    return { known: true, value: await read(), at };
  } catch (thrown) {
    return { known: false, why: toInterconnectError(thrown).message, at };
  }
}
