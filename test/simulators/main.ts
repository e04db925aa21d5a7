import { inspect, parseArgs, types } from "node:util";
import { SERVICES, type ServiceName, startSimulators, type WorldOptions } from "./world.ts";

/**
 * The simulators alone. When they are ready one JSON line goes to standard output:
 * `{ready: true, control: URL, env: {…}}`, with everything that `npm start` needs to talk to them.
 */

const usage = `npm run sim -- [--only azure,oci,slack,teams] [--port-base N] [--seed N] [--clock SCALE[@ANCHOR]] [--slack http|socket]`;

const isService = (name: string): name is ServiceName => SERVICES.some((one) => one === name);

const serviceList = (text: string): readonly ServiceName[] =>
  text.split(",").map((name) => {
    if (isService(name)) return name;
    throw new RangeError(`--only ${name}: not one of ${SERVICES.join(", ")}`);
  });

const wholeNumber = (option: string, text: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new RangeError(`--${option} ${text}: not a whole number`);
};

const optionsOf = (args: readonly string[]): WorldOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      "port-base": { type: "string" },
      seed: { type: "string" },
      clock: { type: "string" },
      slack: { type: "string" },
    },
  });
  const { only, "port-base": portBase, seed, clock, slack } = values;
  if (slack !== undefined && slack !== "http" && slack !== "socket")
    throw new RangeError(`--slack ${slack}: not http or socket`);
  return {
    ...(only !== undefined && { only: serviceList(only) }),
    ...(portBase !== undefined && { portBase: wholeNumber("port-base", portBase) }),
    ...(seed !== undefined && { seed: wholeNumber("seed", seed) }),
    ...(clock !== undefined && { clock }),
    ...(slack !== undefined && { slackMode: slack }),
  };
};

const run = async (): Promise<void> => {
  const simulators = await startSimulators(optionsOf(process.argv.slice(2)));
  const redis = process.env["REDIS_URL"];
  const env = { ...simulators.env, ...(redis !== undefined && { REDIS_URL: redis }) };
  const end = (): void => void simulators.close();
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  process.stdout.write(`${JSON.stringify({ ready: true, control: simulators.control.url, env })}\n`);
  process.stderr.write("The simulators run until they are stopped (Ctrl-C).\n");
};

try {
  await run();
} catch (problem) {
  process.stderr.write(`${types.isNativeError(problem) ? problem.message : inspect(problem)}\n${usage}\n`);
  process.exitCode = 1;
}
