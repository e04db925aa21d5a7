import { readFile, writeFile } from "node:fs/promises";
import { Redis } from "ioredis";
import { parse, stringify } from "yaml";
import { startTwoChatWorld, startWorld, type World, type WorldOptions } from "../simulators/world.ts";
import { ChannelView } from "./channel-view.ts";
import { CloudView } from "./cloud-view.ts";
import { Players } from "./players.ts";
import { Program, type Role } from "./program.ts";
import { quickDurations } from "./quick-durations.ts";
import { startRedisServer } from "./redis-server.mjs";

export interface SceneOptions extends Omit<WorldOptions, "only"> {
  /** More environments, each the simulated world's `prod` with some settings replaced. */
  readonly environments?: Readonly<Record<string, EnvironmentPatch>>;
  readonly logLevel?: string;
  /** True when people meet in Teams as well; everybody but guests is then one person in both. */
  readonly inTeamsToo?: boolean;
  /** In place of whom `interconnect.yaml` declares to be one person. */
  readonly declared?: readonly (readonly string[])[];
  /** Roles to start with; one process of `all` unless said. */
  readonly roles?: readonly Role[];
}

/** Settings of one environment in `interconnect.yaml`, merged into those of `prod` one level deep. */
export type EnvironmentPatch = Readonly<Record<string, unknown>>;

type RedisServer = Awaited<ReturnType<typeof startRedisServer>>;

/**
 * Everything the product meets, and the product itself: both clouds and the chat products as simulators, a Redis of its
 * own, the built program as processes. Tests act as people in chat and look at what the others ended up with.
 */
export class Scene {
  readonly world: World;
  readonly server: RedisServer;
  /** The product's own Redis, to look into. */
  readonly redis: Redis;
  readonly env: Readonly<Record<string, string>>;
  readonly channel: ChannelView;
  readonly clouds: CloudView;
  readonly people: Players;
  readonly programs: Program[] = [];

  private constructor(world: World, server: RedisServer, logLevel: string) {
    this.world = world;
    this.server = server;
    this.env = { ...world.env, REDIS_URL: server.url, LOG_LEVEL: logLevel };
    this.redis = new Redis(server.url, { maxRetriesPerRequest: 3 });
    this.redis.on("error", () => undefined);
    this.clouds = new CloudView(world, this.redis);
    this.channel = new ChannelView(world.slack.workspace);
    this.people = new Players(world.slack, this.channel, () => this.report());
  }

  static async open(options: SceneOptions = {}): Promise<Scene> {
    const { environments = {}, declared, logLevel = "info", roles = ["all"], inTeamsToo, ...worldOptions } = options;
    const start = inTeamsToo ? startTwoChatWorld : startWorld;
    const [world, server] = await Promise.all([
      start({
        clock: "60",
        generosity: Number.POSITIVE_INFINITY,
        ...worldOptions,
        durations: { ...quickDurations, ...worldOptions.durations },
      }),
      startRedisServer(),
    ]);
    // One file of tests builds more than a tenancy usually may.
    world.oci.seed({ limits: { "drg-count": 100, "virtual-circuit-count": 100 } });
    const scene = new Scene(world, server, logLevel);
    await changeConfig(world.env["INTERCONNECT_CONFIG"] ?? "", environments, declared);
    for (const role of roles) await scene.start(role);
    return scene;
  }

  /** Starts one more process; the first one is where Slack sends its requests. */
  async start(role: Role = "all", env: Readonly<Record<string, string>> = {}): Promise<Program> {
    const port = this.programs.length === 0 ? {} : { PORT: "0" };
    const program = await Program.start(role, { ...this.env, ...port, ...env });
    this.programs.push(program);
    return program;
  }

  /** The call budget as of a new installation: tests in a row are busier than any team. */
  async refillBudget(): Promise<void> {
    const keys = await this.redis.keys("ic:budget:*");
    if (keys.length > 0) await this.redis.del(keys);
  }

  /** What to read when something did not come about. */
  report(): string {
    const warnings = this.programs.flatMap((program) => program.logFrom(40)).slice(-30);
    return `${this.channel.transcript().split("\n").slice(-60).join("\n")}\n\n${warnings.join("\n")}`;
  }

  async close(): Promise<void> {
    await Promise.all(this.programs.map(({ child }) => child.kill()));
    this.redis.disconnect();
    await Promise.all([this.world.close(), this.server.stop()]);
  }
}

/** One scene for all tests of the calling file or `describe`. Call the returned function inside a test or hook. */
export function useScene(options: SceneOptions = {}): () => Scene {
  let current: Scene | undefined;
  beforeAll(async () => {
    current = await Scene.open(options);
  }, 60_000);
  beforeEach(() => current?.refillBudget());
  afterAll(() => current?.close());
  return () => {
    if (current === undefined) throw new Error("useScene is for use inside a test or hook");
    return current;
  };
}

async function changeConfig(
  path: string,
  environments: Readonly<Record<string, EnvironmentPatch>>,
  declared: SceneOptions["declared"],
): Promise<void> {
  const file = parse(await readFile(path, "utf8")) as { environments: Record<string, Record<string, unknown>> };
  const prod = file.environments["prod"] ?? {};
  for (const [name, patch] of Object.entries(environments)) file.environments[name] = merged(prod, patch);
  await writeFile(path, stringify({ ...file, ...(declared && { people: declared }) }));
}

function merged(base: Readonly<Record<string, unknown>>, patch: EnvironmentPatch): Record<string, unknown> {
  const entries = Object.entries(patch).map(([name, value]) => {
    const before = base[name];
    return [name, isMap(before) && isMap(value) ? { ...before, ...value } : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);
