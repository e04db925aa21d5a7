import type { Cast } from "./cast.ts";
import type { Crossings } from "./fault.ts";

/** What there is in the end: the whole link, or nothing. */
export type End = "up" | "gone";

/** What people do in a run, and what comes of it when nothing is lost. */
export interface Script {
  readonly crossings: Crossings;
  /** What people do before anything goes wrong. */
  prepare?(cast: Cast): Promise<void>;
  /** What the thread must say of each kind of operation, by the end that it came to. */
  readonly moments: Readonly<Partial<Record<End, Readonly<Record<string, readonly string[]>>>>>;
  /** Does it all, whatever gets lost on the way. @returns what people wanted in the end and have */
  play(cast: Cast): Promise<End>;
}

const up = { create: ["begun", "circuit/provisioned", "end"] };

export const scripts = {
  create: {
    crossings: { all: 1_300, outside: 420 },
    moments: { up },
    async play(cast) {
      await cast.begins();
      await cast.isUp();
      return "up";
    },
  },
  cancel: {
    crossings: { all: 1_500, outside: 480 },
    moments: { up },
    async play(cast) {
      await cast.begins();
      if ((await cast.cancels()) === "paused") await cast.resumes();
      await cast.isUp();
      return "up";
    },
  },
  rollback: {
    crossings: { all: 2_000, outside: 600 },
    moments: { up, gone: { create: ["begun"], rollback: ["begun", "end"] } },
    async play(cast) {
      await cast.begins();
      const stands = await cast.cancels();
      if (stands === "paused" && (await cast.rollsBack()) === "gone") return "gone";
      if (stands === "paused") await cast.resumes();
      await cast.isUp();
      return "up";
    },
  },
  teardown: {
    crossings: { all: 1_500, outside: 400 },
    moments: { gone: { ...up, teardown: ["begun", "soak/reached", "end"] } },
    async prepare(cast) {
      await cast.begins();
      await cast.isUp();
    },
    async play(cast) {
      await cast.takesDown();
      return "gone";
    },
  },
} as const satisfies Readonly<Record<string, Script>>;

export type ScriptName = keyof typeof scripts;

export const isScript = (name: string): name is ScriptName => Object.hasOwn(scripts, name);
