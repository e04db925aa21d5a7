import type { Environment } from "../../src/domain/environment.ts";

export const subscriptionId = "11111111-2222-3333-4444-555555555555";

/** A production environment in London, without prices or a resource group of its own. */
export function anEnvironment(changes: Partial<Environment> = {}): Environment {
  return {
    name: "prod",
    azure: { tenantId: "99999999-2222-3333-4444-555555555555", subscriptionId, location: "uksouth" },
    oci: {
      tenancyId: "ocid1.tenancy.oc1..t",
      region: "uk-london-1",
      compartmentId: "ocid1.compartment.oc1..c",
    },
    peeringPool: "10.255.0.0/24",
    reservedPrefixes: [],
    defaults: { tier: "Standard", family: "MeteredData", gatewaySku: "ErGw1AZ" },
    serviceKey: "thread",
    channels: { slack: "C1" },
    resize: false,
    soakMinutes: 15,
    policy: {
      requesters: "channel",
      approvers: ["slack:T1/U2"],
      approvalsNeeded: 1,
      requestExpiryHours: 18,
      maxOpenRequestsPerPerson: 5,
      maxVerificationsPerMinute: 6,
      recoverers: [],
    },
    policyVersion: "policy-1",
    ...changes,
  };
}
