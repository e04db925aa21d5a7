import type { ChainableCommander } from "ioredis";

/** A hash as Redis answers it; empty when there is none. */
export type Hash = Record<string, string>;

/**
 * Sends what was collected and gives the answers in the same order, of the shapes the caller knows.
 * A refusal of Redis counts for the whole: read as nothing, a record would pass for one that does not exist.
 * @throws the first refusal
 */
export async function answersOf<Answers extends readonly unknown[]>(pipeline: ChainableCommander): Promise<Answers> {
  const all = (await pipeline.exec()) ?? [];
  return all.map(([refusal, answer]) => {
    if (refusal) throw refusal;
    return answer;
  }) as unknown as Answers;
}
