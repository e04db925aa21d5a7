import type { Faults } from "./faults.ts";
import type { SimServer } from "./http.ts";

/** How an outage looks: no connection at all, or a 503 to every call. */
export type Outage = "refused" | "unavailable";

/** Which service goes away, and how. */
export interface OutageOptions {
  readonly faults: Faults;
  readonly service: string;
  /** What the service says in its 503s. */
  readonly unavailable: unknown;
}

/** Takes a service away for a while of wall time. */
export class Outages {
  private readonly options: OutageOptions;
  private readonly timers = new Set<NodeJS.Timeout>();
  private service: SimServer | undefined;

  constructor(options: OutageOptions) {
    this.options = options;
  }

  /** Says what to take away. */
  attach(service: SimServer): void {
    this.service = service;
  }

  /** Resolves when the service is gone; it comes back by itself after `ms`. */
  async begin(ms: number, how: Outage): Promise<void> {
    const end = how === "refused" ? await this.refuse() : this.answer503();
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      end();
    }, ms);
    this.timers.add(timer);
  }

  /** Forgets to come back. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private answer503(): () => void {
    const { faults, service, unavailable } = this.options;
    const id = faults.add({ match: { service }, effect: { kind: "respond", status: 503, body: unavailable } });
    return () => faults.remove(id);
  }

  private async refuse(): Promise<() => void> {
    const { service } = this;
    if (!service) throw new Error("nothing is listening yet");
    await service.close();
    return () => service.server.listen(service.port, "127.0.0.1");
  }
}
