import type { InterconnectError } from "../../src/domain/errors.ts";
import type { CrossConnectMappingFacts, LinkFacts, PerPath, Reading } from "../../src/domain/link-facts.ts";
import type { LinkReaders } from "../../src/survey/link-parts.ts";
import { linkFacts, mappings, summaryRows } from "../builders/link-facts.ts";
import { at, known } from "../builders/network-facts.ts";

export const second = 1_000;

/** Both clouds of a link in good health; Azure's tables take 10 s from being asked for. Keeps what was called. */
export class TwoClouds {
  nowMs = at;
  readonly calls: string[] = [];
  /** Thrown, in place of an answer, by calls whose name starts so. */
  readonly failing = new Map<string, InterconnectError>();
  /** What Oracle shows of the sessions. */
  mappings: Reading<readonly CrossConnectMappingFacts[]> = known(mappings());
  /** Azure's state of the sessions that are not up. */
  summary: Partial<PerPath<string>> = {};
  private readonly tables = new Map<string, { readonly rows: readonly never[]; readonly readyAt: number }>();

  readonly now = (): number => this.nowMs;

  readers(): LinkReaders {
    const { azure, oci } = linkFacts({ azure: { summary: this.summaries() } });
    const table = { arpTables: azure.arp, routeTables: azure.routes, routeTablesSummary: azure.summary };
    return {
      azure: {
        readCircuit: () => this.call("circuit", () => valueOf(azure.circuit)),
        readGateway: () => this.call("gateway", () => valueOf(azure.gateway)),
        readConnection: () => this.call("connection", () => valueOf(azure.connection)),
        beginTable: (_id, kind, path) =>
          this.call(`begin ${kind} ${path}`, () => this.begin(`${kind}/${path}`, valueOf(table[kind][path]))),
        beginLearnedRoutes: () => this.call("begin learned", () => this.begin("learned", valueOf(azure.learnedRoutes))),
        readTable: (url) => this.call(`look ${url}`, () => this.look(url)),
      },
      oci: {
        readVirtualCircuit: () => this.call("virtual circuit", () => oci.virtualCircuit),
        readMappings: () => this.call("mappings", () => this.mappings),
        readAttachments: () => this.call("attachments", () => oci.attachments),
        readDrgRoutes: (id) => this.call(`drg routes ${id}`, () => oci.drgRoutes),
        readRouteTables: () => this.call("route tables", () => oci.routeTables),
        readSecurityRules: () => this.call("security rules", () => oci.securityRules),
      },
    };
  }

  /** Calls whose name starts so. */
  count(name: string): number {
    return this.calls.filter((call) => call.startsWith(name)).length;
  }

  private summaries(): Partial<LinkFacts["azure"]["summary"]> {
    const { primary, secondary } = this.summary;
    return {
      ...(primary !== undefined && { primary: known(summaryRows("10.255.0.1", primary)) }),
      ...(secondary !== undefined && { secondary: known(summaryRows("10.255.0.5", secondary)) }),
    };
  }

  private call<T>(name: string, answer: () => T): Promise<T> {
    this.calls.push(name);
    const failure = [...this.failing].find(([start]) => name.startsWith(start))?.[1];
    return failure === undefined ? Promise.resolve(answer()) : Promise.reject(failure);
  }

  private begin(url: string, rows: readonly never[]): { url: string; retryAfterMs: number } {
    this.tables.set(url, { rows, readyAt: this.nowMs + 10 * second });
    return { url, retryAfterMs: 10 * second };
  }

  private look(url: string): never {
    const table = this.tables.get(url);
    if (table === undefined) throw new RangeError(`nobody asked for ${url}`);
    const answer = this.nowMs < table.readyAt ? { url, retryAfterMs: 10 * second } : { rows: table.rows };
    return answer as never;
  }
}

/** The builders' facts have every field the clients' answers have, but for tags, which no reader looks at. */
function valueOf(reading: Reading<unknown>): never {
  if (reading.known) return reading.value as never;
  throw new RangeError(reading.why);
}
