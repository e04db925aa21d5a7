import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./free-port.mjs";
import { startRedisServer } from "./redis-server.mjs";

/**
 * Starts the built program in each role against a private Redis and the simulators, waits for /healthz, and ends it
 * with SIGTERM. In jest every export of a CommonJS package can be imported by name, in Node only some: this run shows
 * that the built program loads in plain Node.
 */
const program = "dist/main.mjs";
const roles = ["bot", "worker", "all"];
const startWithinMs = 20_000;
const stopWithinMs = 10_000;

const redis = await startRedisServer();
const simulators = spawn(process.execPath, ["--import", "tsx", "test/simulators/main.ts"], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const simulated = await simulatorEnvironment(simulators);
  for (const role of roles) await smoke(role, simulated);
} catch (error) {
  console.error(`smoke test failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  await end(simulators);
  await redis.stop();
}

async function smoke(role, simulated) {
  const port = await freePort();
  const env = { ...process.env, ...simulated, REDIS_URL: redis.url, HOST: "127.0.0.1", PORT: String(port) };
  const started = performance.now();
  const child = spawn(process.execPath, ["--enable-source-maps", program, `--role=${role}`], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = collectOutput(child);
  try {
    await healthy(child, `http://127.0.0.1:${port}/healthz`);
    const tookMs = Math.round(performance.now() - started);
    const code = await end(child);
    if (code !== 0) throw new Error(`it ended with ${code} on SIGTERM`);
    console.log(`role ${role}: healthy after ${tookMs} ms, ended cleanly`);
  } catch (error) {
    await end(child, "SIGKILL");
    throw new Error(`role ${role}: ${error.message}\n${output.join("")}`, { cause: error });
  }
}

async function healthy(child, url) {
  const deadline = performance.now() + startWithinMs;
  let last = "no answer";
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode} instead of starting`);
    last = await look(url);
    if (last === "200") return;
    await pause(50);
  }
  throw new Error(`/healthz gave ${last} after ${startWithinMs} ms`);
}

async function look(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    return String(answer.status);
  } catch (error) {
    return error.cause?.code ?? error.name;
  }
}

/** The simulators announce themselves with one JSON line: `{ready, control, env}`. */
async function simulatorEnvironment(child) {
  for await (const line of createInterface({ input: child.stdout, signal: AbortSignal.timeout(startWithinMs) })) {
    const announced = JSON.parse(line);
    if (announced.ready === true) return announced.env;
  }
  throw new Error(`the simulators were not ready within ${startWithinMs} ms`);
}

function collectOutput(child) {
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk) => chunks.push(chunk));
  }
  return chunks;
}

async function end(child, signal = "SIGTERM") {
  if (!hasEnded(child)) {
    const exit = once(child, "exit");
    child.kill(signal);
    const inTime = await Promise.race([exit.then(() => true), pause(stopWithinMs, false, { ref: false })]);
    if (!inTime) {
      child.kill("SIGKILL");
      await exit;
    }
  }
  return child.exitCode ?? child.signalCode;
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}
