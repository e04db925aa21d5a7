import { KEPT } from "../../simulators/kit/traffic.ts";
import { idOf } from "../../support/channel-view.ts";
import { isWithin } from "../../support/history/calls-of.ts";
import type { Asked, Frozen, History, JournalEntry, OperationHistory, Subject } from "../../support/history/history.ts";
import type { Scene } from "../../support/scene.ts";
import { type End, type Script, type ScriptName, scripts } from "./scripts.ts";
import type { Site } from "./sites.ts";
import type { Wire } from "./wire.ts";

/** How things stood when a run began. */
export interface Standing {
  readonly sinceMs: number;
  readonly before: History["before"];
  readonly deadLetters: number;
}

/** What Redis held of a run before it lost everything. */
export interface Lost {
  readonly operations: readonly OperationHistory[];
  /** How many messages stood there: the cards among them are not edited any more, and what goes on is told on others. */
  readonly messages: number;
}

export const nothingLost: Lost = { operations: [], messages: 0 };

interface Ran {
  readonly standing: Standing;
  readonly wire: Wire;
  readonly site: Site;
  readonly script: ScriptName;
  readonly uid: string;
  /** What people wanted in the end. */
  readonly wanted: End;
  readonly lost: Lost;
}

export async function standingOf({ world, clouds, redis }: Scene): Promise<Standing> {
  const deadLetters = await redis.llen("ic:dead-letters");
  return { sinceMs: world.sim.clock.now(), before: clouds.everything(), deadLetters };
}

/** Reads the history of a run out of its scene: from the simulators' books, Redis and the chat. */
export async function historyOf(
  scene: Scene,
  { standing, wire, site, script, uid, wanted, lost }: Ran,
): Promise<History> {
  const { moments, bandwidthMbps = 1_000 }: Script = scripts[script];
  const subject: Subject = { ...site, uid, environment: "prod", wanted, bandwidthMbps };
  const ledger = scene.world.sim.ledger.snapshot();
  const names = new Map(ledger.resources.map(({ id, name }) => [id, name]));
  const isAbout = (text: string): boolean => {
    const [ocid = ""] = /ocid1\.[\w.-]+/.exec(text.split(" HTTP/", 1)[0] ?? "") ?? [];
    const path = text.split(" ", 2)[1] ?? "";
    const isThere = [...site.brought, ...(site.taken ?? [])].some((id) => id === ocid || isWithin(id, path));
    return isThere || text.includes(uid) || (names.get(ocid) ?? "").includes(uid);
  };
  const seen = wire.events((text) => (isAbout(text) ? uid : ""));
  const calls = ledger.calls.filter(({ atMs }) => atMs >= standing.sinceMs);
  if (seen.filter(({ kind }) => kind === "call").length < calls.length) throw new Error("calls went past the border");
  return {
    sinceMs: standing.sinceMs,
    subjects: [subject],
    operations: [...lost.operations, ...(await operationsOf(scene, uid, moments[wanted] ?? {}))],
    ledger,
    asked: askedOf(scene, standing.sinceMs),
    wire: seen,
    freezes: await freezesOf(scene),
    before: standing.before,
    after: scene.clouds.everything(),
    said: scene.channel.fromBot().flatMap((message, index) => {
      const id = idOf(message) ?? "";
      const isLeft = index < lost.messages && id.endsWith("/card");
      return id.includes(uid) && !isLeft ? [{ thread: message.threadTs ?? message.ts, id }] : [];
    }),
    repeatsAllowed: 0,
    deadLetters: (await scene.redis.llen("ic:dead-letters")) - standing.deadLetters,
  };
}

/** All that Redis holds of a run now; what has not ended has no more to say. */
export async function lostOf(scene: Scene, uid: string, moments: Moments): Promise<Lost> {
  const operations = await operationsOf(scene, uid, moments);
  const states = await Promise.all(operations.map(({ id }) => scene.redis.hget(`ic:operation:${id}`, "state")));
  return {
    operations: operations.map((one, index) => (states[index] === "done" ? one : { ...one, moments: [] })),
    messages: scene.channel.fromBot().length,
  };
}

type Moments = Readonly<Record<string, readonly string[]>>;

/** The changing operations of an interconnect, in the order in which they began. */
async function operationsOf({ redis }: Scene, uid: string, moments: Moments): Promise<readonly OperationHistory[]> {
  const keys = await redis.keys(`ic:operation:*${uid}*`);
  const records = await Promise.all(keys.map(async (key) => JSON.parse((await redis.hget(key, "record")) ?? "{}")));
  const changing = records.filter(({ kind }) => kind !== "verify").toSorted((a, b) => a.createdAt - b.createdAt);
  return Promise.all(
    changing.map(async ({ id, kind }) => ({
      id,
      uid,
      journal: (await redis.lrange(`ic:journal:${id}`, 0, -1)).map((line) => JSON.parse(line) as JournalEntry),
      moments: moments[kind] ?? [],
    })),
  );
}

/** From when a worker reads its clock until Redis has stored what it says, on a busy machine. Wall ms. */
const storedWithinMs = 1_000;

/** From the audit, whose entries carry the moment at which Redis stored them together with what they tell of. */
async function freezesOf({ redis, world }: Scene): Promise<readonly Frozen[]> {
  const { clock } = world.sim;
  const freezes: Frozen[] = [];
  for (const [id, [, entry = "{}"]] of await redis.xrange("ic:audit", "-", "+")) {
    const { what, about } = JSON.parse(entry);
    const storedMs = Number.parseInt(id, 10);
    // Whole ms of the wall: a freeze counts from the end of its own, and up to the beginning of that of its end.
    if (what === "freeze") freezes.push({ scope: about, fromMs: clock.toVirtualMs(storedMs + 1) });
    const last = freezes.findLastIndex(({ scope, untilMs }) => scope === about && untilMs === undefined);
    const standing = freezes[last];
    if (what === "unfreeze" && standing) {
      const readBeforeMs = storedWithinMs * clock.scale;
      freezes[last] = { ...standing, untilMs: clock.toVirtualMs(storedMs), readBeforeMs };
    }
  }
  return freezes;
}

function askedOf({ world }: Scene, sinceMs: number): readonly Asked[] {
  const lines = world.sim.traffic.list();
  const [first] = lines;
  if (lines.length >= KEPT && first !== undefined && first.atVirtualMs > sinceMs)
    throw new Error("the run was longer than what is kept of it");
  return lines
    .filter(({ service, method }) => service === "azure" && (method === "GET" || method === "PUT"))
    .filter(({ atVirtualMs }) => atVirtualMs >= sinceMs)
    .toSorted((one, other) => one.atVirtualMs - other.atVirtualMs)
    .map(({ method, url, status, atVirtualMs }) => ({
      method,
      path: url.split("?", 1)[0] ?? "",
      status,
      atMs: atVirtualMs,
    }));
}
