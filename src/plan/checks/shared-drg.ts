import { type PlanCheck, unlessAccepted } from "../question.ts";
import { otherVcnsOnDrg } from "../reach.ts";
import { found } from "../readings.ts";

/** A DRG's own tables announce every attached VCN to Azure: whoever shares the DRG becomes reachable too. */
export const sharedDrgCheck: PlanCheck = {
  id: "shared-drg",
  title: "No other VCN becomes reachable through the DRG",
  run({ request, facts, choice }) {
    const others = otherVcnsOnDrg(facts, choice);
    if (others.length === 0) return [];
    return [
      unlessAccepted(request, {
        code: "shared-drg-exposes-others",
        side: "oci",
        field: "drg",
        cause: `Other VCNs share the DRG ${found(choice.oci.drg)?.name}: with its own route tables, Azure and they would reach each other too.`,
        evidence: others.map(({ name, prefixes }) => `${name}: ${prefixes.join(", ") || "addresses not readable"}`),
        remedy: "Use a DRG of its own, or keep them out with the DRG's route tables.",
        owner: "network team",
      }),
    ];
  },
};
