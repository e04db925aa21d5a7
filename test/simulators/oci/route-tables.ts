import { z } from "zod";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import { cidrField } from "./cidr-field.ts";
import { firstState, type NewDetails, type OciCloud, type Origin } from "./cloud.ts";
import type { RouteRule, RouteTable } from "./model.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { relatedNotFound, ServiceError } from "./service-error.ts";

const routeRule = z
  .strictObject({
    networkEntityId: ocidField,
    destination: z.string().exactOptional(),
    cidrBlock: cidrField.exactOptional(),
    destinationType: z.enum(["CIDR_BLOCK", "SERVICE_CIDR_BLOCK"]).exactOptional(),
    description: z.string().max(255).exactOptional(),
    routeType: z.enum(["STATIC", "LOCAL"]).exactOptional(),
  })
  .refine((rule) => rule.cidrBlock === undefined || rule.destination === undefined, {
    message: "cidrBlock is deprecated and cannot be used together with destination",
  })
  .refine((rule) => rule.cidrBlock !== undefined || rule.destination !== undefined, { message: "needs a destination" })
  .refine(
    ({ destinationType, destination }) =>
      destinationType === "SERVICE_CIDR_BLOCK" || destination === undefined || cidrField.safeParse(destination).success,
    { message: "destination is not a valid CIDR block" },
  );

const createRouteTableDetails = z.strictObject({
  ...nameAndTags,
  compartmentId: ocidField,
  vcnId: ocidField,
  routeRules: z.array(routeRule),
});

const updateRouteTableDetails = z.strictObject({ ...nameAndTags, routeRules: z.array(routeRule).exactOptional() });

/** What a new route table is made from. */
interface NewRouteTable extends NewDetails {
  readonly vcnId: string;
  readonly routeRules: readonly RouteRule[];
}

const isDrg = (ocid: string): boolean => ocid.startsWith("ocid1.drg.");

const checkTarget = (cloud: OciCloud, vcnId: string, target: string): void => {
  if (!isDrg(target)) return;
  if (cloud.drgs.peek(target) === undefined) throw relatedNotFound(target);
  const attached = cloud.drgAttachments
    .all()
    .some((one) => one.drgId === target && one.vcnId === vcnId && one.lifecycleState === "ATTACHED");
  if (!attached) throw new ServiceError("InvalidParameter", `The DRG ${target} is not attached to the VCN ${vcnId}.`);
};

const destinationOf = (rule: RouteRule): string => rule.destination ?? rule.cidrBlock ?? "";

/** Rules that already stand are kept even when their DRG has been detached since; new ones are checked. */
const checkRules = (
  cloud: OciCloud,
  table: Pick<RouteTable, "vcnId" | "routeRules">,
  rules: readonly RouteRule[],
): void => {
  cloud.limits.check("route-rules-per-table", rules.length);
  const destinations = rules.map(destinationOf);
  const twice = destinations.find((one, index) => destinations.indexOf(one) !== index);
  if (twice !== undefined)
    throw new ServiceError("InvalidParameter", `routeRules has more than one rule for ${twice}.`);
  const standing = new Set(table.routeRules.map((rule) => `${destinationOf(rule)} ${rule.networkEntityId}`));
  for (const rule of rules) {
    const known = standing.has(`${destinationOf(rule)} ${rule.networkEntityId}`);
    if (!known) checkTarget(cloud, table.vcnId, rule.networkEntityId);
  }
};

const shown = (rule: RouteRule): RouteRule => ({
  ...rule,
  destination: destinationOf(rule),
  destinationType: rule.destinationType ?? "CIDR_BLOCK",
  routeType: rule.routeType ?? "STATIC",
});

export const addRouteTable = (cloud: OciCloud, details: NewRouteTable, origin: Origin): RouteTable => {
  const { vcnId, routeRules } = details;
  checkRules(cloud, { vcnId, routeRules: [] }, routeRules);
  const lifecycleState = firstState(origin);
  const base = cloud.newResource("routetable", details);
  const table = cloud.enter(
    cloud.routeTables,
    { ...base, lifecycleState, vcnId, routeRules: routeRules.map(shown) },
    origin,
  );
  if (origin === "created") cloud.later("oci.network.write", () => cloud.routeTables.setState(table.id, "AVAILABLE"));
  return table;
};

const destroyRouteTable = (cloud: OciCloud, table: RouteTable): void => {
  const isDefault = cloud.vcns.living().some((vcn) => vcn.defaultRouteTableId === table.id);
  const used = cloud.subnets.living().some((subnet) => subnet.routeTableId === table.id);
  if (isDefault || used) throw new ServiceError("IncorrectState", `${table.id} is in use.`);
  cloud.routeTables.setState(table.id, "TERMINATING");
  cloud.later("oci.network.delete", () => cloud.ended(cloud.routeTables, table.id, "TERMINATED"));
};

/** Route tables of VCNs. An update replaces all rules at once; they hold when the table is AVAILABLE again. */
export const routeTableRoutes = (cloud: OciCloud): readonly Route[] =>
  resourceRoutes(cloud, {
    path: "/routeTables",
    collection: cloud.routeTables,
    create: ({ raw }) => {
      const details = parseBody(createRouteTableDetails, raw);
      cloud.vcns.related(details.vcnId);
      return addRouteTable(cloud, details, "created");
    },
    update: (table, { raw }) => {
      const { routeRules, ...change } = parseBody(updateRouteTableDetails, raw);
      if (routeRules === undefined) return change;
      checkRules(cloud, table, routeRules);
      cloud.later("oci.route-table.update", () => cloud.routeTables.setState(table.id, "AVAILABLE"));
      return { ...change, routeRules: routeRules.map(shown), lifecycleState: "PROVISIONING" };
    },
    destroy: (table) => destroyRouteTable(cloud, table),
    listed: ({ vcnId }, query) => (query.get("vcnId") ?? vcnId) === vcnId,
  });
