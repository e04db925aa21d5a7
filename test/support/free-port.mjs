import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that systems give to outgoing connections, so that none of those takes the port before its use. */
const lowest = 15_000;
const highest = 32_000;
const attempts = 100;

/**
 * A loopback port nobody listens on right now, the first of `count` such ports in a row.
 * @param {number} [count]
 * @returns {Promise<number>}
 */
export async function freePort(count = 1) {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const first = lowest + Math.floor(Math.random() * (highest - lowest - count));
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`found no ${count} free ports in a row between ${lowest} and ${highest}`);
}

async function isFree(port) {
  const probe = createServer().listen(port, "127.0.0.1");
  const listening = await Promise.race([
    once(probe, "listening").then(() => true),
    new Promise((resolve) => {
      probe.once("error", () => resolve(false));
    }),
  ]).catch(() => false);
  if (!listening) return false;
  probe.close();
  await once(probe, "close");
  return true;
}
