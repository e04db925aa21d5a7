import { cidrOf, isPrivate } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import { blocking, type PlanCheck, warning } from "../question.ts";

/** A prefix this short or shorter claims so much that it takes traffic meant for others. */
const BROAD_LENGTH = 8;

/** Neither side shows the other a default route or half the world; outages came from that. */
export const broadPrefixesCheck: PlanCheck = {
  id: "broad-prefixes",
  title: "No default or over-broad prefix is announced",
  run: ({ reach }) => [
    ...reach.azureShowsOci.flatMap((prefix) => tooBroad(prefix, "Azure", "OCI", "vnet")),
    ...reach.ociShowsAzure.flatMap((prefix) => tooBroad(prefix, "OCI", "Azure", "vcn")),
    ...reach.beyond.flatMap(({ prefix, direction }) =>
      direction === "to-oci" ? tooBroad(prefix, "Azure", "OCI", "vnet") : tooBroad(prefix, "OCI", "Azure", "drg"),
    ),
  ],
};

function tooBroad(prefix: string, from: string, to: string, field: string): readonly Finding[] {
  const cidr = cidrOf(prefix);
  if (cidr === undefined) return [];
  const words = { side: "both" as const, field, evidence: [`prefix: ${prefix}`], owner: "network team" };
  if (cidr.length <= BROAD_LENGTH) {
    return [
      blocking({
        ...words,
        code: "prefix-too-broad",
        cause: `${from} would show ${to} ${prefix}, which takes traffic that is meant for other places.`,
        remedy: "Use networks with narrower ranges.",
      }),
    ];
  }
  if (isPrivate(cidr)) return [];
  return [
    warning({
      ...words,
      code: "prefix-not-private",
      cause: `${from} would show ${to} ${prefix}, which is no private range.`,
      remedy: "Make sure the range is your own; traffic to it will take the link.",
    }),
  ];
}
