import { notFound } from "../not-found.ts";
import type { PlanCheck } from "../question.ts";

/** The VNet that was named exists, once. */
export const vnetCheck: PlanCheck = {
  id: "vnet",
  title: "The VNet is there, or its range can be made",
  run: ({ choice }) => notFound(choice.azure.asked, { code: "vnet", side: "azure", field: "vnet", what: "VNet" }),
};
