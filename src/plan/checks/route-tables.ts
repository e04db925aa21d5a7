import type { Finding } from "../../domain/finding.ts";
import { subnetsUsing } from "../choose-route-tables.ts";
import { blocking, note, type PlanCheck, type PlanQuestion } from "../question.ts";
import { found, sameId } from "../readings.ts";

/** It is clear which VCN route tables get the routes to Azure, and who is left out. */
export const routeTablesCheck: PlanCheck = {
  id: "route-tables",
  title: "It is clear which subnets get a route to Azure",
  run(question) {
    if (found(question.choice.oci.vcn) === undefined) return [];
    return [...unknown(question), ...open(question), ...leftOut(question)];
  },
};

function unknown({ choice, facts }: PlanQuestion): readonly Finding[] {
  if (!facts.oci.routeTables.known || !facts.oci.subnets.known) return [];
  return choice.oci.routeTables.unknown.map((name) =>
    blocking({
      code: "route-table-not-found",
      side: "oci",
      field: "routes",
      cause: `The VCN has neither a route table nor a subnet called ${name}.`,
      evidence: describe(choice.oci),
      remedy: "Name route tables or subnets of this VCN.",
      owner: "requester",
    }),
  );
}

function open({ choice }: PlanQuestion): readonly Finding[] {
  if (!choice.oci.routeTables.open) return [];
  return [
    blocking({
      code: "route-tables-not-chosen",
      side: "oci",
      field: "routes",
      cause: "The VCN has several route tables; which of them get the routes to Azure is not said.",
      evidence: describe(choice.oci),
      remedy: "Name the route tables, or the subnets, that are to reach Azure.",
      owner: "requester",
    }),
  ];
}

function leftOut({ choice }: PlanQuestion): readonly Finding[] {
  const { tables, subnets, routeTables } = choice.oci;
  if (routeTables.chosen.length === 0) return [];
  const others = tables.filter(({ id }) => !routeTables.chosen.some((chosen) => sameId(chosen.id, id)));
  const cut = others.flatMap((table) => subnetsUsing(table, subnets));
  if (cut.length === 0) return [];
  return [
    note({
      code: "subnets-without-route",
      side: "oci",
      field: "routes",
      cause: `Subnets that get no route to Azure: ${cut.join(", ")}.`,
      evidence: describe(choice.oci),
      remedy: "Name their route tables too if they are to reach Azure.",
      owner: "requester",
    }),
  ];
}

function describe({ tables, subnets }: PlanQuestion["choice"]["oci"]): readonly string[] {
  return tables.map((table) => `${table.displayName}: ${subnetsUsing(table, subnets).join(", ") || "no subnet"}`);
}
