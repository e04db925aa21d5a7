import { note, type PlanCheck } from "../question.ts";

/** Azure's tag VirtualNetwork includes what a gateway learns, so its default inbound rule admits all of the VCN. */
export const azureDefaultRuleCheck: PlanCheck = {
  id: "azure-default-rule",
  title: "No Azure subnet admits the VCN by default",
  run({ reach }) {
    if (reach.openSubnets === 0) return [];
    const subnets = reach.openSubnets === 1 ? "1 subnet accepts" : `${reach.openSubnets} subnets accept`;
    return [
      note({
        code: "azure-subnets-open",
        side: "azure",
        field: "vnet",
        cause: `${subnets} any traffic from OCI by Azure's default inbound rule, unless an own rule denies it.`,
        evidence: ["rule: AllowVnetInBound; the tag VirtualNetwork includes routes the gateway learns"],
        remedy: "Add deny rules to the network security groups where that is not wanted. The bot changes none.",
        owner: "network team",
      }),
    ];
  },
};
