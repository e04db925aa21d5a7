import { readingPost } from "../../simulators/oci/bookkeeping.ts";
import type { Crossing } from "../../support/counting-proxy.ts";
import type { WireEvent } from "../../support/history/history.ts";

/** A changing call as it was seen to leave a process; whose it is shows once the clouds' books are read. */
export interface SeenCall {
  readonly kind: "call";
  readonly process: string;
  /** Head and body as they crossed. */
  readonly text: string;
}

type Seen = SeenCall | Extract<WireEvent, { kind: "intent" }>;

/** A process took an operation. */
export interface Taken {
  readonly process: string;
  readonly operation: string;
}

const changing = /^(?:PUT|PATCH|DELETE|POST) (?<path>\S+) HTTP/;
const lookups = new RegExp(`${readingPost}|/oauth2/`);
const taking = /\["HINCRBY","[^"]*:alarm:operations:(?<operation>[^"]+)","epoch","1"\]/;
const underEpoch = /\["field-is","[^"]*:alarm:operations:(?<operation>[^"]+)","epoch","(?<epoch>\d+)"\]/;
const intent = String.raw`\"event\":\"intent\"`;

/** What the product's processes were seen to do: the changing calls, the intents before them, and who took what. */
export class Wire {
  private readonly seen: Seen[] = [];
  /** The beginnings of lines that the next piece goes on with, by connection. */
  private readonly begun = new Map<string, string>();
  private readonly taken: (one: Taken) => void;

  constructor(taken: (one: Taken) => void) {
    this.taken = taken;
  }

  note({ service, way, piece, connection }: Crossing, process: string): void {
    if (way !== "asked") return;
    if (service === "redis") this.noteScripts(this.wholeLines(`${process} ${connection}`, piece), process);
    else if (service === "azure" || service === "oci") this.noteCall(service, piece, process);
  }

  /** @param ownerOf finds the uid of the interconnect that a call is about */
  events(ownerOf: (text: string) => string): readonly WireEvent[] {
    return this.seen.map((one) =>
      one.kind === "intent"
        ? one
        : { kind: "call", process: one.process, uid: ownerOf(one.text), line: one.text.split(" HTTP/", 1)[0] ?? "" },
    );
  }

  private wholeLines(connection: string, piece: string): readonly string[] {
    const lines = `${this.begun.get(connection) ?? ""}${piece}`.split("\r\n");
    this.begun.set(connection, lines.pop() ?? "");
    return lines;
  }

  private noteScripts(lines: readonly string[], process: string): void {
    for (const line of lines) {
      if (!line.startsWith('{"guards"')) continue;
      const take = taking.exec(line)?.groups?.["operation"];
      if (take !== undefined) this.taken({ process, operation: take });
      const { operation, epoch } = underEpoch.exec(line)?.groups ?? {};
      if (operation === undefined || !line.includes(intent)) continue;
      this.seen.push({ kind: "intent", process, operation, epoch: Number(epoch) });
    }
  }

  private noteCall(service: string, piece: string, process: string): void {
    const path = changing.exec(piece)?.groups?.["path"];
    if (path === undefined || lookups.test(path)) return;
    // Azure's tables are asked for by POST.
    if (service === "azure" && piece.startsWith("POST")) return;
    this.seen.push({ kind: "call", process, text: piece });
  }
}
