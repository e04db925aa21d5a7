import { inspect, parseArgs, types } from "node:util";
import { ACTS, type ActName } from "./auto/acts.ts";
import { PLATFORMS, type Platform } from "./platforms.ts";

/** What was asked for on the command line. */
export interface DemoOptions {
  readonly auto: boolean;
  readonly act: ActName;
  readonly platform: Platform;
  readonly seed: number;
  /** `<scale>` or `<scale>@<anchor>`. */
  readonly clock: string;
  readonly json: boolean;
  readonly record: string | undefined;
  readonly port: number | undefined;
  /** Shows what the product logs. */
  readonly verbose: boolean;
}

/** A command line that means nothing. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const USAGE = `npm run demo                  a page on which you play requester and approver
npm run demo -- --auto        plays it by itself and exits 0 only if the goal was reached
  ${`--act ${Object.keys(ACTS).join("|")}`.padEnd(28)}what is played
  --platform slack|teams      where it is played
  --seed N                    how long everything takes in the clouds (1)
  --clock SCALE               how many times faster than real time (60; 30 with --auto)
  --json                      one JSON object on standard output, everything else on standard error
  --record FILE               every exchange with the clouds, one JSON line each
  --port N                    the page's port (any free one)
  --verbose                   what the bot logs`;

/** A page is for looking; an unattended run is measured, and at less speed the machine's own time weighs less. */
const DEFAULT_SCALE = { page: "60", auto: "30" };

const wholeNumber = (option: string, text: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new UsageError(`--${option} ${text}: not a whole number.`);
};

const actNamed = (name: string): ActName => {
  if (Object.hasOwn(ACTS, name)) return name as ActName;
  throw new UsageError(`--act ${name}: there is no such act. There are: ${Object.keys(ACTS).join(", ")}.`);
};

const platformNamed = (name: string): Platform => {
  const found = PLATFORMS.find((one) => one === name);
  if (found) return found;
  throw new UsageError(`--platform ${name}: not to be played on. There are: ${PLATFORMS.join(", ")}.`);
};

const checkClock = (clock: string): string => {
  if (/^\d+(?:\.\d+)?(?:@\d+)?$/.test(clock) && Number.parseFloat(clock) > 0) return clock;
  throw new UsageError(`--clock ${clock}: not a number above 0.`);
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        auto: { type: "boolean", default: false },
        act: { type: "string", default: "create" },
        platform: { type: "string", default: "slack" },
        seed: { type: "string", default: "1" },
        clock: { type: "string" },
        json: { type: "boolean", default: false },
        record: { type: "string" },
        port: { type: "string" },
        verbose: { type: "boolean", default: false },
      },
    }).values;
  } catch (problem) {
    throw new UsageError(types.isNativeError(problem) ? problem.message : inspect(problem));
  }
};

/** Reads the command line. @throws UsageError with what is wrong in a sentence */
export const parseOptions = (args: readonly string[]): DemoOptions => {
  const { auto, act, platform, seed, clock, json, record, port, verbose } = parsed(args);
  if (json && !auto) throw new UsageError("--json is for --auto: nobody reads a page as JSON.");
  return {
    auto,
    act: actNamed(act),
    platform: platformNamed(platform),
    seed: wholeNumber("seed", seed),
    clock: checkClock(clock ?? DEFAULT_SCALE[auto ? "auto" : "page"]),
    json,
    record,
    port: port === undefined ? undefined : wholeNumber("port", port),
    verbose,
  };
};
