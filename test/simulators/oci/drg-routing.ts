import type { OciCloud } from "./cloud.ts";
import type { DrgAttachment, DrgRouteDistributionStatement, DrgRouteTable, MatchCriteria } from "./model.ts";
import { toShortId } from "./ocid.ts";

/** A rule of a DRG route table as OCI shows it. */
export interface DrgRouteRule {
  readonly id: string;
  readonly destination: string;
  readonly destinationType: "CIDR_BLOCK";
  readonly nextHopDrgAttachmentId: string;
  readonly routeType: "STATIC" | "DYNAMIC";
  readonly routeProvenance: "STATIC" | "VCN" | "VIRTUAL_CIRCUIT";
  readonly isBlackhole: boolean;
  readonly isConflict: boolean;
  readonly attributes: object;
}

/** A rule before it is known whether another one has its destination. */
type Unranked = Omit<DrgRouteRule, "isConflict">;

type Route = Pick<DrgRouteRule, "destination" | "nextHopDrgAttachmentId" | "routeProvenance">;

const isAttached = ({ lifecycleState }: DrgAttachment): boolean => lifecycleState === "ATTACHED";

const vcnPrefixes = (cloud: OciCloud, { networkDetails }: DrgAttachment): readonly string[] => {
  const { id, vcnRouteType } = networkDetails;
  if (vcnRouteType === "VCN_CIDRS") return cloud.vcns.peek(id)?.cidrBlocks ?? [];
  const subnets = cloud.subnets.living().filter(({ vcnId }) => vcnId === id);
  return subnets.map(({ cidrBlock }) => cidrBlock);
};

const routesFrom = (cloud: OciCloud, attachment: DrgAttachment): readonly Route[] => {
  const { type, id } = attachment.networkDetails;
  const prefixes = type === "VCN" ? vcnPrefixes(cloud, attachment) : (cloud.fabric.ociView(id)?.learntPrefixes ?? []);
  return prefixes.map((destination) => ({
    destination,
    nextHopDrgAttachmentId: attachment.id,
    routeProvenance: type,
  }));
};

const meetsCriteria = (criteria: MatchCriteria, attachment: DrgAttachment): boolean => {
  if (criteria.matchType === "DRG_ATTACHMENT_TYPE") return criteria.attachmentType === attachment.networkDetails.type;
  if (criteria.matchType === "DRG_ATTACHMENT_ID") return criteria.drgAttachmentId === attachment.id;
  return true;
};

const accepts = (statements: readonly DrgRouteDistributionStatement[], attachment: DrgAttachment): boolean =>
  statements.some(({ matchCriteria }) => matchCriteria.every((criteria) => meetsCriteria(criteria, attachment)));

const statementsOf = (cloud: OciCloud, distributionId: string | undefined): readonly DrgRouteDistributionStatement[] =>
  cloud.drgRouteDistributions.peek(distributionId ?? "")?.statements ?? [];

const staticRules = (cloud: OciCloud, table: DrgRouteTable): readonly Unranked[] =>
  table.staticRules.map((rule) => ({
    ...rule,
    destinationType: "CIDR_BLOCK",
    routeType: "STATIC",
    routeProvenance: "STATIC",
    isBlackhole: cloud.drgAttachments.peek(rule.nextHopDrgAttachmentId)?.lifecycleState !== "ATTACHED",
    attributes: {},
  }));

const dynamicRules = (cloud: OciCloud, table: DrgRouteTable): readonly Unranked[] => {
  const statements = statementsOf(cloud, table.importDrgRouteDistributionId);
  const sources = cloud.drgAttachments
    .all()
    .filter((one) => one.drgId === table.drgId && isAttached(one) && accepts(statements, one));
  return sources
    .flatMap((one) => routesFrom(cloud, one))
    .map(({ destination, nextHopDrgAttachmentId, routeProvenance }) => ({
      id: toShortId(`${table.id}/${nextHopDrgAttachmentId}/${destination}`),
      destination,
      nextHopDrgAttachmentId,
      routeProvenance,
      destinationType: "CIDR_BLOCK",
      routeType: "DYNAMIC",
      isBlackhole: false,
      attributes: {},
    }));
};

/** All rules of a DRG route table now: a static one wins over a dynamic one, the first of two dynamic ones is used. */
export const drgRouteRules = (cloud: OciCloud, table: DrgRouteTable): readonly DrgRouteRule[] => {
  const rules = [...staticRules(cloud, table), ...dynamicRules(cloud, table)];
  const first = new Map(rules.toReversed().map((rule) => [rule.destination, rule]));
  return rules.map((rule) => Object.assign(rule, { isConflict: first.get(rule.destination) !== rule }));
};

/** A DRG without route tables announces whatever is attached to it. */
const legacyPrefixes = (cloud: OciCloud, drgId: string): readonly string[] =>
  cloud.drgAttachments
    .all()
    .filter((one) => one.drgId === drgId && isAttached(one) && one.networkDetails.type === "VCN")
    .flatMap((one) => vcnPrefixes(cloud, one));

/**
 * What a DRG announces over the virtual circuit of an attachment: the rules of the attachment's own table that its
 * export distribution lets out. Routes learnt from a virtual circuit are never announced to one.
 */
export const announcedPrefixes = (cloud: OciCloud, attachment: DrgAttachment): readonly string[] => {
  const table = cloud.drgRouteTables.peek(attachment.drgRouteTableId ?? "");
  if (!isAttached(attachment)) return [];
  if (table === undefined) return legacyPrefixes(cloud, attachment.drgId);
  const statements = statementsOf(cloud, attachment.exportDrgRouteDistributionId);
  const leaves = ({ nextHopDrgAttachmentId }: DrgRouteRule): boolean => {
    const from = cloud.drgAttachments.peek(nextHopDrgAttachmentId);
    return from !== undefined && accepts(statements, from);
  };
  const rules = drgRouteRules(cloud, table).filter(
    (rule) => rule.routeProvenance !== "VIRTUAL_CIRCUIT" && leaves(rule),
  );
  return [...new Set(rules.map(({ destination }) => destination))];
};
