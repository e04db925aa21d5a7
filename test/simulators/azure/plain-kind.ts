import { objectAt } from "../kit/json.ts";
import type { ResourceKind } from "./resource-kind.ts";

/** A kind without rules of its own: what is written is kept, so that it can be seeded and read. */
export const plainKind = (type: string): ResourceKind => ({
  type,
  durations: { create: "azure.subnet.write", update: "azure.subnet.write", delete: "azure.subnet.delete" },
  draft: ({ body }) => objectAt(body, "properties"),
});

/** Read by a survey as neighbours of subnets and networks. */
export const PLAIN_TYPES: readonly string[] = [
  "networkSecurityGroups",
  "routeTables",
  "virtualNetworks/virtualNetworkPeerings",
];
