import { cidrOf, contains, sameCidr } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import type { VcnRouteRuleFacts, VcnRouteTableFacts } from "../../domain/link-facts.ts";
import { blocking, type PlanCheck, type PlanQuestion, warning } from "../question.ts";
import { azurePrefixesOf } from "../reach.ts";
import { found, sameId } from "../readings.ts";

/** OCI's usual service limit of rules in one route table; it can be raised, hence a warning only. */
const RULES_PER_TABLE = 200;

/** The rules to be added collide with none that are there, and there is room for them. */
export const routeRulesCheck: PlanCheck = {
  id: "route-rules",
  title: "The VCN's route tables can take the routes to Azure",
  run: (question) =>
    question.choice.oci.routeTables.chosen.flatMap((table) => [
      ...conflicts(question, table),
      ...detours(question, table),
      ...tooMany(question, table),
    ]),
};

/** Rules that do not lead to the DRG of the plan. */
function foreign({ choice }: PlanQuestion, table: VcnRouteTableFacts): readonly VcnRouteRuleFacts[] {
  const drgId = found(choice.oci.drg)?.id;
  return table.rules.filter(({ networkEntityId }) => !sameId(networkEntityId, drgId));
}

function conflicts(question: PlanQuestion, table: VcnRouteTableFacts): readonly Finding[] {
  return matching(question, table, sameCidr).map((rule) =>
    blocking({
      code: "route-rule-conflict",
      side: "oci",
      field: "routes",
      cause: `The route table ${table.displayName} already sends ${rule.destination} somewhere else.`,
      evidence: [`${rule.destination} to ${rule.networkEntityId}`, `description: ${rule.description ?? "none"}`],
      remedy: "Remove or change that rule, or choose another route table. The bot leaves rules of others untouched.",
      owner: "network team",
    }),
  );
}

function detours(question: PlanQuestion, table: VcnRouteTableFacts): readonly Finding[] {
  const inside = matching(question, table, (rule, prefix) => contains(prefix, rule) && !sameCidr(prefix, rule));
  return inside.map((rule) =>
    warning({
      code: "route-rule-detour",
      side: "oci",
      field: "routes",
      cause: `The route table ${table.displayName} sends ${rule.destination}, a part of Azure's addresses, somewhere else; the longer prefix wins.`,
      evidence: [`${rule.destination} to ${rule.networkEntityId}`],
      remedy: "Leave it if it is meant so; else remove that rule.",
      owner: "network team",
    }),
  );
}

function matching(
  question: PlanQuestion,
  table: VcnRouteTableFacts,
  matches: (rule: NonNullable<ReturnType<typeof cidrOf>>, prefix: NonNullable<ReturnType<typeof cidrOf>>) => boolean,
): readonly VcnRouteRuleFacts[] {
  const prefixes = azurePrefixesOf(question).map(cidrOf);
  return foreign(question, table).filter((rule) => {
    const cidr = cidrOf(rule.destination);
    return cidr !== undefined && prefixes.some((prefix) => prefix !== undefined && matches(cidr, prefix));
  });
}

function tooMany(question: PlanQuestion, table: VcnRouteTableFacts): readonly Finding[] {
  const total = table.rules.length + azurePrefixesOf(question).length;
  if (total <= RULES_PER_TABLE) return [];
  return [
    warning({
      code: "route-table-nearly-full",
      side: "oci",
      field: "routes",
      cause: `The route table ${table.displayName} would have ${total} rules; the usual limit is ${RULES_PER_TABLE}.`,
      evidence: [`rules today: ${table.rules.length}`],
      remedy: "Remove rules that are not needed, or raise the service limit.",
      owner: "network team",
    }),
  ];
}
