import { z } from "zod";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import type { OciCloud } from "./cloud.ts";
import type { DrgRouteDistribution, DrgRouteDistributionStatement, MatchCriteria } from "./model.ts";
import { toShortId } from "./ocid.ts";
import { listReply } from "./replies.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { ServiceError } from "./service-error.ts";

const criteria = z.discriminatedUnion("matchType", [
  z.strictObject({ matchType: z.literal("MATCH_ALL") }),
  z.strictObject({
    matchType: z.literal("DRG_ATTACHMENT_TYPE"),
    attachmentType: z.enum(["VCN", "VIRTUAL_CIRCUIT"]),
  }),
  z.strictObject({ matchType: z.literal("DRG_ATTACHMENT_ID"), drgAttachmentId: ocidField }),
]);

const statement = z.strictObject({
  action: z.literal("ACCEPT"),
  priority: z.int().min(0).max(65_535),
  matchCriteria: z.array(criteria),
});

const createDistributionDetails = z.strictObject({
  ...nameAndTags,
  drgId: ocidField,
  distributionType: z.literal("IMPORT"),
});
const addStatementsDetails = z.strictObject({ statements: z.array(statement).min(1) });
const removeStatementsDetails = z.strictObject({ statementIds: z.array(z.string()).exactOptional() });

interface NewDistribution extends Pick<DrgRouteDistribution, "drgId" | "compartmentId" | "distributionType"> {
  readonly displayName: string;
  readonly accepts: readonly MatchCriteria[];
}

const toStatement = (
  id: string,
  index: number,
  { action, priority, matchCriteria }: Omit<DrgRouteDistributionStatement, "id">,
): DrgRouteDistributionStatement => ({
  id: toShortId(`${id}/${index}`),
  action,
  priority,
  matchCriteria,
});

/** A distribution that OCI makes itself, with one statement. */
export const addDistribution = (cloud: OciCloud, { accepts, ...details }: NewDistribution): DrgRouteDistribution => {
  const base = cloud.newResource("drgroutedistribution", details);
  const only = toStatement(base.id, 0, { action: "ACCEPT", priority: 1, matchCriteria: accepts });
  const { drgId, distributionType } = details;
  return cloud.enter(
    cloud.drgRouteDistributions,
    { ...base, drgId, distributionType, lifecycleState: "AVAILABLE", statements: [only] },
    "consequence",
  );
};

const statementRoutes = (cloud: OciCloud): readonly Route[] => {
  const distributions = cloud.drgRouteDistributions;
  const one = "/drgRouteDistributions/:id";
  return [
    {
      method: "GET",
      path: `${one}/drgRouteDistributionStatements`,
      handler: (request) => listReply(cloud, distributions.get(request.param("id")).statements, request),
    },
    {
      method: "POST",
      path: `${one}/actions/addDrgRouteDistributionStatements`,
      handler: (request) => {
        const { id, statements } = distributions.get(request.param("id"));
        const details = parseBody(addStatementsDetails, request.raw).statements;
        const added = details.map((given) => toStatement(`${id}/${distributions.etag(id)}`, given.priority, given));
        distributions.patch(id, { statements: [...statements, ...added] });
        return { status: 200, body: added };
      },
    },
    {
      method: "POST",
      path: `${one}/actions/removeDrgRouteDistributionStatements`,
      handler: (request) => {
        const { id, statements } = distributions.get(request.param("id"));
        const { statementIds } = parseBody(removeStatementsDetails, request.raw);
        const kept = statements.filter((given) => statementIds !== undefined && !statementIds.includes(given.id));
        distributions.patch(id, { statements: kept });
        return { status: 204 };
      },
    },
  ];
};

const destroyDistribution = (cloud: OciCloud, { id }: DrgRouteDistribution): void => {
  const used = cloud.drgRouteTables.living().some((table) => table.importDrgRouteDistributionId === id);
  if (used) throw new ServiceError("IncorrectState", `${id} is in use by a DRG route table.`);
  cloud.drgRouteDistributions.setState(id, "TERMINATING");
  cloud.later("oci.network.delete", () => cloud.ended(cloud.drgRouteDistributions, id, "TERMINATED"));
};

/** Route distributions of DRGs: which routes a DRG route table imports. Listed per DRG. */
export const drgRouteDistributionRoutes = (cloud: OciCloud): readonly Route[] => [
  ...resourceRoutes(cloud, {
    path: "/drgRouteDistributions",
    collection: cloud.drgRouteDistributions,
    listedBy: "drgId",
    create: ({ raw }) => {
      const { drgId, distributionType, ...details } = parseBody(createDistributionDetails, raw);
      const { compartmentId } = cloud.drgs.related(drgId);
      const base = cloud.newResource("drgroutedistribution", { ...details, compartmentId });
      return cloud.enter(
        cloud.drgRouteDistributions,
        { ...base, drgId, distributionType, lifecycleState: "AVAILABLE", statements: [] },
        "created",
      );
    },
    update: (_distribution, { raw }) => parseBody(z.strictObject(nameAndTags), raw),
    destroy: (distribution) => destroyDistribution(cloud, distribution),
    listed: ({ drgId }, query) => drgId === query.get("drgId"),
    show: ({ statements: _statements, ...distribution }) => distribution,
  }),
  ...statementRoutes(cloud),
];
