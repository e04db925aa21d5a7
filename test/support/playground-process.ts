import { createRequire } from "node:module";
import { Server, Socket } from "node:net";
import { isLoopbackHost } from "../../src/config/loopback.ts";

/**
 * Microsoft's Agents Playground, kept on loopback: `playground-process.ts DIRECTORY start …`, where DIRECTORY holds its
 * settings. By itself it listens at every address of the machine, and even without telemetry it asks the cloud that it
 * may run in what machine it is on; it has no option against either.
 */
const [directory = "", ...args] = process.argv.slice(2);
const LOOPBACK = "127.0.0.1";

const { listen } = Server.prototype;
Server.prototype.listen = function (this: Server, ...given: unknown[]): Server {
  const [first] = given;
  const where = typeof first === "object" ? first : { port: Number(first) };
  const listening = given.filter((one) => typeof one === "function");
  return Reflect.apply(listen, this, [{ ...where, host: LOOPBACK }, ...listening]);
};

const { connect } = Socket.prototype;
Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
  const host = hostIn(given);
  if (isLoopbackHost(host)) return Reflect.apply(connect, this, given);
  const refusal = Object.assign(new Error(`${host} is not on loopback`), { code: "ECONNREFUSED" });
  // As late as a real refusal: whoever asked listens for it by then.
  setImmediate(() => this.destroy(refusal));
  return this;
};

/** Options, or port and host; Node itself hands them on in an array. */
function hostIn(given: readonly unknown[]): string {
  const [first, second] = given.flat();
  const host = typeof first === "object" && first !== null && "host" in first ? first.host : second;
  return typeof host === "string" ? host : LOOPBACK;
}

process.chdir(directory);
process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
createRequire(import.meta.url)("@microsoft/m365agentsplayground/cli.js");
