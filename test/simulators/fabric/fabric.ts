import type { SimClock } from "../kit/clock.ts";
import type { Ledger } from "../kit/ledger.ts";
import type { Rng } from "../kit/rng.ts";
import { Announced } from "./announced.ts";
import type { AzureEnd, OciEnd } from "./circuit.ts";
import { type Durations, drawDurations } from "./durations.ts";
import { linkPrefix } from "./link.ts";
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
  ProviderProvisioningState,
  VirtualCircuitChange,
  VirtualCircuitState,
} from "./model.ts";
import { AZURE_ASN, ORACLE_ASN, obstacleOf } from "./obstacle.ts";
import { BgpSession } from "./session.ts";
import { azureView, ociView } from "./views.ts";
import { LINK_PATHS, type LinkPath, WorldFaults } from "./world-faults.ts";

const WRONG_ASN = 65_001;

export interface FabricOptions {
  readonly clock: SimClock;
  readonly rng: Rng;
  /** Durations to use in place of drawn ones, in virtual ms. */
  readonly durations?: Partial<Durations>;
  /** Where the states that both ends go through are written down. */
  readonly ledger?: Pick<Ledger, "entered">;
}

type StateListener = (virtualCircuitId: string, state: VirtualCircuitState) => void;

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
  private readonly listeners: StateListener[] = [];

  constructor({ clock, rng, durations = {}, ledger }: FabricOptions) {
    this.clock = clock;
    this.rng = rng;
    this.ledger = ledger;
    this.durations = drawDurations(rng, durations);
    this.faults = new WorldFaults(() => this.meetAll());
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
    this.setState(end, "PENDING_PROVIDER");
    this.later(end, "oci.virtual-circuit.accepted", () => this.setState(end, "PROVISIONING"));
    this.later(end, "azure.provider.provisioning", () => this.showProvisioning(end));
    this.later(end, "oci.virtual-circuit.create", () => this.provisioned(end));
  }

  /** OCI: a network property changes; sessions drop until the circuit is PROVISIONED again. */
  virtualCircuitUpdated(id: string, change: VirtualCircuitChange): void {
    const end = this.ociEnds.get(id);
    if (!end) return;
    end.bandwidthMbps = change.bandwidthMbps ?? end.bandwidthMbps;
    end.links = change.links ?? end.links;
    if (change.bgpAdminState !== undefined) end.adminUp = change.bgpAdminState === "ENABLED";
    if (change.bandwidthMbps === undefined && change.links === undefined) {
      this.meet(end);
      return;
    }
    this.begin(end, "PROVISIONING");
    this.later(end, "oci.virtual-circuit.update", () => this.provisioned(end));
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
    this.begin(end, "TERMINATING");
    this.later(end, "oci.virtual-circuit.delete", () => {
      if (connections > 0) this.setState(end, "FAILED");
      else this.terminated(end);
    });
    return connections === 0;
  }

  /** What OCI shows of the link; undefined for an id that was never created. */
  ociView(id: string): OciView | undefined {
    const end = this.ociEnds.get(id);
    return end && ociView(end, this.azureEnds.get(end.asked.serviceKey), this.traffic);
  }

  /** Calls back on every change of a virtual circuit's lifecycle state. */
  onVirtualCircuitState(listener: StateListener): void {
    this.listeners.push(listener);
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

  private setProviderState(azure: AzureEnd, value: ProviderProvisioningState): void {
    azure.providerState = value;
    this.ledger?.entered({ about: azure.circuit.name, what: "provider", value });
  }

  private showProvisioning(end: OciEnd): void {
    const azure = this.azureEnds.get(end.asked.serviceKey);
    if (azure?.providerState === "NotProvisioned") this.setProviderState(azure, "Provisioning");
  }

  private provisioned(end: OciEnd): void {
    const azure = this.azureEnds.get(end.asked.serviceKey);
    if (!azure || this.faults.has("virtual-circuit-fails")) {
      this.setState(end, "FAILED");
      return;
    }
    end.providerActive = true;
    this.setState(end, "PROVISIONED");
    const lagMs = this.faults.ms("provider-lag", this.durations["azure.provider.provisioned"]);
    this.afterMs(end, lagMs, () => {
      this.setProviderState(azure, "Provisioned");
      this.later(end, "azure.provider.peering", () => this.showPeering(end, azure));
    });
  }

  private showPeering(end: OciEnd, azure: AzureEnd): void {
    const peering: PrivatePeering = {
      state: "Enabled",
      primaryPeerAddressPrefix: linkPrefix(end.links.primary),
      secondaryPeerAddressPrefix: linkPrefix(end.links.secondary),
      vlanId: end.vlanId,
      azureASN: AZURE_ASN,
      peerASN: this.faults.has("peer-asn-wrong") ? WRONG_ASN : ORACLE_ASN,
      lastModifiedBy: "Customer",
    };
    if (this.faults.has("peering-missing")) azure.peeringWithheld = peering;
    else azure.peering = peering;
    this.meet(end);
  }

  private terminated(end: OciEnd): void {
    end.providerActive = false;
    this.setState(end, "TERMINATED");
    const azure = this.azureEnds.get(end.asked.serviceKey);
    if (!azure) return;
    const usualMs = this.durations["azure.provider.deprovisioned"];
    const lagMs = this.faults.ms("slow-deprovisioning", usualMs);
    this.afterMs(end, Math.floor(lagMs / 2), () => {
      this.setProviderState(azure, "Deprovisioning");
    });
    this.afterMs(end, lagMs, () => {
      this.setProviderState(azure, "NotProvisioned");
      azure.peering = undefined;
      azure.peeringWithheld = undefined;
    });
  }

  /** Drops what is under way and enters a state. */
  private begin(end: OciEnd, state: VirtualCircuitState): void {
    for (const timer of end.timers) timer.cancel();
    end.timers = [];
    this.setState(end, state);
  }

  private setState(end: OciEnd, state: VirtualCircuitState): void {
    end.state = state;
    this.ledger?.entered({ about: end.asked.id, what: "lifecycle", value: state });
    this.meet(end);
    for (const listener of this.listeners) listener(end.asked.id, state);
  }

  private later(end: OciEnd, name: keyof Durations, run: () => void): void {
    this.afterMs(end, this.durations[name], run);
  }

  private afterMs(end: OciEnd, ms: number, run: () => void): void {
    end.timers.push(this.clock.after(ms, run));
  }

  private meetAll(): void {
    for (const end of this.ociEnds.values()) this.meet(end);
  }

  private meet(end: OciEnd): void {
    const azure = this.azureEnds.get(end.asked.serviceKey);
    for (const path of LINK_PATHS) end.sessions[path].meet(obstacleOf(end, azure, path, this.faults));
  }
}
