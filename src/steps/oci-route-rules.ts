import { z } from "zod";
import type { OciRouteTable } from "../clouds/oci/oci-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { defineStep, type Settled, type Step } from "../graph/step.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { lasting } from "./durations.ts";
import { ociDurations } from "./oci-durations.ts";
import { findOwned, tagsOf } from "./oci-owned.ts";
import { idFrom } from "./oci-step.ts";
import { planRules, type RulePlan, withoutOwn } from "./route-rule-plan.ts";

const params = z.strictObject({
  /** What people call the table. */
  name: z.string(),
  /** Absent: the default table of the VCN that `oci.vcn` made. */
  routeTableId: z.string().optional(),
  /** Absent: the DRG that `oci.drg` made. */
  drgId: z.string().optional(),
  /** The Azure prefixes to be reached. */
  destinations: z.array(z.string()),
});

type Params = z.infer<typeof params>;

function markOf({ owner }: CloudContext): string {
  return `interconnect:${owner.uid}`;
}

function planFor({ drgId, destinations }: Params, table: OciRouteTable, context: CloudContext): RulePlan {
  return planRules(table.rules, {
    mark: markOf(context),
    drgId: idFrom(context, drgId, "oci.drg", "drgId"),
    destinations,
  });
}

function dead(wanted: Params, code: "BroughtResourceMissing" | "ForeignResource", message: string): Settled {
  const hint = "Mend it in Oracle's console and press Retry.";
  const details = { side: "oci" as const, resource: wanted.routeTableId ?? wanted.name };
  return { state: "dead", error: new InterconnectError({ code, kind: "blocked", message, hint, details }) };
}

const applying: Settled = { state: "waiting", reason: "Oracle is applying a change of the route table" };

/** The default table of the VCN that was made; a removal may know no more of that VCN than its tags. */
async function defaultTableId({ clouds, owner, outputs }: CloudContext): Promise<string | undefined> {
  const known = outputs["oci.vcn"]?.["defaultRouteTableId"];
  if (typeof known === "string") return known;
  return (await findOwned(clouds.oci.vcns, tagsOf(owner, "oci.vcn"), undefined))?.defaultRouteTableId;
}

/**
 * Sends the VCN's traffic for Azure to the DRG: one rule per Azure prefix in one VCN route table. The update replaces all
 * rules, so it goes out only against the version that was read; rules of others are sent back as they were.
 *
 * Outputs: `routeTableId`. Free of charge, but packets flow from here on.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingroutetables.htm
 */
const routeRules: Step<Clouds, Params, OciRouteTable> = {
  kind: "oci.route-rules",
  ...lasting(ociDurations.routeRules),
  async observe({ routeTableId }, context) {
    const id = routeTableId ?? (await defaultTableId(context));
    return id === undefined ? undefined : context.clouds.oci.routeTables.find(id);
  },
  sync(wanted, table, context) {
    const { keep, add, drop, inTheWay } = planFor(wanted, table, context);
    if (table.lifecycleState !== "AVAILABLE" || inTheWay.length > 0 || add.length + drop.length === 0) return undefined;
    return {
      what: `put route rules of ${wanted.name}`,
      send: (leave) => context.clouds.oci.routeTables.replaceRules(table, { keep, add }, leave),
    };
  },
  settled(wanted, table, context) {
    if (table === undefined) {
      return dead(wanted, "BroughtResourceMissing", `The route table ${wanted.name} does not exist any more.`);
    }
    const [rule] = planFor(wanted, table, context).inTheWay;
    if (rule !== undefined) {
      const described = rule.description === undefined ? "" : ` ("${rule.description}")`;
      const message = `A rule of the route table ${wanted.name} sends ${rule.destination} to ${rule.networkEntityId}${described}, so the bot cannot send it to Azure.`;
      return dead(wanted, "ForeignResource", message);
    }
    return table.lifecycleState === "AVAILABLE" ? { state: "done", outputs: { routeTableId: table.id } } : applying;
  },
  async destroy(_wanted, table, context, leave) {
    const keep = withoutOwn(table.rules, markOf(context));
    await context.clouds.oci.routeTables.replaceRules(table, { keep, add: [] }, leave);
  },
  removal(_wanted, table, context) {
    if (withoutOwn(table.rules, markOf(context)).length < table.rules.length) return "not-begun";
    if (table.lifecycleState !== "AVAILABLE") return applying;
    return { state: "done", outputs: { goneAt: context.now, found: context.sentAt !== undefined } };
  },
};

export const ociRouteRules = defineStep(routeRules, (stored) => params.parse(stored));
