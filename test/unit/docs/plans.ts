import type { Plan } from "../../../src/domain/plan.ts";
import { aGateway, attachedNetworks, broughtNetworks } from "../../builders/brought-networks.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { planOf } from "../../builders/plan-input.ts";
import { aBringingRequest, aRequest } from "../../builders/request.ts";

const { azure } = anEnvironment();
const group = { id: "/resourceGroups/rg-links", name: "rg-links", location: azure.location, tags: {} };

/** What a create may find, from nothing to everything. */
export const plans: Readonly<Record<"Everything new" | "Networks brought" | "All brought", Plan>> = {
  "Everything new": planOf({ request: aRequest({ activate: "hold" }) }),
  "Networks brought": planOf({ request: aBringingRequest(), facts: broughtNetworks() }),
  "All brought": planOf({
    request: aBringingRequest(),
    environment: anEnvironment({ azure: { ...azure, resourceGroup: group.name } }),
    facts: attachedNetworks({ azure: { gateways: [aGateway()], resourceGroups: [group] } }),
  }),
};
