import { z } from "zod";

export interface Question {
  readonly id: number;
  readonly question: string;
}

export interface Answer {
  readonly id: number;
  readonly value: unknown;
}

/** The settings this program was started with. */
export function settings<T>(parse: (given: unknown) => T): T {
  return parse(JSON.parse(process.argv[2] ?? "{}"));
}

/** Where a worker under measurement finds its Redis and its cloud. */
export const placeOf = z.object({ redisUrl: z.string(), prefix: z.string(), cloudUrl: z.string() }).parse;

/** Lets the program that started this one ask questions; ends this one when it is gone. */
export function answerQuestions(answers: Readonly<Record<string, () => unknown>>): void {
  const known: Readonly<Record<string, () => unknown>> = { ready: () => true, ...answers };
  process.on("message", ({ id, question }: Question) => {
    const answer: Answer = { id, value: known[question]?.() };
    process.send?.(answer);
  });
  process.once("disconnect", () => process.exit(0));
}
