import { actTick } from "../../jobs/acts.ts";
import { AlarmBell, AlarmClock, type AlarmClockOptions, type Tick } from "../../jobs/alarm-clock.ts";
import { operationTick } from "../../jobs/operations.ts";
import { requestTick } from "../../jobs/requests.ts";
import { threadTick } from "../../jobs/threads.ts";
import type { Poster } from "../chat/ports.ts";
import type { TransportOptions } from "../clouds/transport.ts";
import { createClock } from "../config/clock.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { Metrics } from "../observability/metrics.ts";
import { Acts } from "../store/acts.ts";
import { type AlarmName, alarmNames } from "../store/alarms.ts";
import { bucketSize, RedisCallBudget } from "../store/call-budget.ts";
import { Durability, type DurabilityMode } from "../store/durability.ts";
import { expireRequest } from "../verbs/expire.ts";
import { foreignNames } from "../verbs/foreign-names.ts";
import { handleAct } from "../verbs/handle-act.ts";
import { checkKeySeal } from "../verbs/key-seal.ts";
import { checkSeal } from "../verbs/operation-seal.ts";
import { environmentOf } from "../verbs/prepare.ts";
import { undeliverable, unreachable } from "../verbs/undelivered.ts";
import { CloudsOfEnvironments } from "./clouds.ts";
import { postersOf, readersOf } from "./platforms.ts";
import type { Role } from "./role.ts";
import { allSteps } from "./steps.ts";
import type { Ground } from "./store.ts";
import { buildUseCases } from "./use-cases.ts";

/** One attempt of a call to a cloud, wall time. */
const callTimeoutMs = 10_000;

/** How many of each kind a process works on at the same time; all of it is waiting for others. */
const concurrency: Readonly<Record<AlarmName, number>> = { operations: 500, threads: 50, acts: 50, requests: 5 };

/** How often the lists behind search fields are read again. */
const surveyEveryMs = 10 * 60_000;

/** The role that works: cloud steps, posts, acts of people, requests that end. */
export async function startWorker(ground: Ground, metrics: Metrics, mode: DurabilityMode): Promise<Role> {
  const { config } = ground;
  const clock = createClock(config.clock);
  const clouds = new CloudsOfEnvironments(config, clock, transportOf(ground, metrics));
  const bells = new Map(alarmNames.map((name) => [name, new AlarmBell(alarmOptions(ground, name))]));
  const readers = await readersOf(ground);
  const posters = await postersOf(ground, async (ref, reader) => {
    checkKeySeal(ground.seal, ref, reader);
    const { environment, circuitId } = ref;
    const open = await clouds.of(environmentOf(config.file, environment));
    return open.azure.withServiceKey(circuitId, (key) => Promise.resolve(key));
  });
  const durability = new Durability(ground.connections.patient(), ground.keys.durableMark(), mode);
  const cases = buildUseCases(ground, { clock, clouds, readers, durability, bells });
  const clocks = startClocks(ground, ticksOf({ ground, cases, clouds, posters, metrics }));
  const survey = keepChoicesFresh(() =>
    Promise.allSettled(config.file.environments.map((one) => cases.surveyNetworks(one))),
  );
  return {
    doors: [],
    async close() {
      clearInterval(survey);
      await Promise.all(clocks.map((one) => one.close()));
      await Promise.all([...bells.values()].map((bell) => bell.close()));
      await clouds.close();
    },
  };
}

interface Parts {
  readonly ground: Ground;
  readonly cases: ReturnType<typeof buildUseCases>;
  readonly clouds: CloudsOfEnvironments;
  readonly posters: readonly Poster[];
  readonly metrics: Metrics;
}

/** What happens on a visit to each kind of thing. */
function ticksOf(parts: Parts): Readonly<Record<AlarmName, Tick>> {
  const { cases, ground } = parts;
  const { alarms } = ground;
  const acts = new Acts(ground);
  return {
    operations: operationVisits(parts),
    threads: threadVisits(parts),
    acts: actTick(acts, (incoming) => handleAct(cases, incoming)),
    requests: requestTick(alarms, (id) => expireRequest(cases, id)),
  };
}

function operationVisits({ ground, cases, clouds }: Parts): Tick {
  const { clock } = cases;
  return operationTick({
    store: cases.operations,
    calls: cases.calls,
    alarms: ground.alarms,
    clock,
    ringThreads: (ids) => cases.ring("threads", ids),
    runner: {
      clock,
      steps: allSteps,
      async cloudsOf(record) {
        checkSeal(ground.seal, record);
        return clouds.of(environmentOf(cases, record.environment));
      },
    },
  });
}

function threadVisits({ ground, cases, posters, metrics }: Parts): Tick {
  return threadTick({
    outbox: cases.outbox,
    alarms: ground.alarms,
    posterFor: (platform) => posterFor(posters, platform),
    undeliverable,
    unreachable,
    async sharedOutside({ platform, channel }) {
      return (await cases.people.channel(platform, channel)).unusable === "shared-outside";
    },
    names: foreignNames(cases.people),
    ringThreads: (ids) => cases.ring("threads", ids),
    sentAgain: (platform) => metrics.sentAgain(platform),
    budget: callBudget(ground),
    log: ground.log,
  });
}

function alarmOptions({ redis, keys, alarms, log }: Ground, name: AlarmName): AlarmClockOptions {
  return { name, redis, keys, alarms, log };
}

function startClocks(ground: Ground, ticks: Readonly<Record<AlarmName, Tick>>): readonly AlarmClock[] {
  return alarmNames.map((name) => {
    const blocking = ground.connections.patient();
    const settings = { tick: ticks[name], concurrency: concurrency[name], blocking };
    const clock = new AlarmClock({ ...alarmOptions(ground, name), ...settings });
    clock.start();
    return clock;
  });
}

function callBudget({ redis, keys }: Ground): RedisCallBudget {
  return new RedisCallBudget(redis, keys, bucketSize);
}

function transportOf(ground: Ground, metrics: Metrics): TransportOptions {
  const { seal, log } = ground;
  return {
    budget: callBudget(ground),
    fingerprint: (secret) => seal.fingerprint(secret),
    timeoutMs: callTimeoutMs,
    onCall(call) {
      metrics.cloudCall(call);
      log.debug({ ...call }, "cloud call");
    },
  };
}

function posterFor(posters: readonly Poster[], platform: string): Poster {
  const poster = posters.find((one) => one.platform === platform);
  if (poster) return poster;
  throw new InterconnectError({
    code: "Bug",
    kind: "transient",
    message: `No chat platform ${platform} is configured.`,
  });
}

/** Reads the lists behind search fields now and then, so that a form opened at any time has something to offer. */
function keepChoicesFresh(survey: () => Promise<unknown>): NodeJS.Timeout {
  void survey();
  const timer = setInterval(() => void survey(), surveyEveryMs);
  timer.unref();
  return timer;
}
