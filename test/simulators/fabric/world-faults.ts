/** The two links of an interconnect, each with a BGP session of its own. */
export type LinkPath = "primary" | "secondary";

export const LINK_PATHS: readonly LinkPath[] = ["primary", "secondary"];

/**
 * What can go wrong between the clouds. A name is `kind` or `kind:value`.
 *
 * Of a path (`:primary`, `:secondary`):
 * - `link-down`: the link is dark; the On-Prem ARP row is missing and the session is down at once
 * - `arp-incomplete`: the On-Prem ARP row says Incomplete; the session drops when its hold time is over
 * - `arp-empty`: Azure shows no ARP row at all although the link works
 * - `arp-no-microsoft`: Azure shows the On-Prem row only (some hardware does so in good health)
 * - `bgp-never`: the session does not come up; one that is up goes down at once
 *
 * Of a number of virtual ms: `provider-lag` and `slow-deprovisioning`, in place of the drawn lag.
 * Of a prefix: `prefix-extra`, which Azure learns from OCI beside the true ones.
 *
 * Plain: `key-refused` (OCI refuses every service key), `virtual-circuit-fails` (it ends in FAILED),
 * `peering-missing` (Azure shows Provisioned without a peering until the circuit is written again),
 * `prefix-missing` (Azure does not learn the first prefix of OCI), `peer-asn-wrong`.
 */
const KINDS: Readonly<Record<string, RegExp | undefined>> = {
  "link-down": /^(?:primary|secondary)$/,
  "arp-incomplete": /^(?:primary|secondary)$/,
  "arp-empty": /^(?:primary|secondary)$/,
  "arp-no-microsoft": /^(?:primary|secondary)$/,
  "bgp-never": /^(?:primary|secondary)$/,
  "provider-lag": /^\d+$/,
  "slow-deprovisioning": /^\d+$/,
  "prefix-extra": /^[\d.]+\/\d+$/,
  "key-refused": undefined,
  "virtual-circuit-fails": undefined,
  "peering-missing": undefined,
  "prefix-missing": undefined,
  "peer-asn-wrong": undefined,
};

const isKnown = (name: string): boolean => {
  const [kind = "", ...value] = name.split(":");
  if (!Object.hasOwn(KINDS, kind)) return false;
  const form = KINDS[kind];
  return form ? form.test(value.join(":")) : value.length === 0;
};

/** The faults of one world by name, and whoever must hear of a change. */
export class WorldFaults {
  private readonly names = new Set<string>();
  private readonly changed: () => void;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** @throws RangeError for a name that is not one of the above */
  set(name: string): void {
    if (!isKnown(name)) throw new RangeError(`no world fault is called "${name}"`);
    this.names.add(name);
    this.changed();
  }

  /** Clears one, or all of them. Unknown names are fine. */
  clear(name?: string): void {
    if (name === undefined) this.names.clear();
    else this.names.delete(name);
    this.changed();
  }

  /** Sets a fault that is not set, clears one that is. */
  flip(name: string): void {
    if (this.names.has(name)) this.clear(name);
    else this.set(name);
  }

  list(): readonly string[] {
    return [...this.names];
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The values given for a kind, in the order in which they were set. */
  values(kind: string): readonly string[] {
    return this.list()
      .filter((name) => name.startsWith(`${kind}:`))
      .map((name) => name.slice(kind.length + 1));
  }

  /** The number last given for a kind, or `usual`. */
  ms(kind: string, usual: number): number {
    return Number(this.values(kind).at(-1) ?? usual);
  }
}
