import type { Finding } from "../../domain/finding.ts";
import { blocking, type PlanCheck, type PlanQuestion } from "../question.ts";

/** The subscription has the network provider registered, and the tenancy the region subscribed. */
export const subscriptionsCheck: PlanCheck = {
  id: "subscriptions",
  title: "Provider registered in Azure, region subscribed in OCI",
  run: (question) => [...registration(question), ...region(question)],
};

function registration({ facts, environment }: PlanQuestion): readonly Finding[] {
  const { registrationState } = facts.azure;
  if (!registrationState.known || registrationState.value === "Registered") return [];
  return [
    blocking({
      code: "azure-provider-not-registered",
      side: "azure",
      field: "env",
      cause: "The Azure subscription is not registered for Microsoft.Network.",
      evidence: [`subscription: ${environment.azure.subscriptionId}`, `registration: ${registrationState.value}`],
      remedy: "Run `az provider register --namespace Microsoft.Network` for the subscription and wait for Registered.",
      owner: "operator",
    }),
  ];
}

function region({ facts, environment }: PlanQuestion): readonly Finding[] {
  const { subscribedRegions } = facts.oci;
  if (!subscribedRegions.known || subscribedRegions.value.includes(environment.oci.region)) return [];
  return [
    blocking({
      code: "oci-region-not-subscribed",
      side: "oci",
      field: "env",
      cause: `The tenancy is not subscribed to ${environment.oci.region}.`,
      evidence: [`subscribed: ${subscribedRegions.value.join(", ") || "none"}`],
      remedy: "Subscribe the tenancy to the region in the OCI console (Governance, Region management).",
      owner: "operator",
    }),
  ];
}
