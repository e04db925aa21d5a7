import { createHash } from "node:crypto";

/** Median and spread of a log-normal duration; the result is kept within `minMs` and `maxMs`. */
export interface LognormalShape {
  readonly medianMs: number;
  readonly sigma: number;
  readonly minMs?: number;
  readonly maxMs?: number;
}

const numbersOf = (seed: number, name: string): readonly [number, number] => {
  const digest = createHash("sha256").update(`${seed}\n${name}`).digest();
  return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32];
};

/**
 * Random draws that depend on the seed and the name alone, never on the order of the calls: two runs of
 * one seed agree even when they ask in a different order. Each name's number is its SHA-256 digest.
 */
export class Rng {
  readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** A number in [0, 1). */
  uniform(name: string): number {
    return numbersOf(this.seed, name)[0];
  }

  /** A whole number from `least` to `most`, both included. */
  integer(name: string, least: number, most: number): number {
    return least + Math.floor(this.uniform(name) * (most - least + 1));
  }

  /** A log-normal duration in whole ms, by the Box-Muller transform. */
  lognormal(name: string, shape: LognormalShape): number {
    const [first, second] = numbersOf(this.seed, name);
    const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
    const drawn = shape.medianMs * Math.exp(shape.sigma * normal);
    const floored = Math.max(drawn, shape.minMs ?? 0);
    return Math.round(Math.min(floored, shape.maxMs ?? Number.POSITIVE_INFINITY));
  }

  /** A UUID of version 4 in lower case. */
  uuid(name: string): string {
    const hex = createHash("sha256").update(`${this.seed}\nuuid\n${name}`).digest("hex");
    const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) % 4)).toString(16);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join("-");
  }
}
