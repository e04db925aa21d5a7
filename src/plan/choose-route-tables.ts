import type { VcnRouteTableFacts } from "../domain/link-facts.ts";
import type { VcnSubnetFacts } from "../domain/network-facts.ts";
import { answersTo, sameId } from "./readings.ts";

/** VCN route tables that get the routes to Azure. */
export interface RouteTableChoice {
  readonly chosen: readonly VcnRouteTableFacts[];
  /** Names in the request that are neither a route table nor a subnet of the VCN. */
  readonly unknown: readonly string[];
  /** True when the request names none and there is more than one that subnets use: never all by default. */
  readonly open: boolean;
}

export function chooseRouteTables(
  asked: readonly string[],
  tables: readonly VcnRouteTableFacts[],
  subnets: readonly VcnSubnetFacts[],
): RouteTableChoice {
  if (asked.length === 0) return onlyTable(tables, subnets);
  const found = asked.map((name) => ({ name, table: tableOf(name, tables, subnets) }));
  const chosen = new Set(found.map(({ table }) => table).filter((table) => table !== undefined));
  const unknown = found.filter(({ table }) => table === undefined).map(({ name }) => name);
  return { chosen: [...chosen], unknown, open: false };
}

/** Names of the subnets that use a route table. */
export function subnetsUsing(table: VcnRouteTableFacts, subnets: readonly VcnSubnetFacts[]): readonly string[] {
  return subnets.filter(({ routeTableId }) => sameId(routeTableId, table.id)).map(({ name }) => name);
}

function onlyTable(tables: readonly VcnRouteTableFacts[], subnets: readonly VcnSubnetFacts[]): RouteTableChoice {
  const used = tables.filter((table) => subnetsUsing(table, subnets).length > 0);
  const candidates = used.length > 0 ? used : tables;
  return { chosen: candidates.length === 1 ? candidates : [], unknown: [], open: candidates.length > 1 };
}

function tableOf(
  name: string,
  tables: readonly VcnRouteTableFacts[],
  subnets: readonly VcnSubnetFacts[],
): VcnRouteTableFacts | undefined {
  const direct = tables.find((table) => answersTo({ id: table.id, name: table.displayName }, name));
  if (direct !== undefined) return direct;
  const subnet = subnets.find((one) => answersTo(one, name));
  return subnet && tables.find(({ id }) => sameId(id, subnet.routeTableId));
}
