import type { Rng } from "../kit/rng.ts";

/** A management lock, as set at a scope (subscription, group or resource id). */
export interface ScopeLock {
  readonly scope: string;
  readonly name: string;
  readonly level: "CanNotDelete" | "ReadOnly";
}

/** The subscription and its one client, with what may be changed before or during a run. */
export interface Account {
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly clientId: string;
  readonly objectId: string;
  clientSecret: string;
  /** Actions the client may not do, with `*` as wildcard, e.g. `Microsoft.Network/connections/*`. */
  missingPermissions: readonly string[];
  registrationState: "Registered" | "Registering" | "NotRegistered";
  /** Most resources of a kind in one region, by the name that the usages list gives it. */
  quotas: Readonly<Record<string, number>>;
  locks: readonly ScopeLock[];
  /** Items on one page of a list. */
  pageSize: number;
}

/** What a caller may set of an account. */
export type AccountSettings = Partial<Account>;

const DEFAULT_QUOTAS = {
  VirtualNetworks: 1000,
  PublicIPAddresses: 1000,
  ExpressRouteCircuits: 50,
  VirtualNetworkGateways: 50,
};

/** The account of a run: ids and secret drawn from the seed, everything allowed. */
export const createAccount = (rng: Rng, settings: AccountSettings = {}): Account => ({
  tenantId: rng.uuid("azure tenant"),
  subscriptionId: rng.uuid("azure subscription"),
  clientId: rng.uuid("azure client"),
  objectId: rng.uuid("azure object"),
  clientSecret: `simulated-${rng.uuid("azure secret")}`,
  missingPermissions: [],
  registrationState: "Registered",
  locks: [],
  pageSize: 100,
  ...settings,
  quotas: { ...DEFAULT_QUOTAS, ...settings.quotas },
});

/** True when a pattern with `*` covers an action; case does not count. */
export const covers = (pattern: string, action: string): boolean => {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`, "i").test(action);
};
