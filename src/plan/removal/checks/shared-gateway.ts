import { warning } from "../../question.ts";
import type { RemovalCheck } from "../question.ts";

/** The gateway that was made serves nobody else by now. If it does, it stays, and so does its bill. */
export const sharedGatewayCheck: RemovalCheck = {
  id: "shared-gateway",
  title: "Nobody else uses the gateway",
  run({ plan, uses, keeps }) {
    if (!keeps.some(({ step }) => step === "azure.gateway")) return [];
    return [
      warning({
        code: "gateway-stays",
        side: "azure",
        cause: `Others use the gateway ${plan.azure.gateway.name} by now, so it stays and goes on being billed.`,
        evidence: uses.gateway,
        remedy: "Agree who takes it over. Once nobody uses it, remove it by hand.",
        owner: "network team",
      }),
    ];
  },
};
