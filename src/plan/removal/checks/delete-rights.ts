import { isAllowed } from "../../arm-actions.ts";
import { blocking } from "../../question.ts";
import { type RemovalCheck, removedOf } from "../question.ts";

/** The bot may remove everything it made in Azure. OCI tells nobody beforehand, and deny assignments are not seen. */
export const deleteRightsCheck: RemovalCheck = {
  id: "delete-rights",
  title: "The bot's Azure identity may remove what it made",
  run(question) {
    const { permissions } = question.facts.networks.azure;
    if (!permissions.known) return [];
    const needed = removedOf(question).flatMap(({ actions = [] }) => actions);
    const missing = [...new Set(needed)].filter((action) => !isAllowed(action, permissions.value));
    if (missing.length === 0) return [];
    return [
      blocking({
        code: "azure-permission-missing",
        side: "azure",
        cause: "The bot's Azure identity lacks rights that this removal needs.",
        evidence: missing.map((action) => `missing: ${action}`),
        remedy: "Assign the bot's role to the identity on the subscription or the resource group, then ask again.",
        owner: "operator",
      }),
    ];
  },
};
