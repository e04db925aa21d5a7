import type { SimClock } from "../kit/clock.ts";
import type { Ledger } from "../kit/ledger.ts";
import type { Rng } from "../kit/rng.ts";
import { Announced } from "./announced.ts";
import type { AzureEnd, OciEnd } from "./circuit.ts";
import { type Durations, drawDurations } from "./durations.ts";
import { LinkLife, type StateListener } from "./link-life.ts";
import { LinkTraffic } from "./link-traffic.ts";
import { meets } from "./locations.ts";
import type {
  AzureConnections,
  AzureView,
  KeyCheck,
  NewAzureCircuit,
  NewVirtualCircuit,
  OciView,
  PrivatePeering,
  VirtualCircuitChange,
} from "./model.ts";
import { BgpSession } from "./session.ts";
import { azureView, ociView } from "./views.ts";
import { type LinkPath, WorldFaults } from "./world-faults.ts";

export interface FabricOptions {
  readonly clock: SimClock;
  readonly rng: Rng;
  /** Durations to use in place of drawn ones, in virtual ms. */
  readonly durations?: Partial<Durations>;
  /** Where the states that both ends go through are written down. */
  readonly ledger?: Pick<Ledger, "entered">;
}

/**
 * The one model of what lies between the two clouds. Both simulators read and write it; neither knows
 * the other. A circuit is known by its service key, a virtual circuit by its OCID.
 *
 * How a link comes up, each arrow one drawn duration:
 *
 *     azureCircuitCreated ─ key usable ─▶ virtualCircuitCreated
 *       OCI    PENDING_PROVIDER ─▶ PROVISIONING ─▶ PROVISIONED, providerState ACTIVE, VLAN set
 *       Azure  NotProvisioned ─▶ Provisioning ──────▶ Provisioned ─▶ AzurePrivatePeering
 *       BGP    from the peering on: primary after its draw, secondary after its own
 *
 * and how it goes: virtualCircuitDeleting ─▶ sessions down at once, TERMINATED ─▶ Azure Deprovisioning
 * ─▶ NotProvisioned, peering gone. In the wrong order it breaks as in life: a virtual circuit deleted
 * while a gateway connection is left ends FAILED (delete it again later); a circuit deleted while it is
 * not NotProvisioned is refused, and its peering is lost.
 *
 * All state changes happen in timers of the virtual clock; reading changes nothing.
 */
export class Fabric {
  readonly durations: Durations;
  readonly faults: WorldFaults;
  readonly traffic = new LinkTraffic();
  private readonly clock: SimClock;
  private readonly rng: Rng;
  private readonly ledger: FabricOptions["ledger"];
  private readonly azureEnds = new Map<string, AzureEnd>();
  private readonly ociEnds = new Map<string, OciEnd>();
  private readonly life: LinkLife;

  constructor({ clock, rng, durations = {}, ledger }: FabricOptions) {
    this.clock = clock;
    this.rng = rng;
    this.ledger = ledger;
    this.durations = drawDurations(rng, durations);
    this.faults = new WorldFaults(() => this.meetAll());
    const azureOf = (serviceKey: string): AzureEnd | undefined => this.azureEnds.get(serviceKey);
    this.life = new LinkLife({ clock, durations: this.durations, faults: this.faults, ledger, azureOf });
  }

  /** Azure: the circuit's create is done and its service key exists. */
  azureCircuitCreated(circuit: NewAzureCircuit): void {
    this.azureEnds.set(circuit.serviceKey, {
      circuit,
      bandwidthMbps: circuit.bandwidthMbps,
      providerState: "NotProvisioned",
      peering: undefined,
      peeringWithheld: undefined,
      connections: 0,
      gatewayAddresses: [],
      announced: new Announced(this.clock, this.durations["route.propagation"]),
    });
  }

  /** Azure: a write of the circuit is done. Also what shows a withheld peering (a "refresh"). */
  azureCircuitWritten(serviceKey: string, bandwidthMbps: number): void {
    const end = this.azureEnds.get(serviceKey);
    if (!end) return;
    end.bandwidthMbps = bandwidthMbps;
    end.peering ??= end.peeringWithheld;
    end.peeringWithheld = undefined;
    this.meetAll();
  }

  /** Azure: someone wrote or removed the private peering by hand, or by a PUT that left it out. */
  azurePeeringWritten(serviceKey: string, peering: PrivatePeering | undefined): void {
    const end = this.azureEnds.get(serviceKey);
    if (end) end.peering = peering;
    this.meetAll();
  }

  /**
   * Azure: the circuit is to be deleted. False when the provider still holds it: the delete must fail
   * and the private peering is lost, which takes both sessions down.
   */
  azureCircuitDeleting(serviceKey: string): boolean {
    const end = this.azureEnds.get(serviceKey);
    if (!end || end.providerState === "NotProvisioned") return true;
    this.azurePeeringWritten(serviceKey, undefined);
    return false;
  }

  /** Azure: the circuit is gone, and its key with it. */
  azureCircuitDeleted(serviceKey: string): void {
    this.azureEnds.delete(serviceKey);
    this.meetAll();
  }

  /** Azure: connections were made or removed. OCI learns of the prefixes a little later. */
  azureConnectionsChanged(serviceKey: string, now: AzureConnections): void {
    const end = this.azureEnds.get(serviceKey);
    if (!end) return;
    end.connections = now.connections;
    end.gatewayAddresses = now.gatewayAddresses;
    end.announced.set(now.advertisedPrefixes);
  }

  /** What Azure shows of the link; undefined for a key that does not exist. */
  azureView(serviceKey: string): AzureView | undefined {
    const end = this.azureEnds.get(serviceKey);
    if (!end) return undefined;
    const { clock, faults, rng, traffic } = this;
    return azureView(end, this.virtualCircuitOf(serviceKey), { clock, faults, rng, traffic });
  }

  /**
   * OCI: may this key be used? Location and bandwidth are compared when they are given; `id` is the
   * virtual circuit that asks, so that its own use does not count.
   */
  checkServiceKey(
    serviceKey: string,
    wanted: {
      readonly region?: string;
      readonly bandwidthMbps?: number;
      readonly id?: string;
    } = {},
  ): KeyCheck {
    const end = this.azureEnds.get(serviceKey);
    if (this.faults.has("key-refused")) return { ok: false, problem: "refused" };
    if (!end) return { ok: false, problem: "unknown" };
    const { peeringLocation } = end.circuit;
    const user = this.virtualCircuitOf(serviceKey);
    const taken = user ? user.asked.id !== wanted.id : end.providerState !== "NotProvisioned";
    if (taken) return { ok: false, problem: "used" };
    if (wanted.region !== undefined && !meets(wanted.region, peeringLocation))
      return { ok: false, problem: "wrong-location" };
    if (wanted.bandwidthMbps !== undefined && wanted.bandwidthMbps !== end.bandwidthMbps)
      return { ok: false, problem: "bandwidth-differs" };
    return { ok: true, bandwidthMbps: end.bandwidthMbps, peeringLocation };
  }

  /** OCI: a virtual circuit is asked for. Its key must have been checked. */
  virtualCircuitCreated(asked: NewVirtualCircuit): void {
    const end = this.newOciEnd(asked);
    this.ociEnds.set(asked.id, end);
    this.life.begins(end);
  }

  /** OCI: a network property changes; sessions drop until the circuit is PROVISIONED again. */
  virtualCircuitUpdated(id: string, change: VirtualCircuitChange): void {
    const end = this.ociEnds.get(id);
    if (!end) return;
    end.bandwidthMbps = change.bandwidthMbps ?? end.bandwidthMbps;
    end.links = change.links ?? end.links;
    if (change.bgpAdminState !== undefined) end.adminUp = change.bgpAdminState === "ENABLED";
    if (change.bandwidthMbps === undefined && change.links === undefined) {
      this.life.meet(end);
      return;
    }
    this.life.changes(end);
  }

  /** OCI: the prefixes announced by the DRG changed. Azure learns of it a little later. */
  virtualCircuitAdvertises(id: string, prefixes: readonly string[]): void {
    this.ociEnds.get(id)?.announced.set(prefixes);
  }

  /**
   * OCI: a virtual circuit is to be deleted. False when gateway connections are left on the Azure
   * side: it was the wrong order, and the virtual circuit will end in FAILED.
   */
  virtualCircuitDeleting(id: string): boolean {
    const end = this.ociEnds.get(id);
    if (!end || end.state === "TERMINATING" || end.state === "TERMINATED") return true;
    const connections = this.azureEnds.get(end.asked.serviceKey)?.connections ?? 0;
    const inOrder = connections === 0;
    this.life.ends(end, inOrder);
    return inOrder;
  }

  /** What OCI shows of the link; undefined for an id that was never created. */
  ociView(id: string): OciView | undefined {
    const end = this.ociEnds.get(id);
    return end && ociView(end, this.azureEnds.get(end.asked.serviceKey), this.traffic);
  }

  /** Calls back on every change of a virtual circuit's lifecycle state. */
  onVirtualCircuitState(listener: StateListener): void {
    this.life.onState(listener);
  }

  /** Both ends of every link as plain data. Service keys are left out. */
  state(): unknown {
    return {
      durations: this.durations,
      circuits: [...this.azureEnds.values()].map((end) => ({
        name: end.circuit.name,
        peeringLocation: end.circuit.peeringLocation,
        providerState: end.providerState,
        peering: end.peering,
        connections: end.connections,
        announces: end.announced.learnt,
      })),
      virtualCircuits: [...this.ociEnds.entries()].map(([id, end]) => ({
        id,
        view: ociView(end, this.azureEnds.get(end.asked.serviceKey), this.traffic),
        announces: end.announced.learnt,
      })),
    };
  }

  private virtualCircuitOf(serviceKey: string): OciEnd | undefined {
    return [...this.ociEnds.values()].find((end) => end.asked.serviceKey === serviceKey && end.state !== "TERMINATED");
  }

  private newOciEnd(asked: NewVirtualCircuit): OciEnd {
    return {
      asked,
      links: asked.links,
      bandwidthMbps: asked.bandwidthMbps,
      state: "PENDING_PROVIDER",
      providerActive: false,
      adminUp: true,
      vlanId: this.rng.integer(`vlan of ${asked.id}`, 100, 4000),
      announced: new Announced(this.clock, this.durations["route.propagation"], asked.advertisedPrefixes),
      sessions: { primary: this.newSession(asked.id, "primary"), secondary: this.newSession(asked.id, "secondary") },
      timers: [],
    };
  }

  private newSession(about: string, path: LinkPath): BgpSession {
    return new BgpSession(this.clock, this.durations[`bgp.${path}`], (isUp) =>
      this.ledger?.entered({ about, what: `session ${path}`, value: isUp ? "UP" : "DOWN" }),
    );
  }

  private meetAll(): void {
    for (const end of this.ociEnds.values()) this.life.meet(end);
  }
}
