import type { ArpRow, LearnedRoute, Path, PeerSummaryRow, RouteRow } from "../../domain/link-facts.ts";
import type { ArmAnswer, ArmClient } from "./arm-client.ts";
import { networkVersion } from "./operations.ts";

/** The rows of each table Azure shows only on request. */
export interface TableRows {
  readonly arpTables: readonly ArpRow[];
  readonly routeTables: readonly RouteRow[];
  readonly routeTablesSummary: readonly PeerSummaryRow[];
  readonly learnedRoutes: readonly LearnedRoute[];
}

export type TableKind = keyof TableRows;
export type CircuitTable = Exclude<TableKind, "learnedRoutes">;

/** The rows, or where to look for them later. */
export type TableAnswer<R> = { readonly rows: R } | { readonly url: string; readonly retryAfterMs: number };

/** @see https://learn.microsoft.com/azure/expressroute/expressroute-troubleshooting-arp-resource-manager */
export async function beginTable<K extends CircuitTable>(
  arm: ArmClient,
  circuitId: string,
  kind: K,
  path: Path,
): Promise<TableAnswer<TableRows[K]>> {
  return begin(arm, kind, `${circuitId}/peerings/AzurePrivatePeering/${kind}/${path}`);
}

export function beginLearnedRoutes(
  arm: ArmClient,
  gatewayId: string,
): Promise<TableAnswer<TableRows["learnedRoutes"]>> {
  return begin(arm, "learnedRoutes", `${gatewayId}/getLearnedRoutes`);
}

export async function readTable<K extends TableKind>(
  arm: ArmClient,
  url: string,
  kind: K,
): Promise<TableAnswer<TableRows[K]>> {
  return toAnswer(kind, await arm.send({ method: "GET", target: url }), url);
}

async function begin<K extends TableKind>(arm: ArmClient, kind: K, target: string): Promise<TableAnswer<TableRows[K]>> {
  return toAnswer(kind, await arm.send({ method: "POST", target, apiVersion: networkVersion }), target);
}

/** Only `Location` brings the rows in the end; it answers 202 until then. */
function toAnswer<K extends TableKind>(kind: K, answer: ArmAnswer, asked: string): TableAnswer<TableRows[K]> {
  if (answer.status !== 202) return { rows: readers[kind](itemsOf(answer.body)) };
  const { resultUrl = asked, retryAfterMs } = answer;
  return { url: resultUrl, retryAfterMs };
}

type Row = Readonly<Record<string, unknown>>;

const readers: { readonly [K in TableKind]: (rows: readonly Row[]) => TableRows[K] } = {
  arpTables: (rows) =>
    rows.map((row) => ({
      interface: text(row["interface"]),
      ipAddress: text(row["ipAddress"]),
      macAddress: text(row["macAddress"]),
      ageMinutes: number(row["age"]),
    })),
  routeTables: (rows) =>
    rows.map((row) => ({ network: text(row["network"]), nextHop: text(row["nextHop"]), asPath: text(row["path"]) })),
  routeTablesSummary: (rows) =>
    rows.map((row) => ({
      neighbor: text(row["neighbor"]),
      asn: number(row["as"]),
      upDown: text(row["upDown"]),
      statePfxRcd: text(row["statePfxRcd"]),
    })),
  learnedRoutes: (rows) =>
    rows.map((row) => ({
      network: text(row["network"]),
      nextHop: text(row["nextHop"]),
      asPath: text(row["asPath"]),
      origin: text(row["origin"]),
    })),
};

function itemsOf(body: unknown): readonly Row[] {
  const value: unknown = typeof body === "object" && body !== null && "value" in body ? body.value : undefined;
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === "object" && row !== null) : [];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
