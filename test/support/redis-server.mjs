import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import { freePort } from "./free-port.mjs";

const readyWithinMs = 5_000;

/**
 * Starts a private redis-server on a free loopback port, with the durability the product asks for.
 * The server dies with this process even when `stop` is never reached.
 * @returns its address and the means to stop and to restart it; `directory` holds its files
 * @throws a one-sentence error within 5 s when it cannot be started
 */
export async function startRedisServer() {
  const directory = await mkdtemp(join(tmpdir(), "interconnect-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const run = () => runServer(url, flagsFor(port, directory));
  const stop = async () => {
    await server.kill();
    await rm(directory, { recursive: true, force: true });
  };
  let server = run();
  const failure = await server.untilReady();
  if (failure !== undefined) {
    await stop();
    throw new Error(`No Redis: ${failure}.`);
  }
  return {
    url,
    pid: server.pid,
    directory,
    stop,
    /** Kills the server and starts it again on the same files after a while. */
    restart: async (downMs) => {
      await server.kill();
      await pause(downMs);
      server = run();
      await server.untilReady();
    },
  };
}

function runServer(url, flags) {
  const server = spawn("redis-server", flags, { stdio: "ignore" });
  const exit = new Promise((resolve) => {
    server.once("exit", (code, signal) => resolve(`redis-server ended with ${code ?? signal}`));
    server.once("error", (error) =>
      resolve(`redis-server cannot be started (${error.code}); install the package redis-server`),
    );
  });
  const killWithParent = () => server.kill("SIGKILL");
  process.once("exit", killWithParent);
  return {
    pid: server.pid,
    untilReady: () => Promise.race([exit, untilReady(url)]),
    kill: async () => {
      process.removeListener("exit", killWithParent);
      server.kill("SIGKILL");
      await exit;
    },
  };
}

/**
 * Waits until the server at `url` answers.
 * @returns {Promise<string | undefined>} undefined once it answers, else why it did not within 5 s
 */
export async function untilReady(url) {
  const deadline = Date.now() + readyWithinMs;
  let reason = "no answer";
  while (Date.now() < deadline) {
    const answer = await ping(url, deadline - Date.now());
    if (answer === undefined) return undefined;
    reason = answer;
    await pause(50);
  }
  return `${url.replace(/\/\/[^@/]*@/, "//")} did not answer within ${readyWithinMs / 1000} s (${reason})`;
}

async function ping(url, timeoutMs) {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: timeoutMs,
    // Its timer is not cleared when the connection was never made, and would hold the process for 2 s.
    disconnectTimeout: 50,
  });
  let cause;
  client.on("error", (error) => {
    cause = error;
  });
  try {
    await client.connect();
    await client.ping();
    await client.quit();
    return undefined;
  } catch (error) {
    return cause?.code ?? error.message;
  } finally {
    client.disconnect();
  }
}

function flagsFor(port, directory) {
  const settings = {
    bind: "127.0.0.1",
    port,
    dir: directory,
    save: "",
    appendonly: "yes",
    appendfsync: "always",
    "maxmemory-policy": "noeviction",
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
}
