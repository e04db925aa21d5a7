/** One benchmark: what it measures beside what, and what it must keep to. */
export interface Bench {
  readonly name: string;
  /** One line for people. */
  readonly about: string;
  /** @throws when something it needs is missing, saying what */
  run(options: BenchOptions): Promise<Measured>;
}

export interface BenchOptions {
  /** Operations in flight on one worker. */
  readonly operations: number;
  /** Kills of a worker. */
  readonly rounds: number;
  /** Creates, one a seed. */
  readonly seeds: readonly number[];
  /** One line of progress. */
  readonly say: (line: string) => void;
}

/** Numbers by name; the name ends in the unit. */
export type Figures = Readonly<Record<string, number>>;

export interface Measured {
  readonly figures: Figures;
  /** The same, measured in the same run on what the figures are compared with. */
  readonly baseline: Figures;
  readonly ratio: { readonly of: string; readonly value: number };
  readonly budgets: readonly Budget[];
}

/** A limit and what was measured against it. */
export interface Budget {
  readonly what: string;
  readonly limit: number;
  readonly measured: number;
  readonly held: boolean;
}

/** Pass what was measured, not what is shown: a rounded figure may hold what the measured one missed. */
export const atMost = (what: string, limit: number, measured: number): Budget =>
  budget(what, limit, measured, measured <= limit);

export const atLeast = (what: string, limit: number, measured: number): Budget =>
  budget(what, limit, measured, measured >= limit);

const budget = (what: string, limit: number, measured: number, held: boolean): Budget => ({
  what,
  limit,
  measured: Number(measured.toPrecision(4)),
  held,
});
