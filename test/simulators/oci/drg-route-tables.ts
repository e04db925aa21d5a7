import { z } from "zod";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import { cidrField } from "./cidr-field.ts";
import type { OciCloud } from "./cloud.ts";
import { drgRouteRules } from "./drg-routing.ts";
import type { DrgRouteTable } from "./model.ts";
import { toShortId } from "./ocid.ts";
import { listReply } from "./replies.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { ServiceError } from "./service-error.ts";

const routing = {
  importDrgRouteDistributionId: ocidField.exactOptional(),
  isEcmpEnabled: z.boolean().exactOptional(),
};
const createTableDetails = z.strictObject({ ...nameAndTags, ...routing, drgId: ocidField });
const updateTableDetails = z.strictObject({ ...nameAndTags, ...routing });

const staticRule = z.strictObject({
  destination: cidrField,
  destinationType: z.literal("CIDR_BLOCK"),
  nextHopDrgAttachmentId: ocidField,
});
const addRulesDetails = z.strictObject({ routeRules: z.array(staticRule).min(1) });
const removeRulesDetails = z.strictObject({ routeRuleIds: z.array(z.string()).min(1) });

interface NewDrgRouteTable extends Pick<DrgRouteTable, "drgId" | "compartmentId"> {
  readonly displayName: string;
  readonly importDrgRouteDistributionId: string;
}

/** A table that OCI makes itself for a new DRG. */
export const addDrgRouteTable = (cloud: OciCloud, details: NewDrgRouteTable): DrgRouteTable => {
  const { drgId, importDrgRouteDistributionId } = details;
  return cloud.enter(
    cloud.drgRouteTables,
    {
      ...cloud.newResource("drgroutetable", details),
      lifecycleState: "AVAILABLE",
      drgId,
      importDrgRouteDistributionId,
      isEcmpEnabled: false,
      staticRules: [],
    },
    "consequence",
  );
};

const ruleRoutes = (cloud: OciCloud): readonly Route[] => {
  const tables = cloud.drgRouteTables;
  return [
    {
      method: "GET",
      path: "/drgRouteTables/:id/drgRouteRules",
      handler: (request) => {
        const rules = drgRouteRules(cloud, tables.get(request.param("id")));
        const type = request.query.get("routeType");
        const wanted = rules.filter(({ routeType }) => type === null || type === routeType);
        return listReply(cloud, wanted, request);
      },
    },
    {
      method: "POST",
      path: "/drgRouteTables/:id/actions/addDrgRouteRules",
      handler: (request) => {
        const { id, staticRules } = tables.get(request.param("id"));
        const added = parseBody(addRulesDetails, request.raw).routeRules.map((rule) => ({
          id: toShortId(`${id}/${rule.destination}/${tables.etag(id)}`),
          destination: rule.destination,
          nextHopDrgAttachmentId: cloud.drgAttachments.related(rule.nextHopDrgAttachmentId).id,
        }));
        tables.patch(id, { staticRules: [...staticRules, ...added] });
        const ids = new Set(added.map((rule) => rule.id));
        return { status: 200, body: drgRouteRules(cloud, tables.get(id)).filter((rule) => ids.has(rule.id)) };
      },
    },
    {
      method: "POST",
      path: "/drgRouteTables/:id/actions/removeDrgRouteRules",
      handler: (request) => {
        const { id, staticRules } = tables.get(request.param("id"));
        const { routeRuleIds } = parseBody(removeRulesDetails, request.raw);
        tables.patch(id, { staticRules: staticRules.filter((rule) => !routeRuleIds.includes(rule.id)) });
        return { status: 204 };
      },
    },
  ];
};

const destroyTable = (cloud: OciCloud, { id, drgId }: DrgRouteTable): void => {
  const defaults = Object.values(cloud.drgs.peek(drgId)?.defaultDrgRouteTables ?? {});
  const used = cloud.drgAttachments.living().some((one) => one.drgRouteTableId === id);
  if (used || defaults.includes(id)) throw new ServiceError("IncorrectState", `${id} is in use.`);
  cloud.drgRouteTables.setState(id, "TERMINATING");
  cloud.later("oci.network.delete", () => cloud.ended(cloud.drgRouteTables, id, "TERMINATED"));
};

/** Route tables inside a DRG. Listed per DRG; their dynamic rules follow the attachments. */
export const drgRouteTableRoutes = (cloud: OciCloud): readonly Route[] => [
  ...resourceRoutes(cloud, {
    path: "/drgRouteTables",
    collection: cloud.drgRouteTables,
    listedBy: "drgId",
    create: ({ raw }) => {
      const { drgId, ...details } = parseBody(createTableDetails, raw);
      const { compartmentId } = cloud.drgs.related(drgId);
      const base = cloud.newResource("drgroutetable", { ...details, compartmentId });
      const { importDrgRouteDistributionId, isEcmpEnabled = false } = details;
      return cloud.enter(
        cloud.drgRouteTables,
        {
          ...base,
          lifecycleState: "AVAILABLE",
          drgId,
          isEcmpEnabled,
          staticRules: [],
          ...(importDrgRouteDistributionId !== undefined && { importDrgRouteDistributionId }),
        },
        "created",
      );
    },
    update: (_table, { raw }) => parseBody(updateTableDetails, raw),
    destroy: (table) => destroyTable(cloud, table),
    listed: ({ drgId }, query) => drgId === query.get("drgId"),
    show: ({ staticRules: _rules, ...table }) => table,
  }),
  ...ruleRoutes(cloud),
];
