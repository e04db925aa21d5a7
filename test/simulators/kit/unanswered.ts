/** Why a request of a chat service was not answered: not in the time that it gives, or nobody was there. */
export type Unanswered = "http_timeout" | "connection_failed";

/** @param problem what `fetch` rejected with under `AbortSignal.timeout`: a `DOMException`, which Node 20 calls no error */
export const unanswered = (problem: unknown): Unanswered =>
  typeof problem === "object" && problem !== null && "name" in problem && problem.name === "TimeoutError"
    ? "http_timeout"
    : "connection_failed";
