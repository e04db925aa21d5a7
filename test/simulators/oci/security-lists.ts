import { z } from "zod";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import { cidrField } from "./cidr-field.ts";
import { firstState, type NewDetails, type OciCloud, type Origin } from "./cloud.ts";
import type { SecurityList } from "./model.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { ruleFields } from "./security-rule-fields.ts";
import { ServiceError } from "./service-error.ts";

const ingressRule = z.strictObject({
  ...ruleFields,
  source: cidrField,
  sourceType: z.literal("CIDR_BLOCK").exactOptional(),
});

const egressRule = z.strictObject({
  ...ruleFields,
  destination: cidrField,
  destinationType: z.literal("CIDR_BLOCK").exactOptional(),
});

const createSecurityListDetails = z.strictObject({
  ...nameAndTags,
  compartmentId: ocidField,
  vcnId: ocidField,
  ingressSecurityRules: z.array(ingressRule),
  egressSecurityRules: z.array(egressRule),
});

const updateSecurityListDetails = z.strictObject({
  ...nameAndTags,
  ingressSecurityRules: z.array(ingressRule).exactOptional(),
  egressSecurityRules: z.array(egressRule).exactOptional(),
});

const tcp = "6";
const icmp = "1";

/** The rules of every default list: SSH and path MTU discovery from anywhere, everything out, no echo request. */
export const defaultSecurityRules = {
  ingressSecurityRules: [
    {
      protocol: tcp,
      source: "0.0.0.0/0",
      sourceType: "CIDR_BLOCK",
      isStateless: false,
      tcpOptions: { destinationPortRange: { min: 22, max: 22 } },
    },
    {
      protocol: icmp,
      source: "0.0.0.0/0",
      sourceType: "CIDR_BLOCK",
      isStateless: false,
      icmpOptions: { type: 3, code: 4 },
    },
  ],
  egressSecurityRules: [
    { protocol: "all", destination: "0.0.0.0/0", destinationType: "CIDR_BLOCK", isStateless: false },
  ],
};

/** What a new security list is made from. */
type NewSecurityList = NewDetails & Pick<SecurityList, "vcnId" | "ingressSecurityRules" | "egressSecurityRules">;

export const addSecurityList = (cloud: OciCloud, details: NewSecurityList, origin: Origin): SecurityList => {
  const list = cloud.enter(
    cloud.securityLists,
    {
      ...cloud.newResource("securitylist", details),
      lifecycleState: firstState(origin),
      vcnId: details.vcnId,
      ingressSecurityRules: details.ingressSecurityRules,
      egressSecurityRules: details.egressSecurityRules,
    },
    origin,
  );
  if (origin === "created") cloud.later("oci.network.write", () => cloud.securityLists.setState(list.id, "AVAILABLE"));
  return list;
};

const destroySecurityList = (cloud: OciCloud, list: SecurityList): void => {
  const isDefault = cloud.vcns.living().some((vcn) => vcn.defaultSecurityListId === list.id);
  const used = cloud.subnets.living().some((subnet) => subnet.securityListIds.includes(list.id));
  if (isDefault || used) throw new ServiceError("IncorrectState", `${list.id} is in use.`);
  cloud.securityLists.setState(list.id, "TERMINATING");
  cloud.later("oci.network.delete", () => cloud.ended(cloud.securityLists, list.id, "TERMINATED"));
};

/** Security lists. An update replaces each direction that it names, as a whole. */
export const securityListRoutes = (cloud: OciCloud): readonly Route[] =>
  resourceRoutes(cloud, {
    path: "/securityLists",
    collection: cloud.securityLists,
    create: ({ raw }) => {
      const details = parseBody(createSecurityListDetails, raw);
      cloud.vcns.related(details.vcnId);
      return addSecurityList(cloud, details, "created");
    },
    update: (_list, { raw }) => parseBody(updateSecurityListDetails, raw),
    destroy: (list) => destroySecurityList(cloud, list),
    listed: ({ vcnId }, query) => (query.get("vcnId") ?? vcnId) === vcnId,
  });
