import type { Finding } from "../../domain/finding.ts";
import { blocking, type PlanCheck, type PlanQuestion } from "../question.ts";
import { valueOr } from "../readings.ts";

/** Azure's names of the limits that a plan counts against, and what of the plan counts. */
const limits: readonly {
  readonly names: readonly string[];
  readonly what: string;
  /** What makes it: what is there already counts in what is used. */
  readonly step: string;
  readonly needed: (question: PlanQuestion) => boolean;
}[] = [
  {
    names: ["VirtualNetworks"],
    what: "VNets",
    step: "azure.vnet",
    needed: ({ request }) => "create" in request.vnet,
  },
  {
    names: [
      "PublicIPAddresses",
      "StaticPublicIPAddresses",
      "StandardSkuPublicIpAddresses",
      "IPv4StandardSkuPublicIpAddresses",
    ],
    what: "public IP addresses",
    step: "azure.public-ip",
    needed: ({ choice }) => choice.azure.gateway === undefined,
  },
  {
    names: ["VirtualNetworkGateways"],
    what: "gateways",
    step: "azure.gateway",
    needed: ({ choice }) => choice.azure.gateway === undefined,
  },
  {
    names: ["ExpressRouteCircuits"],
    what: "ExpressRoute circuits",
    step: "azure.circuit",
    needed: ({ request }) => request.adopts === undefined,
  },
];

/** Azure's limits leave room for what is made. OCI shows its limits only when it refuses. */
export const quotasCheck: PlanCheck = {
  id: "quotas",
  title: "Azure's limits leave room",
  run: (question) =>
    limits
      .filter(({ step, needed }) => needed(question) && question.made?.[step] === undefined)
      .flatMap(({ names, what }) => usedUp(question, names, what)),
};

function usedUp({ facts, environment }: PlanQuestion, names: readonly string[], what: string): readonly Finding[] {
  const wanted = names.map((name) => name.toLowerCase());
  const full = valueOr(facts.azure.usages, []).filter(
    ({ name, current, limit }) => wanted.includes(name.toLowerCase()) && limit >= 0 && current + 1 > limit,
  );
  if (full.length === 0) return [];
  return [
    blocking({
      code: "azure-quota-used-up",
      side: "azure",
      field: "env",
      cause: `The Azure limit for ${what} in ${environment.azure.location} is used up.`,
      evidence: full.map(({ name, current, limit }) => `${name}: ${current} of ${limit} in use`),
      remedy: "Raise the limit in the Azure portal (Subscription, Usage + quotas), or remove what is not needed.",
      owner: "operator",
    }),
  ];
}
