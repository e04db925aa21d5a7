/** Slack says no: an error word, and what is wrong in words. */
export class Refusal extends Error {
  readonly code: string;
  readonly reasons: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfterS: number | undefined;

  constructor(
    code: string,
    more: {
      reasons?: readonly string[];
      extra?: Readonly<Record<string, unknown>>;
      retryAfterS?: number;
    } = {},
  ) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.reasons = more.reasons ?? [];
    this.extra = more.extra ?? {};
    this.retryAfterS = more.retryAfterS;
  }
}
