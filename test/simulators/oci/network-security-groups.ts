import { z } from "zod";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import type { OciCloud } from "./cloud.ts";
import type { SecurityRule } from "./model.ts";
import { toShortId } from "./ocid.ts";
import { listReply } from "./replies.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { ruleFields } from "./security-rule-fields.ts";
import { ServiceError } from "./service-error.ts";

const entity = z.enum(["CIDR_BLOCK", "SERVICE_CIDR_BLOCK", "NETWORK_SECURITY_GROUP"]);

const securityRule = z
  .strictObject({
    ...ruleFields,
    direction: z.enum(["INGRESS", "EGRESS"]),
    source: z.string().exactOptional(),
    sourceType: entity.exactOptional(),
    destination: z.string().exactOptional(),
    destinationType: entity.exactOptional(),
  })
  .refine((rule) => (rule.direction === "INGRESS" ? rule.source : rule.destination) !== undefined, {
    message: "an INGRESS rule needs a source, an EGRESS rule a destination",
  });

const createGroupDetails = z.strictObject({ ...nameAndTags, compartmentId: ocidField, vcnId: ocidField });
const addRulesDetails = z.strictObject({ securityRules: z.array(securityRule).min(1).max(25) });
const removeRulesDetails = z.strictObject({ securityRuleIds: z.array(z.string()).min(1).max(25) });

const ruleRoutes = (cloud: OciCloud): readonly Route[] => {
  const groups = cloud.networkSecurityGroups;
  return [
    {
      method: "GET",
      path: "/networkSecurityGroups/:id/securityRules",
      handler: (request) => listReply(cloud, groups.get(request.param("id")).rules, request),
    },
    {
      method: "POST",
      path: "/networkSecurityGroups/:id/actions/addSecurityRules",
      handler: (request) => {
        const group = groups.get(request.param("id"));
        const { securityRules } = parseBody(addRulesDetails, request.raw);
        const added: SecurityRule[] = securityRules.map((rule, index) => {
          const id = toShortId(`${group.id}/${groups.etag(group.id)}/${index}`);
          return Object.assign(rule, { id, isValid: true, timeCreated: cloud.timestamp() });
        });
        groups.patch(group.id, { rules: [...group.rules, ...added] });
        return { status: 200, body: { securityRules: added } };
      },
    },
    {
      method: "POST",
      path: "/networkSecurityGroups/:id/actions/removeSecurityRules",
      handler: (request) => {
        const group = groups.get(request.param("id"));
        const { securityRuleIds } = parseBody(removeRulesDetails, request.raw);
        const unknown = securityRuleIds.find((id) => !group.rules.some((rule) => rule.id === id));
        if (unknown !== undefined)
          throw new ServiceError("InvalidParameter", `${unknown} is not a rule of ${group.id}.`);
        groups.patch(group.id, { rules: group.rules.filter((rule) => !securityRuleIds.includes(rule.id)) });
        return { status: 204 };
      },
    },
  ];
};

/** Network security groups; their rules are added and removed one by one, so no foreign rule is ever rewritten. */
export const networkSecurityGroupRoutes = (cloud: OciCloud): readonly Route[] => {
  const groups = cloud.networkSecurityGroups;
  return [
    ...resourceRoutes(cloud, {
      path: "/networkSecurityGroups",
      collection: groups,
      create: ({ raw }) => {
        const details = parseBody(createGroupDetails, raw);
        const { id: vcnId } = cloud.vcns.related(details.vcnId);
        const base = cloud.newResource("networksecuritygroup", details);
        cloud.later("oci.network.write", () => groups.setState(base.id, "AVAILABLE"));
        return cloud.enter(groups, { ...base, lifecycleState: "PROVISIONING", vcnId, rules: [] }, "created");
      },
      update: (_group, { raw }) => parseBody(z.strictObject(nameAndTags), raw),
      destroy: ({ id }) => {
        groups.setState(id, "TERMINATING");
        cloud.later("oci.network.delete", () => cloud.ended(groups, id, "TERMINATED"));
      },
      listed: ({ vcnId }, query) => (query.get("vcnId") ?? vcnId) === vcnId,
      show: ({ rules: _rules, ...group }) => group,
    }),
    ...ruleRoutes(cloud),
  ];
};
