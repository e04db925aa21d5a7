import { worstFirst } from "../../domain/finding.ts";
import type { LostPath, RemovalReview } from "../../domain/removal.ts";
import { trafficOfBoth } from "../../domain/traffic.ts";
import { azurePrefixesOf } from "../reach.ts";
import { sameId, valueOr } from "../readings.ts";
import { removalChecks } from "./check-table.ts";
import { keepsOf } from "./keeps.ts";
import { givenBackOf, ownOf } from "./own.ts";
import { type RemovalQuestion, removedOf } from "./question.ts";
import type { RemovalInput } from "./removal-input.ts";
import { usesOf } from "./uses.ts";

/**
 * What a removal takes away, what it leaves and why, and what stands in its way. Pure: the same input gives the same
 * review, so that a second look before the first deletion can be compared with what was approved.
 */
export function reviewRemoval(input: RemovalInput): RemovalReview {
  const own = ownOf(input);
  const uses = usesOf(input);
  const keeps = keepsOf(own, uses);
  const traffic = trafficOfBoth(input.facts.azure.traffic, input.facts.oci.traffic);
  const question: RemovalQuestion = { ...input, own, uses, keeps, traffic };
  const findings = removalChecks.flatMap((check) => check.run(question));
  return {
    readAt: input.facts.readAt,
    breaks: input.carried ? lostPaths(input) : [],
    traffic,
    removes: removedOf(question).map(({ step, what }) => ({ step, what })),
    stays: [...givenBackOnes(input), ...broughtOnes(input), ...keptOnes(question)],
    keeps,
    findings: worstFirst(findings),
  };
}

function keptOnes({ own, keeps }: RemovalQuestion): RemovalReview["stays"] {
  return keeps.flatMap(({ step, why }) => own.filter((one) => one.step === step).map(({ what }) => ({ what, why })));
}

function givenBackOnes(input: RemovalInput): RemovalReview["stays"] {
  const why = "it was made elsewhere, and never wholly taken over; the bot's tags are taken off";
  return givenBackOf(input).map((what) => ({ what, why }));
}

function broughtOnes({ plan: { azure, oci } }: RemovalInput): RemovalReview["stays"] {
  const why = "it was there before";
  const resources = [
    { what: "resource group", ...azure.resourceGroup },
    { what: "VNet", ...azure.vnet },
    { what: "gateway", ...azure.gateway },
    { what: "VCN", ...oci.vcn },
    { what: "DRG", ...oci.drg },
  ];
  return resources.filter(({ create }) => !create).map(({ what, name }) => ({ what: `${what} ${name}`, why }));
}

/** Networks may have grown since the plan: what is there now counts as well. */
function lostPaths({ plan, facts }: RemovalInput): readonly LostPath[] {
  const { reach } = plan;
  const beyond = reach.beyond.filter(({ direction }) => direction === "to-azure").map(({ prefix }) => prefix);
  const subnets = valueOr(facts.networks.oci.subnets, {})[facts.oci.ids.vcn ?? ""] ?? [];
  const vnet = valueOr(facts.networks.azure.vnets, []).find(({ id }) => sameId(id, facts.azure.ids.vnet));
  const ofOci = unique([...reach.ociShowsAzure, ...beyond, ...subnets.map(({ cidr }) => cidr)]);
  const ofAzure = unique([...azurePrefixesOf(plan), ...(vnet?.addressPrefixes ?? [])]);
  return [
    { direction: "to-oci", prefixes: ofOci, words: `Azure no longer reaches ${ofOci.join(", ")} in OCI.` },
    { direction: "to-azure", prefixes: ofAzure, words: `OCI no longer reaches ${ofAzure.join(", ")} in Azure.` },
  ];
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
