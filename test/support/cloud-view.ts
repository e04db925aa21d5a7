import type { Redis } from "ioredis";
import type { Brought } from "../../src/domain/brought.ts";
import type { LedgerCall, LedgerResource } from "../simulators/kit/ledger.ts";
import type { World } from "../simulators/world.ts";

/** What a create with everything new makes, once each. */
export const everythingNew: readonly string[] = [
  "azure Microsoft.Network/connections",
  "azure Microsoft.Network/expressRouteCircuits",
  "azure Microsoft.Network/publicIPAddresses",
  "azure Microsoft.Network/virtualNetworkGateways",
  "azure Microsoft.Network/virtualNetworks",
  "azure Microsoft.Resources/resourceGroups",
  "oci drg",
  "oci drgattachment",
  "oci subnet",
  "oci vcn",
  "oci virtualcircuit",
];

/** What both clouds ended up with, from the simulators' own books. */
export class CloudView {
  private readonly world: World;
  private readonly redis: Redis;

  constructor(world: World, redis: Redis) {
    this.world = world;
    this.redis = redis;
  }

  /** The uid under which an interconnect of this name exists or is asked for now. */
  async uidOf(name: string): Promise<string> {
    const uid = await this.redis.hget("ic:names", name);
    if (uid === null) throw new Error(`no interconnect is called ${name}`);
    return uid;
  }

  /** What the interconnect's record says of what was there before. */
  async broughtTo(name: string): Promise<Brought["resources"]> {
    const before = await this.redis.hget(`ic:interconnect:${await this.uidOf(name)}`, "before");
    return (JSON.parse(before ?? "{}") as Brought).resources;
  }

  /** Everything ever made for an interconnect, gone or not, as `cloud type`, sorted: a second one of a kind shows. */
  async madeFor(name: string): Promise<readonly string[]> {
    const uid = await this.uidOf(name);
    return this.created()
      .filter((one) => one.name.includes(uid))
      .map(({ service, type }) => `${service} ${type}`)
      .toSorted();
  }

  /** Everything ever asked for, by anybody. */
  created(): readonly LedgerResource[] {
    return this.ledger().resources.filter(({ origin }) => origin === "created");
  }

  /** Every changing call, as `cloud METHOD kind status`. */
  changes(): readonly string[] {
    return this.ledger().calls.map(worded);
  }

  /** Calls that no careful client makes, in either cloud or in Slack. */
  illegal(): readonly string[] {
    return this.ledger().illegalCalls.map(({ service, operation, target, rule }) =>
      [service, operation, target, rule].join(" "),
    );
  }

  /** All that both clouds hold now, by id, as their APIs show it. */
  everything(): ReadonlyMap<string, unknown> {
    return new Map([...rowsOf(this.world.azure.part.state()), ...rowsOf(this.world.oci.part.state())]);
  }

  /** Ids of what is left, in either cloud, of the interconnect with this uid; what OCI still lists as gone is not. */
  leftOf(uid: string): readonly string[] {
    const gone = /"lifecycleState":"(TERMINATED|DETACHED)"/;
    return [...this.everything()].flatMap(([id, row]) => {
      const shown = JSON.stringify(row);
      return shown.includes(uid) && !gone.test(shown) ? [id] : [];
    });
  }

  private ledger() {
    return this.world.sim.ledger.snapshot();
  }
}

/** A resource without the entries of its lists that name this interconnect: what somebody else had put there. */
export function withoutEntriesOf(uid: string, row: unknown): unknown {
  if (Array.isArray(row)) {
    return row.filter((entry) => !JSON.stringify(entry).includes(uid)).map((entry) => withoutEntriesOf(uid, entry));
  }
  if (typeof row !== "object" || row === null) return row;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, withoutEntriesOf(uid, value)]));
}

const worded = ({ service, operation, status }: LedgerCall): string => `${service} ${operation} ${status}`;

/** Whatever has an id in the lists of a simulator's state. */
function rowsOf(state: unknown): readonly [string, unknown][] {
  if (typeof state !== "object" || state === null) return [];
  const rows: unknown[] = Object.values(state).flatMap((part: unknown) => (Array.isArray(part) ? part : []));
  return rows.flatMap((row) => (hasId(row) ? [[row.id, row] as [string, unknown]] : []));
}

const hasId = (row: unknown): row is { readonly id: string } =>
  typeof row === "object" && row !== null && "id" in row && typeof row.id === "string";
