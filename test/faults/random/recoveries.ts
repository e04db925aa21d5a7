import type { Taken } from "./wire.ts";

/** How long operations lay still because the process that had them was killed. */
export class Recoveries {
  /** Wall ms, in the order of recovery. */
  readonly ms: number[] = [];
  private readonly holders = new Map<string, string>();
  private readonly orphaned = new Map<string, number>();

  taken({ operation, process }: Taken): void {
    const since = this.orphaned.get(operation);
    if (since !== undefined) this.ms.push(performance.now() - since);
    this.orphaned.delete(operation);
    this.holders.set(operation, process);
  }

  killed(process: string): void {
    for (const [operation, holder] of this.holders) {
      if (holder === process && !this.orphaned.has(operation)) this.orphaned.set(operation, performance.now());
    }
  }
}
