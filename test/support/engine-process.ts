import { clockAt, Engine } from "./engine.ts";

/** A worker of the engine's tests in a process of its own, so that it can be killed. Settings come as one JSON argument. */
const [settings = "{}"] = process.argv.slice(2);
const { redisUrl, prefix, cloudUrl, scale, anchorMs } = JSON.parse(settings) as {
  redisUrl: string;
  prefix: string;
  cloudUrl: string;
  scale: number;
  anchorMs: number;
};

process.env["TEST_LOG"] = "info";
const engine = new Engine({ redisUrl, prefix, cloudUrl, clock: clockAt(scale, anchorMs) });
engine.start();
process.stdout.write("started\n");
