import { freePort } from "../support/free-port.mjs";
import { Scene } from "../support/scene.ts";
import { atLeast, atMost, type Bench, type Figures } from "./support/bench.ts";
import { MeasuredProcess } from "./support/measured-process.ts";
import { type Acknowledged, SlashLoad, type SlashTarget } from "./support/slash-load.ts";
import { quantile, rounded } from "./support/statistics.ts";

const offeredPerSecond = 50;
const offeredMs = 15_000;
/** Enough to keep either busy: with 20 the product waited a quarter of its time for Redis to write to disk. */
const senders = 64;
const warmUpMs = 3_000;
/** Both are pressed in turns, so that what else the machine does falls on both alike. */
const turns = 5;
const turnMs = 2_000;

/** A program that is offered 50 commands a second, and then, in its turns, as many as it takes. */
class Pressed {
  private readonly load: SlashLoad;
  private offered: Acknowledged = nothing;
  private pressed: Acknowledged = nothing;

  constructor(target: SlashTarget) {
    this.load = new SlashLoad(target);
  }

  async offer(): Promise<void> {
    await this.load.offer(offeredPerSecond, warmUpMs);
    this.offered = await this.load.offer(offeredPerSecond, offeredMs);
  }

  async turn(): Promise<void> {
    const { tookMs, failed, seconds } = await this.load.press(senders, turnMs);
    const { pressed: sum } = this;
    this.pressed = {
      tookMs: [...sum.tookMs, ...tookMs],
      failed: sum.failed + failed,
      seconds: sum.seconds + seconds,
    };
  }

  figures(): Figures {
    const { offered, pressed } = this;
    return {
      p50Ms: rounded(quantile(offered.tookMs, 0.5)),
      p99Ms: rounded(quantile(offered.tookMs, 0.99)),
      perSecond: rounded(pressed.tookMs.length / pressed.seconds),
      failed: offered.failed + pressed.failed,
    };
  }

  close(): Promise<void> {
    return this.load.close();
  }
}

const nothing: Acknowledged = { tookMs: [], failed: 0, seconds: 0 };

function targetOf({ world: { slack } }: Scene, origin: string): SlashTarget {
  const { app, directory } = slack.workspace;
  return {
    url: `${origin}/slack/events`,
    signingSecret: app.signingSecret,
    teamId: directory.team.id,
    userId: directory.person("dana").id,
    channelId: directory.channel("net-interconnects").id,
  };
}

async function startBareBolt({ world: { slack } }: Scene): Promise<{ origin: string; process: MeasuredProcess }> {
  const port = await freePort();
  const { botToken, signingSecret } = slack.workspace.app;
  const settings = { apiUrl: slack.url, botToken, signingSecret, port };
  const started = await MeasuredProcess.start("test/bench/acknowledge-process.ts", settings);
  return { origin: `http://127.0.0.1:${port}`, process: started };
}

/** From a slash command until it is acknowledged, which the product does once it is safe in Redis. */
export const acknowledgeBench: Bench = {
  name: "acknowledge",
  about: "slash command to acknowledgement after the enqueue, beside a bare Bolt app that only acknowledges",
  async run({ say }) {
    const scene = await Scene.open({ roles: ["bot"] });
    try {
      const bare = await startBareBolt(scene);
      const before = await scene.redis.zcard("ic:due:acts");
      const [simple, product] = [bare.origin, scene.programs[0]?.url ?? ""].map(
        (origin) => new Pressed(targetOf(scene, origin)),
      ) as [Pressed, Pressed];
      say("50 commands a second: bare Bolt");
      await simple.offer();
      say("50 commands a second: the product");
      await product.offer();
      for (let turn = 1; turn <= turns; turn += 1) {
        say(`as many as they take, turn ${turn} of ${turns}`);
        await simple.turn();
        await product.turn();
      }
      await Promise.all([simple.close(), product.close(), bare.process.kill()]);
      const [baseline, figures] = [simple.figures(), product.figures()];
      const ratio = (figures["perSecond"] ?? 0) / (baseline["perSecond"] ?? 0);
      return {
        figures: { ...figures, enqueued: (await scene.redis.zcard("ic:due:acts")) - before },
        baseline,
        ratio: { of: "perSecond", value: rounded(ratio) },
        budgets: [
          atMost("p99Ms", 100, figures["p99Ms"] ?? Number.NaN),
          atLeast("ratio of perSecond", 0.6, ratio),
          atMost("failed", 0, figures["failed"] ?? Number.NaN),
        ],
      };
    } finally {
      await scene.close();
    }
  },
};
