import type { Reading } from "../../src/domain/link-facts.ts";
import type { AzureNetworkFacts, NetworkFacts, OciNetworkFacts } from "../../src/domain/network-facts.ts";

export const at = 1_700_000_000_000;

export function known<T>(value: T): Reading<T> {
  return { known: true, value, at };
}

export function unread(why = "forbidden"): Extract<Reading<never>, { known: false }> {
  return { known: false, why, at };
}

type Values<F> = { readonly [K in keyof F]?: F[K] extends Reading<infer V> ? V | Reading<V> : never };

export interface FactsChanges {
  readonly azure?: Values<AzureNetworkFacts>;
  readonly oci?: Values<OciNetworkFacts>;
}

/** Two empty accounts in London in which everything is allowed and offered; changes are values or whole readings. */
export function networkFacts(changes: FactsChanges = {}): NetworkFacts {
  const azure: AzureNetworkFacts = {
    registrationState: known("Registered"),
    resourceGroups: known([]),
    vnets: known([]),
    gateways: known([]),
    connections: known([]),
    circuits: known([]),
    oracleOffer: known({ peeringLocations: ["London", "Amsterdam2"], bandwidthsMbps: [1000, 2000, 5000, 10_000] }),
    usages: known([]),
    permissions: known([{ actions: ["*"], notActions: [] }]),
    locks: known([]),
  };
  const oci: OciNetworkFacts = {
    subscribedRegions: known(["uk-london-1"]),
    vcns: known([]),
    subnets: known({}),
    routeTables: known({}),
    securityRules: known({}),
    drgs: known([]),
    drgUses: known([]),
    vcnAttachments: known([]),
    virtualCircuits: known([]),
    azureProviderService: known({ id: "ocid1.providerservice..azure", bandwidthsMbps: [1000, 2000, 5000, 10_000] }),
  };
  return { readAt: at, azure: { ...azure, ...asReadings(changes.azure) }, oci: { ...oci, ...asReadings(changes.oci) } };
}

function asReadings<F extends object>(values: F | undefined): { [K in keyof F]: never } {
  const entries = Object.entries(values ?? {}).map(([name, value]) => [name, isReading(value) ? value : known(value)]);
  return Object.fromEntries(entries) as { [K in keyof F]: never };
}

function isReading(value: unknown): value is Reading<unknown> {
  return typeof value === "object" && value !== null && "known" in value;
}
