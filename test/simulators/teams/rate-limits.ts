import { PER_TENANT, PER_THREAD, type Window } from "./limits.ts";

/** What a call does, which decides how often it may be made. */
export type CallKind = keyof typeof PER_THREAD;

/** Teams' rate limits on wall time: sliding windows for each thread, and for the whole tenant. */
export class RateLimits {
  /** How many times Teams' figures are allowed: 1 as in life, `Infinity` for no limit. */
  generosity: number;
  private readonly calls = new Map<string, number[]>();

  constructor(generosity = 1) {
    this.generosity = generosity;
  }

  /** Counts a call; when there were too many, the seconds after which to try again. */
  take(kind: CallKind, thread: string): number | undefined {
    if (this.generosity === Number.POSITIVE_INFINITY) return undefined;
    const nowMs = Date.now();
    const books = [
      { key: `${kind} ${thread}`, windows: PER_THREAD[kind] },
      { key: "tenant", windows: PER_TENANT },
    ];
    const waitMs = Math.max(...books.map(({ key, windows }) => this.waitMs(this.book(key), windows, nowMs)));
    if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / 1000));
    for (const { key } of books) this.book(key).push(nowMs);
    return undefined;
  }

  private book(key: string): number[] {
    const book = this.calls.get(key) ?? [];
    this.calls.set(key, book);
    return book;
  }

  /** How long until one more call fits into each of the windows. */
  private waitMs(book: readonly number[], windows: readonly Window[], nowMs: number): number {
    const waits = windows.map(({ withinMs, calls }) => {
      const nth = book.at(-Math.floor(calls * this.generosity));
      return nth === undefined ? 0 : nth + withinMs - nowMs;
    });
    return Math.max(0, ...waits);
  }
}
