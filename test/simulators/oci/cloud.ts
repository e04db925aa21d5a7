import type { DurationName } from "../fabric/durations.ts";
import type { Fabric } from "../fabric/fabric.ts";
import type { LedgerResource } from "../kit/ledger.ts";
import type { SimWorld } from "../kit/world.ts";
import type { Account } from "./account.ts";
import { Collection, type Resource } from "./collection.ts";
import type {
  Drg,
  DrgAttachment,
  DrgRouteDistribution,
  DrgRouteTable,
  NetworkSecurityGroup,
  PrivateIp,
  RouteTable,
  SecurityList,
  Subnet,
  Vcn,
  VirtualCircuit,
} from "./model.ts";
import { type OcidType, toOcid } from "./ocid.ts";
import { RetryTokens } from "./retry-tokens.ts";
import { notAuthorizedOrNotFound, ServiceError } from "./service-error.ts";
import { ServiceLimits } from "./service-limits.ts";

/** The name under which faults, traffic and ledger know this simulator. */
export const serviceName = "oci";

export type Origin = LedgerResource["origin"];

/** What was asked for takes its time; what was there before the run, or comes with something else, is there. */
export const firstState = (origin: Origin): "PROVISIONING" | "AVAILABLE" =>
  origin === "created" ? "PROVISIONING" : "AVAILABLE";

/** What a caller may say of any new resource. */
export interface NewDetails {
  readonly compartmentId: string;
  readonly displayName?: string;
  readonly freeformTags?: Readonly<Record<string, string>>;
  readonly definedTags?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

// How long a deleted resource is still shown in its last state before its id gives 404.
const afterglowMs = 10 * 60_000;

/** Everything that one tenancy holds in one region, and the clock by which it changes. */
export class OciCloud {
  readonly account: Account;
  readonly fabric: Fabric;
  readonly world: SimWorld;
  readonly retryTokens: RetryTokens;
  readonly limits = new ServiceLimits();
  /** Policies that are missing, as `read drgs` or `manage virtualCircuits`. */
  readonly denied = new Set<string>();
  emptyFirstPages = false;

  readonly #listeners: (() => void)[] = [];
  readonly #networkChanged = (): void => {
    for (const listener of this.#listeners) listener();
  };

  readonly drgs = new Collection<Drg>();
  readonly drgAttachments = new Collection<DrgAttachment>(this.#networkChanged);
  readonly drgRouteDistributions = new Collection<DrgRouteDistribution>(this.#networkChanged);
  readonly drgRouteTables = new Collection<DrgRouteTable>(this.#networkChanged);
  readonly networkSecurityGroups = new Collection<NetworkSecurityGroup>();
  readonly privateIps = new Collection<PrivateIp>();
  readonly routeTables = new Collection<RouteTable>();
  readonly securityLists = new Collection<SecurityList>();
  readonly subnets = new Collection<Subnet>(this.#networkChanged);
  readonly vcns = new Collection<Vcn>(this.#networkChanged);
  readonly virtualCircuits = new Collection<VirtualCircuit>();

  #made = 0;

  constructor(world: SimWorld, fabric: Fabric, account: Account) {
    this.world = world;
    this.fabric = fabric;
    this.account = account;
    this.retryTokens = new RetryTokens(world.clock);
  }

  /** Calls back after every write of what routes are made from. */
  onNetworkChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  newId(type: OcidType): string {
    this.#made += 1;
    return toOcid(type, this.account.region, `${this.world.rng.seed}/${this.#made}`);
  }

  /** Virtual time as OCI prints it. */
  timestamp(): string {
    return new Date(this.world.clock.now()).toISOString();
  }

  /** The fields that every new resource has, from what its creator said. */
  newResource(type: OcidType, details: NewDetails): Omit<Resource, "lifecycleState"> {
    this.checkCompartment(details.compartmentId);
    const timeCreated = this.timestamp();
    return {
      id: this.newId(type),
      compartmentId: details.compartmentId,
      displayName: details.displayName ?? `${type}${timeCreated.replaceAll(/\D/gu, "").slice(0, 14)}`,
      timeCreated,
      freeformTags: details.freeformTags ?? {},
      definedTags: details.definedTags ?? {},
    };
  }

  /** Takes a new resource in and writes it down. */
  enter<Kind extends Resource>(collection: Collection<Kind>, resource: Kind, origin: Origin): Kind {
    const { id, displayName: name, freeformTags: tags } = resource;
    const type = id.split(".")[1] ?? "";
    this.world.ledger.created({ service: serviceName, type, id, name, tags, origin });
    return collection.add(resource);
  }

  /** Runs something after one of the drawn durations. */
  later(duration: DurationName, run: () => void): void {
    this.world.clock.after(this.fabric.durations[duration], run);
  }

  /** A resource has reached its last state: it is gone for the ledger, and for callers a while later. */
  ended<Kind extends Resource>(collection: Collection<Kind>, id: string, state: Kind["lifecycleState"]): void {
    collection.setState(id, state);
    this.world.ledger.gone(serviceName, id);
    this.world.clock.after(afterglowMs, () => collection.remove(id));
  }

  /** The compartment a list asks for. */
  compartmentOf(query: URLSearchParams): string {
    const id = query.get("compartmentId");
    if (id === null) throw new ServiceError("MissingParameter", "compartmentId is required.");
    this.checkCompartment(id);
    return id;
  }

  /** @throws ServiceError 404 for a compartment that is not of this tenancy */
  checkCompartment(id: string): void {
    const { tenancyId, compartments } = this.account;
    if (id !== tenancyId && !compartments.some((one) => one.id === id)) throw notAuthorizedOrNotFound();
  }
}
