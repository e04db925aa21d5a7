import { setTimeout as pause } from "node:timers/promises";
import { types } from "node:util";
import type { Receipt } from "../../simulators/slack/delivery/courier.ts";
import { current, type Message } from "../../simulators/slack/workspace/messages.ts";
import { idOf, wordsOf } from "../../support/channel-view.ts";
import type { Scene } from "../../support/scene.ts";

/** What is asked for in a run. */
export interface Wish {
  readonly name: string;
  /** The line after `/interconnect` that asks for it. */
  readonly line: string;
  /** Who types it; Dana unless said. */
  readonly asker?: string;
}

/** What decides, beside the wish, what people do. */
export interface Direction {
  /** Draws a whole number, both ends included. */
  readonly draw: (what: string, least: number, most: number) => number;
  /** Hears of everything that was done, in order. */
  readonly acted: (receipt: Receipt) => void;
  /** Redis loses all it holds, for good, and the product starts again with nothing. */
  readonly loseRedis: () => Promise<void>;
}

/** An act that was acknowledged takes effect, or its person hears why not and can do it again, within this. */
const effectWithinMs = 60_000;
const endsWithinMs = 120_000;
const beforeNextTryMs = 300;
const mostTries = 60;

/**
 * The people of one run. They do again what they are shown to have failed at, as people do, and nothing else: an act
 * that was acknowledged and then neither took effect nor was answered is lost.
 */
export class Cast {
  readonly scene: Scene;
  readonly name: string;
  /** Known once it is asked for. */
  uid = "";
  private readonly line: string;
  private readonly asker: string;
  readonly direction: Direction;

  constructor(scene: Scene, { name, line, asker = "dana" }: Wish, direction: Direction) {
    this.scene = scene;
    this.name = name;
    this.line = line;
    this.asker = asker;
    this.direction = direction;
  }

  /** Asks, and approves. */
  async begins(): Promise<void> {
    await this.types(this.asker, this.line, () => this.scene.channel.card(this.name) !== undefined);
    await this.sees(async () => {
      this.uid = await this.scene.clouds.uidOf(this.name);
      return true;
    });
    await this.presses("alex", "approve", async () => (await this.stateOf("create")) !== undefined);
  }

  /** Waits until it is up and all is said; a cloud that is away at the very end leaves the verdict open. */
  async isUp(): Promise<void> {
    await this.isIdle(() => this.said().includes("end") && this.isBuilt());
  }

  private isBuilt(): boolean {
    return this.shows("is up") || this.shows("is built, but not all could be read");
  }

  /** Cancels the build when so much of it has been made, and waits until it stands; `done` when it was over before. */
  async cancels(): Promise<"done" | "paused"> {
    const some = this.direction.draw("made before cancel", 0, 9);
    const isOver = async (): Promise<boolean> => (await this.stateOf("create")) === "done";
    const stands = async (): Promise<boolean> => (await isOver()) || (await this.stateOf("create")) === "paused";
    const isCancelled = async (): Promise<boolean> => (await stands()) || (await this.isTold("create", "cancel"));
    await this.hasMade(some, isOver);
    await this.types("dana", `cancel ${this.name}`, isCancelled);
    await this.sees(stands);
    return (await isOver()) ? "done" : "paused";
  }

  /** Waits until so much of it has been made. */
  async hasMade(some: number, isOver = () => Promise.resolve(false)): Promise<void> {
    await this.sees(async () => (await isOver()) || (await this.scene.clouds.madeFor(this.name)).length >= some);
  }

  /** Asks for the rest of what is half built, and has it approved; again, when more of it shows in between. */
  async finishes(): Promise<void> {
    const isBegun = async (): Promise<boolean> => (await this.operationsOf("create")).length > 0;
    const isAsked = async (): Promise<boolean> => this.shows("waits for approval") || (await isBegun());
    while (!(await isSo(isBegun))) {
      await this.types("dana", `retry ${this.name}`, isAsked);
      await this.presses("alex", "approve", async () => this.shows("is void") || (await isBegun()));
    }
  }

  async resumes(): Promise<void> {
    await this.types("dana", `retry ${this.name}`, async () => (await this.stateOf("create")) !== "paused");
  }

  /** Rolls a cancelled build back, and waits until all is gone and said; `refused` when it has carried traffic. */
  async rollsBack(): Promise<"gone" | "refused"> {
    const { people, channel } = this.scene;
    const isStop = (one: Message): boolean => idOf(one)?.includes("/cancelled-") ?? false;
    await this.sees(() => channel.thread(this.name).some(isStop));
    const stop = channel.thread(this.name).findLast(isStop);
    if (stop === undefined || !JSON.stringify(current(stop).blocks).includes('"rollback"')) return "refused";
    await this.insists(
      "dana",
      () => people.pressesOn("dana", "rollback", stop),
      async () => (await this.operationsOf("rollback")).length > 0,
    );
    await this.isGone("rollback");
    return "gone";
  }

  /** Asks for the teardown, and has it approved. */
  async beginsTeardown(): Promise<void> {
    const isBegun = async (): Promise<boolean> => (await this.operationsOf("teardown")).length > 0;
    const isAsked = async (): Promise<boolean> => this.shows("is to be taken down") || (await isBegun());
    await this.types("dana", `teardown ${this.name} confirm=${this.name} reason="moved away"`, isAsked);
    await this.presses("alex", "approve", isBegun);
  }

  /** Asks for twice the bandwidth, has it approved, and waits until it is up again and all is said. */
  async resizes(): Promise<void> {
    const isBegun = async (): Promise<boolean> => (await this.operationsOf("resize")).length > 0;
    const isAsked = async (): Promise<boolean> => this.shows("is to grow") || (await isBegun());
    await this.types("dana", `resize ${this.name} bandwidth=2 reason="quarter-end loads"`, isAsked);
    await this.presses("alex", "approve", isBegun);
    await this.isIdle(() => this.hasEnded("resize") && this.isBuilt());
  }

  /** Types a line until it has had its effect. */
  types(who: string, line: string, isDone: () => boolean | Promise<boolean>): Promise<void> {
    return this.insists(who, () => this.scene.people.types(who, line), isDone);
  }

  /** Presses a button of the card until it has had its effect. */
  presses(who: string, button: string, isDone: () => boolean | Promise<boolean>): Promise<void> {
    return this.insists(who, () => this.scene.people.presses(who, button, this.name), isDone);
  }

  async sees(state: () => boolean | Promise<boolean>): Promise<void> {
    await this.scene.people.sees(state, { withinMs: endsWithinMs, everyMs: 50 });
  }

  /** Waits for an end, and until nothing is left to do or to say. */
  async isIdle(isEnd: () => boolean): Promise<void> {
    const { redis } = this.scene;
    await this.sees(async () => {
      if (!isEnd()) return false;
      const waiting = await redis.keys("ic:outbox:*");
      const due = await Promise.all(["operations", "acts", "threads"].map((alarm) => redis.zcard(`ic:due:${alarm}`)));
      return waiting.length === 0 && due.every((number) => number === 0);
    });
  }

  /** Waits until a removal of this kind has said its end, and the looks after it are over. */
  async isGone(kind: "rollback" | "teardown"): Promise<void> {
    await this.isIdle(() => this.hasEnded(kind));
  }

  /** Whether an operation of this kind has said its end. */
  hasEnded(kind: string): boolean {
    return this.scene.channel.fromBot().some((message) => {
      const id = this.idOf(message);
      return id.startsWith(`${kind}-`) && id.endsWith("/end");
    });
  }

  /** The keys of all that there is of a kind, of which there may be several; see {@link stateOf}. */
  operationsOf(kind: string): Promise<readonly string[]> {
    return this.scene.redis.keys(`ic:operation:${kind}-${this.uid}*`);
  }

  /** What its thread says, as moments. */
  said(): readonly string[] {
    return this.scene.channel.moments(this.name);
  }

  shows(words: string): boolean {
    const card = this.scene.channel.card(this.name);
    return card !== undefined && wordsOf(card).startsWith(`${this.name} ${words}`);
  }

  /** The id of a message about this interconnect; empty for any other. */
  private idOf(message: Message): string {
    const id = idOf(message) ?? "";
    return id.includes(this.uid) ? id : "";
  }

  /** The state of its operation of this kind; undefined before there is one. */
  async stateOf(kind: string): Promise<string | undefined> {
    return (await this.scene.redis.hget(`ic:operation:${kind}-${this.uid}`, "state")) ?? undefined;
  }

  /** Whether its operation of this kind was told something. */
  private async isTold(kind: string, signal: string): Promise<boolean> {
    return (await this.scene.redis.hexists(`ic:operation:${kind}-${this.uid}`, `signal:${signal}`)) === 1;
  }

  /** Does something until it has had its effect. @throws Error when it was acknowledged and came to nothing */
  private async insists(
    who: string,
    act: () => Promise<Receipt>,
    isDone: () => boolean | Promise<boolean>,
  ): Promise<void> {
    const { channel, people } = this.scene;
    const tries: string[] = [];
    let possibleAtMs = performance.now();
    while (!(await isSo(isDone))) {
      const heard = channel.heardBy(who).length;
      const receipt = await possibly(act);
      if (receipt !== undefined) {
        possibleAtMs = performance.now();
        tries.push(receipt.failure ?? "acknowledged");
        this.direction.acted(receipt);
      }
      if (receipt !== undefined && receipt.failure === undefined) {
        const isAnswered = (): boolean => channel.heardBy(who).length > heard;
        await people.sees(async () => (await isSo(isDone)) || isAnswered(), { withinMs: effectWithinMs });
      }
      const impossibleForMs = Math.round(performance.now() - possibleAtMs);
      if (tries.length > mostTries || impossibleForMs > effectWithinMs) {
        const tried = `tried ${tries.length} times (${[...new Set(tries)].join(", ")}), could not for ${impossibleForMs} ms`;
        throw new Error(`${who} gave up: ${tried}\n${this.scene.report()}`);
      }
      await pause(beforeNextTryMs);
    }
  }
}

/** What cannot be read while Redis is away is not so yet. */
async function isSo(look: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await look();
  } catch {
    return false;
  }
}

/** Undefined for what cannot be done now, such as a click on a button that the card does not have while it is checked. */
async function possibly(act: () => Promise<Receipt>): Promise<Receipt | undefined> {
  try {
    return await act();
  } catch (problem) {
    if (types.isNativeError(problem) && problem.name === "RangeError") return undefined;
    throw problem;
  }
}
