import { cidrOf } from "../../domain/cidr.ts";
import type { Environment } from "../../domain/environment.ts";
import { parseGatewaySku } from "../../domain/gateway-skus.ts";
import type { NetworkFacts } from "../../domain/network-facts.ts";
import type { InterconnectRequest, Plan } from "../../domain/plan.ts";
import { ask } from "../ask.ts";
import { draftAzure } from "../azure-plan.ts";
import type { PriceFile } from "../cost.ts";
import type { PlanIds } from "../make-plan.ts";
import { draftOci } from "../oci-plan.ts";
import type { PlanQuestion } from "../question.ts";
import { sameId, valueOr } from "../readings.ts";
import { toPeeringSubnet } from "../slash30s.ts";
import { circuitKindOf, strange } from "./circuit-kind.ts";
import type { WholeLink } from "./link-parts.ts";
import type { Unfit } from "./unfit.ts";

export interface AdoptionInput {
  readonly name: string;
  readonly environment: Environment;
  readonly facts: NetworkFacts;
  readonly prices: PriceFile | undefined;
}

/** The plan that would have come to this link, with the question it answers; or what no plan of the bot could say. */
export type AdoptedPlan = { readonly plan: Plan; readonly question: PlanQuestion } | { readonly unfit: Unfit };

/** Everything in it is used and nothing made: a plan from the clouds' facts, for whoever reads and verifies. */
export function adoptedPlan(link: WholeLink, input: AdoptionInput, ids: PlanIds): AdoptedPlan {
  const request = requestFor(link, input);
  if ("title" in request) return { unfit: request };
  const { environment, facts, prices } = input;
  const question = ask({ request, environment, facts, reservations: [], ...(prices && { prices }) });
  const [azure, oci] = [draftAzure(question, ids.uid), draftOci(question, ids.uid)];
  const listed = valueOr(facts.azure.circuits, []).find(({ id }) => sameId(id, link.circuit.id));
  const [primary, secondary] = question.slash30s.chosen;
  if (!listed || !azure || !oci || !primary || !secondary) {
    return {
      unfit: strange("It cannot be told as a plan", "A network of it has more than one meaning in its account."),
    };
  }
  const { circuit, connection, virtualCircuit } = link;
  const { tier, family } = request;
  const plan: Plan = {
    version: 1,
    ...ids,
    owned: false,
    name: input.name,
    environment: environment.name,
    reason: request.reason,
    bandwidthMbps: request.bandwidthMbps,
    peeringLocation: circuit.peeringLocation,
    primary: toPeeringSubnet(primary),
    secondary: toPeeringSubnet(secondary),
    azure: {
      ...azure,
      resourceGroup: {
        create: false,
        name: listed.resourceGroup,
        id: `/subscriptions/${azure.subscriptionId}/resourceGroups/${listed.resourceGroup}`,
      },
      circuit: { name: listed.name, tier, family },
      connection: { name: connection.name, id: connection.id, fastPath: connection.fastPath },
    },
    oci: { ...oci, virtualCircuit: { name: virtualCircuit.name } },
    reach: question.reach,
    activate: "now",
    serviceKey: environment.serviceKey,
    accepts: [],
    policyVersion: environment.policyVersion,
    ...(question.cost.state === "known" && { cost: question.cost.cost }),
  };
  return { plan, question };
}

/** What one would have asked the bot for to get this link. */
function requestFor(link: WholeLink, { name, environment }: AdoptionInput): InterconnectRequest | Unfit {
  const { circuit, connection, gateway, vnet, drg, vcn, routeTables } = link;
  const kind = circuitKindOf(circuit);
  if ("title" in kind) return kind;
  const { bandwidthMbps, tier, family } = kind;
  const { primaryPrefix: primary = "", secondaryPrefix: secondary = "" } = circuit.peering ?? {};
  if (parseGatewaySku(gateway.sku) === undefined) {
    return strange("The gateway is of a size that this bot does not know", `Azure calls it ${gateway.sku}.`);
  }
  if ([primary, secondary].some((prefix) => cidrOf(prefix)?.length !== 30)) {
    return strange("The peering has no two /30s", `Azure shows ${primary} and ${secondary}.`);
  }
  return {
    name,
    environment: environment.name,
    bandwidthMbps,
    vnet: { use: vnet.id },
    gateway: { use: gateway.id },
    fastPath: connection.fastPath,
    vcn: { use: vcn.id },
    drg: { use: drg.id },
    routeTables: routeTables.map(({ id }) => id),
    tier,
    family,
    slash30s: { primary, secondary },
    activate: "now",
    reason: "Made elsewhere, and adopted",
    accepts: [],
  };
}
