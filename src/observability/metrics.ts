import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CallReport } from "./call-report.ts";

/** What Prometheus reads at `/metrics`: the process itself (event-loop lag included) and what it does. */
export class Metrics {
  readonly registry = new Registry();
  private readonly calls = new Histogram({
    name: "interconnect_cloud_call_seconds",
    help: "Duration of calls to the clouds, by side, method and status.",
    labelNames: ["side", "method", "status"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private readonly acts = new Counter({
    name: "interconnect_acts_total",
    help: "Acts of people taken over from chat, by kind and outcome.",
    labelNames: ["kind", "outcome"],
    registers: [this.registry],
  });

  private readonly again = new Counter({
    name: "interconnect_messages_sent_again_total",
    help: "Messages sent again after an attempt that may have arrived, by platform.",
    labelNames: ["platform"],
    registers: [this.registry],
  });

  private frozenScopes: () => Promise<readonly string[]> = () => Promise.resolve([]);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const scopes = (): Promise<readonly string[]> => this.frozenScopes();
    // The registry keeps it; nobody else needs it.
    const frozen = new Gauge({
      name: "interconnect_frozen",
      help: "1 for each environment, or everywhere, in which changes in the clouds are frozen.",
      labelNames: ["scope"],
      async collect() {
        const standing = await scopes().catch(() => []);
        this.reset();
        for (const scope of standing) this.set({ scope }, 1);
      },
      registers: [],
    });
    this.registry.registerMetric(frozen);
  }

  /** Where changes are frozen is read whenever somebody looks; what cannot be read is not shown. */
  watchFreezes(read: () => Promise<readonly string[]>): void {
    this.frozenScopes = read;
  }

  cloudCall({ side, method, status, ms }: CallReport): void {
    this.calls.observe({ side, method, status: String(status ?? "none") }, ms / 1_000);
  }

  act(kind: string, outcome: string): void {
    this.acts.inc({ kind, outcome });
  }

  sentAgain(platform: string): void {
    this.again.inc({ platform });
  }
}
