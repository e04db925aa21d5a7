import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Config, loadConfig } from "../config/load-config.ts";
import { configInvalid } from "../config/problems.ts";
import { toInterconnectError } from "../domain/errors.ts";
import { captureConsole } from "../observability/capture-console.ts";
import { createLog, type Log } from "../observability/log.ts";
import { Metrics } from "../observability/metrics.ts";
import { detectDurability } from "../store/durability.ts";
import { loadTheRest } from "./platforms.ts";
import type { Role } from "./role.ts";
import { startServer } from "./server.ts";
import { openGround } from "./store.ts";

/** How long a graceful end may take before the process ends anyway; what is open is taken over by others. */
const shutdownMs = 10_000;

const roles = ["bot", "worker", "all"] as const;
type RoleName = (typeof roles)[number];

await main();

async function main(): Promise<void> {
  try {
    await run();
  } catch (thrown) {
    const error = toInterconnectError(thrown);
    const cause = error.code === "Bug" ? `\n${String(error.cause)}` : "";
    process.stderr.write(`${error.message}${cause}\n${error.hint ?? ""}\n`);
    process.exit(1);
  }
}

async function run(): Promise<void> {
  const role = readRole();
  const config = readConfig();
  const log = createLog({ level: config.logLevel });
  captureConsole(log);
  const ground = await openGround(config, log);
  const durability = await detectDurability(ground.redis);
  const metrics = new Metrics();
  const running: Role[] = [];
  if (role !== "bot") running.push(await (await import("./worker.ts")).startWorker(ground, metrics, durability));
  let people = role === "worker" ? "heard elsewhere" : "not heard yet";
  // The connection for work would wait for Redis as long as it takes, and readiness with it.
  const hasty = await ground.connections.hasty();
  metrics.watchFreezes(() => hasty.hkeys(ground.keys.freezes()));
  const { server, url } = await startServer({
    host: config.host,
    port: config.port,
    doors: () => running.flatMap(({ doors }) => doors),
    metrics,
    async readiness() {
      const redis = await hasty.ping().then(
        () => "answers",
        () => "does not answer",
      );
      const ready = redis === "answers" && durability !== "weak" && people !== "not heard yet";
      return { ready, checks: { redis, durability, people } };
    },
  });
  const end = async (): Promise<void> => {
    server.close();
    await Promise.all(running.map((one) => one.close()));
    ground.connections.close();
  };
  endOnSignals(end, log);
  // Everything that matters is stored before it is acted on, and SDKs leave rejections unheard (Bolt when it is stopped
  // while it reconnects): going on is safe, ending would only cost time.
  process.on("unhandledRejection", (reason) => log.error({ err: reason }, "unhandled rejection"));
  if (role !== "worker") {
    const bot = await (await import("./bot.ts")).startBot(ground, metrics);
    running.push(bot);
    await bot.heard;
    people = "heard";
  }
  if (durability === "weak") log.warn({}, "Redis may lose the last second; set appendfsync always");
  log.info({ role, url, durability }, "ready");
  await loadTheRest(config);
}

function readRole(): RoleName {
  const { values } = parseArgs({ strict: false, options: { role: { type: "string", default: "all" } } });
  const role = roles.find((one) => one === values["role"]);
  if (role) return role;
  throw configInvalid([{ where: "--role", what: `must be one of ${roles.join(", ")}.`, example: "--role=worker" }]);
}

function readConfig(): Config {
  const file = process.env["INTERCONNECT_CONFIG"] ?? "interconnect.yaml";
  return loadConfig(process.env, readText(file), Date.now());
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Ends gracefully: what is under way is handed over at once, since all of it is stored. */
function endOnSignals(end: () => Promise<void>, log: Log): void {
  let ending = false;
  const stop = (signal: string): void => {
    if (ending) return;
    ending = true;
    log.info({ signal }, "ending");
    setTimeout(() => process.exit(1), shutdownMs).unref();
    void end().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "could not end cleanly");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", () => stop("SIGTERM"));
  process.once("SIGINT", () => stop("SIGINT"));
}
