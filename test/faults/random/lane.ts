import { Rng } from "../../simulators/kit/rng.ts";
import type { Crossing } from "../../support/counting-proxy.ts";
import { type Breach, checkHistory } from "../../support/history/check-history.ts";
import { Scene } from "../../support/scene.ts";
import { type Watched, WatchedPrograms } from "../../support/watched-programs.ts";
import { Blows } from "./blows.ts";
import { Cast } from "./cast.ts";
import type { RunPlan } from "./draw.ts";
import type { Crossings } from "./fault.ts";
import { historyOf, lostOf, nothingLost, type Standing, standingOf } from "./history-of-run.ts";
import { Recoveries } from "./recoveries.ts";
import { runDurations } from "./run-durations.ts";
import { type End, type Script, scripts } from "./scripts.ts";
import { type Site, Sites } from "./sites.ts";
import { Wire } from "./wire.ts";

/** What came of one run. */
export interface RunResult {
  readonly plan: RunPlan;
  readonly tookMs: number;
  readonly kills: number;
  readonly blows: readonly string[];
  /** How many pieces crossed the border of the processes, from when things could go wrong. */
  readonly crossed: Crossings;
  /** From each kill until another process took the operation, wall ms. */
  readonly recoveredMs: readonly number[];
  readonly breaches: readonly Breach[];
  /** Why the goal was not reached, with what people saw; undefined when it was. */
  readonly stuck: string | undefined;
}

/** So many runs share a world before a fresh one is opened: lists grow, and so does what is written down of them. */
const runsAWorld = 12;

const environments = { prod: { resize: true, policy: { recoverers: ["slack:T0CONTOSO/U0SAM"] } } };

interface Place {
  readonly scene: Scene;
  readonly programs: WatchedPrograms;
  readonly sites: Sites;
}

/** Where runs happen one after the other, each with an interconnect and networks of its own. */
export class Lane {
  private readonly processes: 1 | 2;
  private place: Place | undefined;
  private runs = 0;

  constructor(processes: 1 | 2) {
    this.processes = processes;
  }

  async run(plan: RunPlan): Promise<RunResult> {
    if (this.runs === runsAWorld) await this.renew();
    this.runs += 1;
    const begun = performance.now();
    const place = await this.opened();
    const site = await place.sites.next(plan.networks);
    const run = new Run({ ...place, site, standing: await standingOf(place.scene) }, plan);
    const stuck = await run.play();
    const { spoilsWorld }: Script = scripts[plan.script];
    // A world in which something got stuck may be stuck for others too.
    if (stuck !== undefined || spoilsWorld === true) this.runs = runsAWorld;
    return { plan, tookMs: performance.now() - begun, stuck, ...(await run.judged()) };
  }

  async close(): Promise<void> {
    const { place } = this;
    this.place = undefined;
    await place?.sites.close();
    await place?.scene.close();
    await place?.programs.close();
  }

  /** Opens its world, unless there is one. */
  async opened(): Promise<Place> {
    return (this.place ??= await this.open());
  }

  /** Opens a fresh world, instead of the one there is. */
  private async renew(): Promise<void> {
    await this.close();
    this.runs = 0;
    await this.opened();
  }

  private async open(): Promise<Place> {
    const scene = await Scene.open({ roles: [], clock: "600", durations: runDurations, environments });
    const programs = new WatchedPrograms(scene);
    await programs.open();
    for (let index = 0; index < this.processes; index += 1) await programs.start();
    return { scene, programs, sites: new Sites(scene) };
  }
}

interface Stand {
  readonly site: Site;
  readonly standing: Standing;
}

class Run {
  private readonly scene: Scene;
  private readonly programs: WatchedPrograms;
  private readonly plan: RunPlan;
  private readonly blows: Blows;
  private readonly recoveries = new Recoveries();
  private readonly wire = new Wire((taken) => this.recoveries.taken(taken));
  private readonly site: Site;
  private readonly standing: Standing;
  private uid = "never asked for";
  private wanted: End = "up";
  private lost = nothingLost;
  private crossed: Crossings = { all: 0, outside: 0 };

  constructor({ scene, programs, site, standing }: Omit<Place, "sites"> & Stand, plan: RunPlan) {
    this.scene = scene;
    this.programs = programs;
    this.plan = plan;
    this.site = site;
    this.standing = standing;
    this.blows = new Blows({ scene, programs }, plan.faults, (killed) => this.recoveries.killed(killed.name));
  }

  /** @returns why the goal was not reached */
  async play(): Promise<string | undefined> {
    const { scene, programs, blows } = this;
    await scene.refillBudget();
    programs.onCrossing = (crossing, watched, name) => this.onCrossing(crossing, watched, name);
    const rng = new Rng(this.plan.seed);
    const draw = rng.integer.bind(rng);
    const acted = blows.acted.bind(blows);
    const loseRedis = async (): Promise<void> => this.loseRedis(cast.uid);
    const cast = new Cast(scene, this.site, { draw, acted, loseRedis });
    const script: Script = scripts[this.plan.script];
    try {
      await script.prepare?.(cast);
      blows.begin();
      this.wanted = await script.play(cast);
      return undefined;
    } catch (problem) {
      return String(problem);
    } finally {
      this.uid = cast.uid || this.uid;
      this.crossed = blows.crossed;
      await blows.end();
      programs.onCrossing = () => undefined;
    }
  }

  async judged(): Promise<Omit<RunResult, "plan" | "tookMs" | "stuck">> {
    const { scene, plan, site, standing, wire, uid, wanted, lost } = this;
    const history = await historyOf(scene, { standing, wire, site, script: plan.script, uid, wanted, lost });
    return {
      crossed: this.crossed,
      kills: this.blows.struck.kills,
      blows: this.blows.struck.blows,
      recoveredMs: this.recoveries.ms,
      breaches: checkHistory(history),
    };
  }

  private async loseRedis(uid: string): Promise<void> {
    const { scene, programs, plan } = this;
    const { moments }: Script = scripts[plan.script];
    const alive = [...programs.alive];
    for (const watched of alive) programs.strike(watched, "SIGKILL");
    this.lost = await lostOf(scene, uid, { ...moments.up, ...moments.gone });
    await scene.redis.flushall();
    await Promise.all(alive.map(() => programs.start()));
  }

  private onCrossing(crossing: Crossing, watched: Watched | undefined, name: string): undefined {
    this.wire.note(crossing, name);
    this.blows.count(crossing, watched);
  }
}
