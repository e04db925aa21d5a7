import type { Cast } from "./cast.ts";
import type { Crossings } from "./fault.ts";
import { freezesDuring } from "./freezing.ts";
import { losesRedis, recovers } from "./recovering.ts";
import type { Networks } from "./sites.ts";

/** What there is in the end: the whole link, nothing, or what there was before. */
export type End = "up" | "gone" | "before";

/** What people do in a run, and what comes of it when nothing is lost. */
export interface Script {
  readonly crossings: Crossings;
  /** What people do before anything goes wrong. */
  prepare?(cast: Cast): Promise<void>;
  /** What the thread must say of each kind of operation, by the end that it came to. */
  readonly moments: Readonly<Partial<Record<End, Readonly<Record<string, readonly string[]>>>>>;
  /** What both ends of the link have while it is wanted; 1 Gbps unless said. */
  readonly bandwidthMbps?: number;
  /** Into which it may build; `new` and `brought` unless said. */
  readonly networks?: readonly Networks[];
  /** Nothing else can be done in its world afterwards. */
  readonly spoilsWorld?: true;
  /** Does it all, whatever gets lost on the way. @returns what people wanted in the end and have */
  play(cast: Cast): Promise<End>;
}

const up = { create: ["begun", "circuit/provisioned", "end"] };
/** Where both circuits were there before, nobody tells that they agree. */
const taken = { create: ["begun", "end"] };
const down = { teardown: ["begun", "soak/reached", "end"] };

async function builds(cast: Cast): Promise<void> {
  await cast.begins();
  await cast.isUp();
}

async function takesDown(cast: Cast): Promise<"gone"> {
  await cast.beginsTeardown();
  await cast.isGone("teardown");
  return "gone";
}

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
    moments: { gone: { ...up, ...down } },
    prepare: builds,
    play: takesDown,
  },
  freeze: {
    crossings: { all: 3_000, outside: 700 },
    moments: { up, gone: { ...up, ...down } },
    async play(cast) {
      await cast.begins();
      if (cast.direction.draw("freeze what", 0, 1) === 0) {
        await freezesDuring(cast, "create");
        await cast.isUp();
        return "up";
      }
      await cast.isUp();
      await cast.beginsTeardown();
      await freezesDuring(cast, "teardown");
      await cast.isGone("teardown");
      return "gone";
    },
  },
  resize: {
    crossings: { all: 1_200, outside: 350 },
    moments: { up: { ...up, resize: ["begun", "end"] } },
    bandwidthMbps: 2_000,
    prepare: builds,
    async play(cast) {
      await cast.resizes();
      return "up";
    },
  },
  recover: {
    crossings: { all: 2_600, outside: 600 },
    moments: { gone: { ...up, ...down } },
    // A GatewaySubnet bears no tags: one that was made stays with its VNet once its record is lost.
    networks: ["new", "ready"],
    spoilsWorld: true,
    prepare: losesRedis,
    async play(cast) {
      await recovers(cast);
      return takesDown(cast);
    },
  },
  adopt: {
    crossings: { all: 2_400, outside: 600 },
    moments: { up: taken, before: { create: ["begun"], rollback: ["begun", "end"] }, gone: { ...taken, ...down } },
    networks: ["circuit", "circuits"],
    async play(cast) {
      await cast.begins();
      const isGivenBack = cast.direction.draw("adopt and give back", 0, 1) === 1;
      const stands = isGivenBack ? await cast.cancels() : "done";
      if (stands === "paused" && (await cast.rollsBack()) === "gone") return "before";
      if (stands === "paused") await cast.resumes();
      await cast.isUp();
      return cast.direction.draw("adopt and take down", 0, 1) === 1 ? takesDown(cast) : "up";
    },
  },
} as const satisfies Readonly<Record<string, Script>>;

export type ScriptName = keyof typeof scripts;

export const isScript = (name: string): name is ScriptName => Object.hasOwn(scripts, name);
