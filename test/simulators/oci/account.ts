import type { Compartment } from "./model.ts";
import { toOcid } from "./ocid.ts";

/** The tenancy that the simulator plays, seen from one region. */
export interface Account {
  readonly tenancyId: string;
  readonly tenancyName: string;
  readonly userId: string;
  readonly userName: string;
  readonly region: string;
  readonly compartments: readonly Compartment[];
}

const createdAt = "2025-01-15T09:00:00.000Z";

/** A tenancy with the compartments `network` and `network/prod`; its OCIDs are always the same. */
export const toAccount = (region: string): Account => {
  const tenancyId = toOcid("tenancy", region, "tenancy");
  const compartment = (name: string, parentId: string): Compartment => ({
    id: toOcid("compartment", region, name),
    compartmentId: parentId,
    name,
    description: `Compartment ${name}`,
    lifecycleState: "ACTIVE",
    timeCreated: createdAt,
  });
  const network = compartment("network", tenancyId);
  return {
    tenancyId,
    tenancyName: "simulated",
    userId: toOcid("user", region, "interconnect-bot"),
    userName: "interconnect-bot",
    region,
    compartments: [network, compartment("prod", network.id)],
  };
};
