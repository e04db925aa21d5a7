import type { Finding } from "../../domain/finding.ts";
import { azureLocationName, findPair, ociRegionName, regionPairsSource } from "../../domain/region-pairs.ts";
import { hintsFor } from "../peering-location.ts";
import { blocking, type PlanCheck, type PlanQuestion, warning } from "../question.ts";

/** The two regions face each other at a peering location that Azure offers for Oracle today. */
export const regionPairCheck: PlanCheck = {
  id: "region-pair",
  title: "The two regions meet at an offered peering location",
  run: (question) => [...azureOffer(question), ...ociOffer(question), ...undocumentedPair(question)],
};

function azureOffer({ facts, environment, peeringLocation }: PlanQuestion): readonly Finding[] {
  const { oracleOffer } = facts.azure;
  if (!oracleOffer.known || peeringLocation !== undefined) return [];
  const offered = oracleOffer.value?.peeringLocations ?? [];
  const wanted = environment.peeringLocation ?? hintsFor(environment).join(" or ");
  return [
    blocking({
      code: "peering-location-not-offered",
      side: "azure",
      field: "env",
      cause:
        wanted === ""
          ? `No peering location is known for ${azureLocationName(environment.azure.location)} and ${ociRegionName(environment.oci.region)}.`
          : `Azure does not offer Oracle Cloud FastConnect at ${wanted}.`,
      evidence: [`offered today: ${offered.join(", ") || "nowhere in this subscription's list"}`],
      remedy: "Set peeringLocation of the environment to one of the offered places, or use another pair of regions.",
      owner: "operator",
    }),
  ];
}

function ociOffer({ facts, environment }: PlanQuestion): readonly Finding[] {
  const { azureProviderService } = facts.oci;
  if (!azureProviderService.known || azureProviderService.value !== undefined) return [];
  return [
    blocking({
      code: "oci-provider-not-offered",
      side: "oci",
      field: "env",
      cause: `OCI does not offer Microsoft Azure ExpressRoute as a FastConnect provider in ${environment.oci.region}.`,
      evidence: ["provider services: none is Microsoft Azure / ExpressRoute"],
      remedy: "Use an OCI region that has the interconnect to Azure.",
      owner: "operator",
    }),
  ];
}

function undocumentedPair({ environment }: PlanQuestion): readonly Finding[] {
  const { azure, oci } = environment;
  if (findPair(azure.location, oci.region) !== undefined) return [];
  return [
    warning({
      code: "regions-not-paired",
      side: "both",
      field: "env",
      cause: `${azureLocationName(azure.location)} and ${ociRegionName(oci.region)} are no documented pair.`,
      evidence: [`documented pairs as of ${regionPairsSource.date}: ${regionPairsSource.pages[0]}`],
      remedy: "Ask Oracle whether this pair is served, or expect longer ways and a refusal of the service key.",
      owner: "network team",
    }),
  ];
}
