import type { RemovalReview } from "../../domain/removal.ts";
import type { Own } from "./own.ts";
import type { Uses } from "./uses.ts";

type Keeps = RemovalReview["keeps"];

/** What others may use, with the step that made it. */
const usable: readonly (readonly [keyof Uses, string])[] = [
  ["gateway", "azure.gateway"],
  ["gatewaySubnet", "azure.gateway-subnet"],
  ["vnet", "azure.vnet"],
  ["resourceGroup", "azure.resource-group"],
  ["attachment", "oci.drg-attachment"],
  ["drg", "oci.drg"],
  ["subnet", "oci.subnet"],
  ["vcn", "oci.vcn"],
];

/** What each stands on or lies in: it cannot go while that stays. */
const foundations: Readonly<Record<string, readonly string[]>> = {
  "azure.gateway": ["azure.public-ip", "azure.gateway-subnet", "azure.vnet"],
  "azure.public-ip": ["azure.resource-group"],
  "azure.vnet": ["azure.resource-group"],
  "oci.drg-attachment": ["oci.drg", "oci.vcn"],
  "oci.subnet": ["oci.vcn"],
};

const MOST_NAMED = 3;

/** Owned resources that stay since others use them, and what these stand on. */
export function keepsOf(own: readonly Own[], uses: Uses): Keeps {
  const keeps = new Map<string, string>();
  const keep = (step: string, why: string): void => {
    const found = own.find((one) => one.step === step);
    if (found === undefined || keeps.has(step)) return;
    keeps.set(step, why);
    for (const below of foundations[step] ?? []) keep(below, `${found.what} stays`);
  };
  for (const [use, step] of usable) if (uses[use].length > 0) keep(step, `used by ${listed(uses[use])}`);
  return [...keeps].map(([step, why]) => ({ step, why }));
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
