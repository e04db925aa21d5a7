import type { SimClock } from "../kit/clock.ts";
import type { Rng } from "../kit/rng.ts";
import type { Route, SimReply, SimRequest } from "../kit/routes.ts";
import { type ArmProblem, childNotFound, errorOf, problemReply } from "./arm-problem.ts";
import { retryAfterSeconds, USUAL_RETRY_AFTER_SECONDS } from "./retry-after.ts";
import { sameId } from "./store.ts";

/** The origin that Azure writes into every URL it hands out, wherever the simulator listens. */
export const ARM_ORIGIN = "https://management.azure.com";

/** What is needed to begin something that takes time. */
export interface NewOperation {
  readonly location: string;
  readonly durationMs: number;
  /** Ids whose other writes are refused while this runs; empty for a look-up. */
  readonly holds: readonly string[];
  /** Runs at the end; a problem makes the operation fail. */
  readonly finish: () => ArmProblem | undefined;
  /** What the first answer asks for; then the age of the operation decides. */
  readonly firstRetryAfterSeconds?: number;
  /** The answer that the call would have given; 204 unless said. Asked after the end. */
  readonly result?: () => SimReply;
}

interface Operation extends NewOperation {
  readonly id: string;
  readonly startedAtMs: number;
  status: "InProgress" | "Succeeded" | "Failed";
  problem: ArmProblem | undefined;
}

/** All asynchronous operations of the subscription, and the URLs under which they are looked at. */
export class Operations {
  private readonly clock: SimClock;
  private readonly rng: Rng;
  private readonly subscriptionId: string;
  private readonly operations = new Map<string, Operation>();

  constructor(clock: SimClock, rng: Rng, subscriptionId: string) {
    this.clock = clock;
    this.rng = rng;
    this.subscriptionId = subscriptionId;
  }

  /** Begins an operation and returns its id. */
  start(asked: NewOperation): string {
    const id = this.rng.uuid(`azure operation ${this.operations.size}`);
    const operation: Operation = {
      ...asked,
      id,
      startedAtMs: this.clock.now(),
      status: "InProgress",
      problem: undefined,
    };
    this.operations.set(id, operation);
    this.clock.after(asked.durationMs, () => {
      operation.problem = asked.finish();
      operation.status = operation.problem ? "Failed" : "Succeeded";
    });
    return id;
  }

  /** The running operation that holds one of these ids. */
  holding(ids: readonly string[]): string | undefined {
    return [...this.operations.values()].find(
      (one) => one.status === "InProgress" && one.holds.some((held) => ids.some((id) => sameId(id, held))),
    )?.id;
  }

  /** The URL of an operation's status, as handed out in headers and messages. */
  url(id: string, apiVersion: string): string {
    return this.path("operations", id, apiVersion);
  }

  /** The headers of an answer that begins an operation; `location` adds the URL of the result. */
  headers(id: string, apiVersion: string, location: boolean): Record<string, string> {
    const first = this.operations.get(id)?.firstRetryAfterSeconds ?? USUAL_RETRY_AFTER_SECONDS;
    return {
      "Retry-After": String(first),
      "Azure-AsyncOperation": this.url(id, apiVersion),
      ...(location && { Location: this.path("operationResults", id, apiVersion) }),
      "x-ms-request-id": id,
    };
  }

  /** The two paths of an operation. */
  routes(): readonly Route[] {
    const base = "/subscriptions/:subscription/providers/Microsoft.Network/locations/:location";
    return [
      { method: "GET", path: `${base}/operations/:operation`, handler: (request) => this.status(request) },
      { method: "GET", path: `${base}/operationResults/:operation`, handler: (request) => this.result(request) },
    ];
  }

  private status(request: SimRequest): SimReply {
    const operation = this.operations.get(request.param("operation").toLowerCase());
    if (!operation) return problemReply(childNotFound(request.path));
    const { status, problem } = operation;
    return {
      status: 200,
      ...(status === "InProgress" && { headers: this.later(operation) }),
      body: { status, ...(problem && { error: errorOf(problem) }) },
    };
  }

  private result(request: SimRequest): SimReply {
    const operation = this.operations.get(request.param("operation").toLowerCase());
    if (!operation) return problemReply(childNotFound(request.path));
    const headers = this.headers(operation.id, request.query.get("api-version") ?? "", true);
    if (operation.status === "InProgress") return { status: 202, headers: { ...headers, ...this.later(operation) } };
    if (operation.problem) return problemReply(operation.problem);
    return operation.result?.() ?? { status: 204 };
  }

  private later({ startedAtMs }: Operation): Record<string, string> {
    return { "Retry-After": String(retryAfterSeconds(this.clock.now() - startedAtMs)) };
  }

  private path(kind: "operations" | "operationResults", id: string, apiVersion: string): string {
    const location = this.operations.get(id)?.location ?? "";
    const base = `${ARM_ORIGIN}/subscriptions/${this.subscriptionId}/providers/Microsoft.Network/locations`;
    return `${base}/${location}/${kind}/${id}?api-version=${apiVersion}`;
  }
}
