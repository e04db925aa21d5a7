import type { FaultEffect } from "../../simulators/kit/faults.ts";
import { Rng } from "../../simulators/kit/rng.ts";
import type { Boundary, CloudName, Crossings, Fault } from "./fault.ts";
import { type Script, type ScriptName, scripts } from "./scripts.ts";
import type { Networks } from "./sites.ts";

/** What one run does and what it meets, all of it drawn from its seed. */
export interface RunPlan {
  readonly seed: number;
  readonly script: ScriptName;
  readonly networks: Networks;
  /** How many processes there are at a time. */
  readonly processes: 1 | 2;
  readonly faults: readonly Fault[];
}

const mostFaults = 5;

/** Pure: the same for a seed, whatever runs before, after or beside it. */
export function drawRun(seed: number, allowed: readonly ScriptName[]): RunPlan {
  const draw = new Draw(seed);
  const script = draw.one("script", allowed);
  const { crossings, networks = ["new", "brought"] }: Script = scripts[script];
  const number = draw.rng.integer("number of faults", 1, mostFaults);
  return {
    seed,
    script,
    networks: draw.one("networks", networks),
    processes: draw.one("processes", [1, 2]),
    faults: Array.from({ length: number }, (_none, index) => draw.fault(`fault ${index}`, crossings)),
  };
}

/** Which runs there are to be. */
export interface Runs {
  readonly number: number;
  /** The seed of the first; each next one has the next. */
  readonly seed: number;
  readonly scripts: readonly ScriptName[];
}

/** One run a seed. Pure. */
export const drawRuns = ({ number, seed, scripts: allowed }: Runs): readonly RunPlan[] =>
  Array.from({ length: number }, (_none, index) => drawRun(seed + index, allowed));

class Draw {
  readonly rng: Rng;

  constructor(seed: number) {
    this.rng = new Rng(seed);
  }

  one<T>(name: string, values: readonly [T, ...T[]] | readonly T[]): T {
    const value = values[this.rng.integer(name, 0, values.length - 1)];
    if (value === undefined) throw new RangeError(`nothing to draw ${name} from`);
    return value;
  }

  fault(name: string, crossings: Crossings): Fault {
    const at = this.boundary(name, crossings);
    const forMs = (least: number, most: number): number => this.rng.integer(`${name} for`, least, most);
    const kind = this.one(name, [
      "kill",
      "kill",
      "kill",
      "kill",
      "stop",
      "redis",
      "away",
      "answers",
      "answers",
      "answers",
      "again",
    ]);
    switch (kind) {
      case "kill":
        return { kind, at };
      case "stop":
        // The lease of an operation ends after 4 s, its lock after 5: on both sides of both.
        return { kind, at, forMs: forMs(500, 8_000) };
      case "redis":
        return { kind, at, forMs: forMs(0, 2_000) };
      case "away":
        return this.away(name, at, forMs(300, 3_000));
      case "answers":
        return this.answers(name);
      default:
        return { kind: "again", act: this.rng.integer(`${name} act`, 0, 1), afterMs: forMs(0, 4_000) };
    }
  }

  private boundary(name: string, crossings: Crossings): Boundary {
    const among = this.one(`${name} among`, ["all", "outside"] as const);
    return { among, number: this.rng.integer(`${name} at`, 1, crossings[among]) };
  }

  private away(name: string, at: Boundary, forMs: number): Fault {
    const who = this.one(`${name} who`, ["azure", "oci", "slack"] as const);
    return { kind: "away", at, forMs, who, how: this.one(`${name} how`, ["refused", "unavailable"] as const) };
  }

  private answers(name: string): Fault {
    const who = this.one(`${name} who`, ["azure", "azure", "oci", "oci", "slack"] as const);
    const calls = this.one(`${name} calls`, ["changing", "changing", "any"] as const);
    return {
      kind: "answers",
      who,
      calls,
      after: this.rng.integer(`${name} after`, 0, calls === "changing" ? 8 : 100),
      times: this.rng.integer(`${name} times`, 1, 3),
      effect: who === "slack" ? this.slackEffect(name) : this.cloudEffect(name, who),
    };
  }

  private slackEffect(name: string): FaultEffect {
    const limited = { ok: false, error: "ratelimited" };
    return this.one<FaultEffect>(`${name} effect`, [
      { kind: "dropBefore" },
      { kind: "dropAfter" },
      { kind: "respond", status: 503, body: { ok: false, error: "service_unavailable" } },
      { kind: "respond", status: 429, headers: { "retry-after": "1" }, body: limited },
    ]);
  }

  private cloudEffect(name: string, who: CloudName): FaultEffect {
    const status = this.one(`${name} status`, [409, 429, 500, 503] as const);
    const when = status >= 500 ? this.one(`${name} when`, ["before", "after"] as const) : "before";
    return this.one<FaultEffect>(`${name} effect`, [
      { kind: "dropBefore" },
      { kind: "dropAfter" },
      { kind: "dropAfter" },
      { kind: "delay", ms: this.rng.integer(`${name} delay`, 100, 3_000) },
      {
        kind: "respond",
        status,
        when,
        body: who === "azure" ? { error: azureError(status) } : ociError(status),
        ...(status === 429 && { headers: { "retry-after": "2" } }),
      },
    ]);
  }
}

/** As both clouds word it. @see https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
const azureError = (status: number) => ({ code: azureCodes[status] ?? "InternalServerError", message: "Simulated." });

const azureCodes: Readonly<Record<number, string>> = {
  409: "AnotherOperationInProgress",
  429: "TooManyRequests",
  503: "ServiceUnavailable",
};

/** @see https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm */
const ociError = (status: number) => ({ code: ociCodes[status] ?? "InternalServerError", message: "Simulated." });

const ociCodes: Readonly<Record<number, string>> = {
  409: "IncorrectState",
  429: "TooManyRequests",
  503: "ServiceUnavailable",
};
