/** What is known of a call that did not succeed. */
export interface CallFailure {
  /** Whether it was a call to Teams, or for the token that such a call needs: then nothing was sent to Teams. */
  readonly stage: "token" | "connector";
  /** Absent when no answer came. */
  readonly status?: number;
  /** The service's own code for it. */
  readonly code?: string;
  /** The pause that the service asks for. */
  readonly retryAfterMs?: number;
  /** True when the request certainly never left. */
  readonly neverSent?: boolean;
}

/** A call to Teams or to its sign-in that did not succeed. Holds nothing of what was sent. */
export class TeamsCallFailed extends Error {
  override readonly name = "TeamsCallFailed";
  readonly failure: CallFailure;

  constructor(failure: CallFailure, cause?: unknown) {
    super(`a call to Teams failed (${failure.stage}, ${failure.status ?? "no answer"}, ${failure.code ?? "no code"})`, {
      cause,
    });
    this.failure = failure;
  }
}
