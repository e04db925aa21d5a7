import { setTimeout as pause } from "node:timers/promises";
import type { FaultMatch } from "../../simulators/kit/faults.ts";
import { readingPost } from "../../simulators/oci/bookkeeping.ts";
import type { Receipt } from "../../simulators/slack/delivery/courier.ts";
import type { Crossing } from "../../support/counting-proxy.ts";
import type { Scene } from "../../support/scene.ts";
import type { Watched, WatchedPrograms } from "../../support/watched-programs.ts";
import type { Boundary, Crossings, Fault } from "./fault.ts";

type Timed = Extract<Fault, { readonly at: Boundary }>;

/** Which requests change something. */
const changing: Readonly<Record<"azure" | "oci" | "slack", readonly Partial<FaultMatch>[]>> = {
  azure: [{ method: "PUT" }, { method: "DELETE" }, { method: "PATCH" }],
  oci: [{ method: "POST", path: `^(?!.*${readingPost})` }, { method: "PUT" }, { method: "DELETE" }],
  slack: [{ path: "chat\\.postMessage" }],
};

const startTries = 20;

/** What happened of the faults of a run. */
export interface Struck {
  /** In the order of happening, with what crossed at that moment. */
  readonly blows: readonly string[];
  readonly kills: number;
}

/** Brings the faults of one run over a scene, each at its moment, and ends them. */
export class Blows {
  private readonly scene: Scene;
  private readonly programs: WatchedPrograms;
  private readonly faults: readonly Fault[];
  private readonly waiting: Timed[] = [];
  private readonly repeats: Extract<Fault, { kind: "again" }>[] = [];
  private readonly rules: string[] = [];
  private readonly underWay: Promise<unknown>[] = [];
  private readonly onKill: (process: Watched) => void;
  private readonly seen = { all: 0, outside: 0 };
  private readonly blows: string[] = [];
  private readonly outages = { redis: Promise.resolve(), slack: Promise.resolve() };
  private kills = 0;
  private acts = 0;

  constructor(
    { scene, programs }: { readonly scene: Scene; readonly programs: WatchedPrograms },
    faults: readonly Fault[],
    onKill: (process: Watched) => void,
  ) {
    this.scene = scene;
    this.programs = programs;
    this.onKill = onKill;
    this.faults = faults;
  }

  /** From now on all that is drawn happens, each at its moment. */
  begin(): void {
    this.seen.all = 0;
    this.seen.outside = 0;
    this.acts = 0;
    for (const fault of this.faults) {
      if ("at" in fault) this.waiting.push(fault);
      else if (fault.kind === "again") this.repeats.push(fault);
      else this.addRules(fault);
    }
  }

  /** How many pieces have crossed since the beginning. */
  get crossed(): Crossings {
    return { ...this.seen };
  }

  get struck(): Struck {
    return { blows: this.blows, kills: this.kills };
  }

  /** Counts a crossing; what is due at it happens now, before it is passed on. */
  count(crossing: Crossing, watched: Watched | undefined): void {
    this.seen.all += 1;
    if (crossing.service !== "redis") this.seen.outside += 1;
    const due = this.waiting.findIndex(({ at }) => this.seen[at.among] >= at.number);
    const fault = this.waiting[due];
    if (fault === undefined || watched === undefined || !this.programs.alive.includes(watched)) return;
    this.waiting.splice(due, 1);
    this.blows.push(`${fault.kind} at ${crossing.service} ${crossing.way}`);
    const happening = this.strike(fault, watched);
    happening.catch(() => undefined);
    this.underWay.push(happening);
  }

  /** Somebody did something: Slack may bring it once more. */
  acted({ id }: Receipt): void {
    const act = this.acts;
    this.acts += 1;
    for (const { afterMs } of this.repeats.filter((one) => one.act === act)) {
      this.blows.push(`act ${act} once more`);
      this.underWay.push(pause(afterMs).then(() => this.scene.world.slack.courier.repeat(id)));
    }
  }

  /** Waits for the end of all that is under way; nothing more happens from now on. */
  async end(): Promise<void> {
    this.waiting.length = 0;
    for (const rule of this.rules) this.scene.world.sim.faults.remove(rule);
    await Promise.all(this.underWay);
  }

  private async strike(fault: Timed, watched: Watched): Promise<void> {
    switch (fault.kind) {
      case "kill":
        this.kills += 1;
        this.programs.strike(watched, "SIGKILL");
        this.onKill(watched);
        await this.startAnother();
        return;
      case "stop":
        this.programs.strike(watched, "SIGSTOP");
        await pause(fault.forMs);
        this.programs.goOn(watched);
        return;
      case "redis":
        await this.oneByOne("redis", () => this.scene.server.restart(fault.forMs));
        return;
      case "away":
        await this.takeAway(fault);
    }
  }

  private async takeAway({ who, how, forMs }: Extract<Fault, { kind: "away" }>): Promise<void> {
    const { slack, sim } = this.scene.world;
    if (who === "slack") {
      await this.oneByOne(who, async () => {
        await slack.down(forMs, how);
        await pause(forMs + 100);
      });
      return;
    }
    const effect = how === "refused" ? ({ kind: "dropBefore" } as const) : ({ kind: "respond", status: 503 } as const);
    const rule = sim.faults.add({ match: { service: who }, effect });
    await pause(forMs);
    sim.faults.remove(rule);
  }

  /** As a supervisor does: one that ends at once because Redis is away is started again. */
  private async startAnother(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.programs.start();
        return;
      } catch (problem) {
        if (attempt === startTries) throw problem;
      }
    }
  }

  /** What is away cannot be taken away. */
  private oneByOne(what: "redis" | "slack", outage: () => Promise<void>): Promise<void> {
    const next = this.outages[what].then(outage);
    this.outages[what] = next;
    return next;
  }

  private addRules({ who, calls, after, times, effect }: Extract<Fault, { kind: "answers" }>): void {
    const { faults } = this.scene.world.sim;
    for (const match of calls === "changing" ? changing[who] : [{}]) {
      this.rules.push(faults.add({ match: { service: who, after, times, ...match }, effect }));
    }
  }
}
