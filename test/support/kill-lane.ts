import { wordsOf } from "./channel-view.ts";
import type { Crossing } from "./counting-proxy.ts";
import { createLine } from "./players.ts";
import { Scene } from "./scene.ts";
import { type Watched, WatchedPrograms } from "./watched-programs.ts";

/** How many pieces crossed the border: all of them, and those that are not Redis'. */
export interface Crossings {
  readonly all: number;
  readonly outside: number;
}

/** When to kill: at the n-th crossing after the approval. */
export interface Strike {
  readonly among: keyof Crossings;
  readonly number: number;
}

/** What came of a create. */
export interface Struck {
  readonly name: string;
  /** What crossed at the moment of the kill; undefined when the create was over before. */
  readonly at: string | undefined;
  /** From the kill until another process took the operation, wall ms; undefined when there was nothing to take. */
  readonly recoveredMs: number | undefined;
}

interface Blow {
  readonly at: string;
  readonly struckAtMs: number;
  /** Resolves once there are as many processes as before. */
  readonly replaced: Promise<unknown>;
}

const slowMs = 90_000;

/**
 * Where creates are struck one after the other: each time a process is killed, and another one takes its place. With
 * `standingBy` a second process runs all the time, else the next one is started at the moment of the kill.
 */
export class KillLane {
  readonly scene: Scene;
  readonly programs: WatchedPrograms;
  private creates = 0;

  private constructor(scene: Scene) {
    this.scene = scene;
    this.programs = new WatchedPrograms(scene);
  }

  static async open({ standingBy }: { readonly standingBy: boolean }): Promise<KillLane> {
    const lane = new KillLane(await Scene.open({ roles: [] }));
    await lane.programs.open();
    await lane.programs.start();
    if (standingBy) await lane.programs.start();
    return lane;
  }

  async close(): Promise<void> {
    await this.scene.close();
    await this.programs.close();
  }

  /** How many pieces cross between the click on Approve and the end of a create that nothing happens to. */
  async count(): Promise<Crossings> {
    const name = await this.asked();
    const seen = this.counter(() => false);
    await this.scene.people.approves(name);
    await this.finished(name);
    return { ...seen };
  }

  /** One create with a kill at that crossing; resolves when all is built and told. */
  async strike({ among, number }: Strike): Promise<Struck> {
    const { people } = this.scene;
    const name = await this.asked();
    const blow = this.armed((seen) => seen[among] === number);
    const click = await people.approves(name);
    const struck = await Promise.race([blow, this.finished(name).then(() => undefined)]);
    if (struck === undefined) return { name, at: undefined, recoveredMs: undefined };
    const recovery = this.taken(name, struck.struckAtMs);
    // Slack showed that nothing was taken, so whoever clicked clicks again.
    if (click.failure !== undefined) {
      await struck.replaced;
      await people.approves(name);
    }
    const recoveredMs = await recovery;
    await Promise.all([struck.replaced, this.finished(name)]);
    return { name, at: struck.at, recoveredMs: click.failure === undefined ? recoveredMs : undefined };
  }

  /** One create of which every process is killed as soon as it has got some way with it. */
  async strikeInARow({ times, each }: { readonly times: number; readonly each: number }): Promise<Struck> {
    const name = await this.asked();
    await this.scene.people.approves(name);
    let since = performance.now();
    for (let blow = 0; blow < times; blow += 1) {
      await this.taken(name, since);
      const struck = await this.armed(({ all }) => all === each);
      since = struck.struckAtMs;
      await struck.replaced;
    }
    await this.finished(name);
    return { name, at: `${times} times in a row`, recoveredMs: undefined };
  }

  /** Asks for the next interconnect; nothing is approved yet. */
  async asked(): Promise<string> {
    this.creates += 1;
    await this.scene.refillBudget();
    const name = `kill-${this.creates}`;
    await this.scene.people.asks(createLine(name, this.creates));
    return name;
  }

  /** The result is told, the card shows it, and nothing is left to say. */
  async finished(name: string): Promise<void> {
    const { people, channel, redis } = this.scene;
    await people.sees(
      async () => {
        const card = channel.card(name);
        const isUp = card !== undefined && wordsOf(card).startsWith(`${name} is up`);
        return isUp && channel.moments(name).includes("end") && (await redis.keys("ic:outbox:*")).length === 0;
      },
      { withinMs: slowMs, everyMs: 50 },
    );
  }

  /** Until a process takes the operation from now on; undefined when it ended by what a killed one had sent. */
  async taken(name: string, sinceMs: number): Promise<number | undefined> {
    const { redis, clouds, people } = this.scene;
    const operation = `create-${await clouds.uidOf(name)}`;
    const epoch = async (): Promise<number> => Number(await redis.hget(`ic:alarm:operations:${operation}`, "epoch"));
    const isDone = async (): Promise<boolean> => (await redis.hget(`ic:operation:${operation}`, "state")) === "done";
    const before = await epoch();
    const { ms } = await people.sees(
      async () => {
        if ((await epoch()) > before) return { ms: performance.now() - sinceMs };
        return (await isDone()) && { ms: undefined };
      },
      { withinMs: slowMs, everyMs: 10 },
    );
    return ms;
  }

  /** Kills the process whose crossing makes it so. */
  private armed(isNow: (seen: Crossings) => boolean): Promise<Blow> {
    return new Promise((resolve) => {
      const seen = this.counter((crossing, watched) => {
        if (watched === undefined || !isNow(seen)) return false;
        this.programs.strike(watched, "SIGKILL");
        const replaced = this.programs.start();
        // A test that has failed meanwhile waits for nobody; its failure is what counts.
        replaced.catch(() => undefined);
        resolve({ at: nameOf(crossing), struckAtMs: performance.now(), replaced });
        return true;
      });
    });
  }

  /** Counts crossings until `isOver`. What is asked at that moment still arrives; an answer finds nobody. */
  private counter(isOver: (crossing: Crossing, watched: Watched | undefined) => boolean): Crossings {
    const seen = { all: 0, outside: 0 };
    this.programs.onCrossing = (crossing, watched) => {
      seen.all += 1;
      if (crossing.service !== "redis") seen.outside += 1;
      if (isOver(crossing, watched)) this.programs.onCrossing = () => undefined;
      return undefined;
    };
    return seen;
  }
}

/** `azure PUT …/expressRouteCircuits, answered`; of Redis the command. */
function nameOf({ service, way, asked }: Crossing): string {
  const command = /\r\n([a-z]+)\r\n/i.exec(asked)?.[1];
  const line = service === "redis" ? (command ?? "part of a command") : (asked.split(" HTTP/", 1)[0] ?? "");
  const short = line.replaceAll(/\?.*|\/subscriptions\/[^/]+|\/resourceGroups\/[^/]+|ocid1[\w.-]+/g, "").slice(0, 90);
  return `${service} ${short}, ${way}`;
}
