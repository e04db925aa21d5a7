import { AsyncLocalStorage } from "node:async_hooks";
import { InterconnectError } from "../domain/errors.ts";
import type { Leave } from "../graph/step.ts";
import type { CallReport } from "../observability/call-report.ts";

/**
 * What both clouds' transports have in common: who may send a mutating call, how fast, and how secrets are named.
 */

/** A budget of calls shared by all workers, one bucket per account and method. */
export interface CallBudget {
  /** Resolves when the call may be sent; throws `transient` with `retryAfterMs` when the wait would outlast a move. */
  take(bucket: string): Promise<void>;
}

/** Names a secret without telling it: the same secret always gets the same short name. */
export type Fingerprint = (secret: string) => string;

export interface TransportOptions {
  readonly budget: CallBudget;
  readonly fingerprint: Fingerprint;
  /** Wall time after which an unanswered call is given up. */
  readonly timeoutMs: number;
  /** Told of every call after its answer; never sees a body or a header. For metrics and debug logs. */
  readonly onCall?: (call: CallReport) => void;
}

const leaves = new AsyncLocalStorage<Leave>();

/** Runs `send` so that the transports below it may send mutating calls under this leave. */
export function withLeave<T>(leave: Leave, send: () => Promise<T>): Promise<T> {
  return leaves.run(leave, send);
}

/**
 * The leave under which a mutating call may go out; whoever sends it looks at it right before the bytes are written.
 *
 * @throws InterconnectError `Bug` (fatal) when there is none: a mutating call outside a journalled step is a programming
 * error and is never sent.
 */
export function leaveFor(operation: string): Leave {
  const leave = leaves.getStore();
  if (leave === undefined) {
    throw new InterconnectError({
      code: "Bug",
      kind: "fatal",
      message: `A changing call (${operation}) was about to be sent outside a step. It was not sent.`,
    });
  }
  return leave;
}

/** The connection ended before an answer began. */
const closedCodes: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/**
 * Sends a call that only reads. A connection kept from earlier calls may be closed by the other side in the very moment
 * it is used again (seen with every server that closes idle ones); then the call goes out once more.
 *
 * @param again sends it over a new connection: kept ones are often closed together
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.3.1
 */
export async function sendReading<T>(send: () => Promise<T>, again: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (thrown) {
    if (codesOf(thrown).some((code) => closedCodes.has(code))) return again();
    throw thrown;
  }
}

/** The codes of an error and of its causes. */
function codesOf(thrown: unknown): readonly string[] {
  if (typeof thrown !== "object" || thrown === null) return [];
  const own = "code" in thrown && typeof thrown.code === "string" ? [thrown.code] : [];
  return "cause" in thrown ? [...own, ...codesOf(thrown.cause)] : own;
}
