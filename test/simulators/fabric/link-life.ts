import type { SimClock } from "../kit/clock.ts";
import type { Ledger } from "../kit/ledger.ts";
import type { AzureEnd, OciEnd } from "./circuit.ts";
import type { Durations } from "./durations.ts";
import { linkPrefix } from "./link.ts";
import type { PrivatePeering, ProviderProvisioningState, VirtualCircuitState } from "./model.ts";
import { AZURE_ASN, ORACLE_ASN, obstacleOf } from "./obstacle.ts";
import { LINK_PATHS, type WorldFaults } from "./world-faults.ts";

const WRONG_ASN = 65_001;

export type StateListener = (virtualCircuitId: string, state: VirtualCircuitState) => void;

export interface LinkLifeOptions {
  readonly clock: SimClock;
  readonly durations: Durations;
  readonly faults: WorldFaults;
  readonly ledger: Pick<Ledger, "entered"> | undefined;
  /** Azure's end of the link with this service key. */
  readonly azureOf: (serviceKey: string) => AzureEnd | undefined;
}

/** How a virtual circuit comes up, changes and goes, and what Azure's end shows of it, each after its duration. */
export class LinkLife {
  private readonly clock: SimClock;
  private readonly durations: Durations;
  private readonly faults: WorldFaults;
  private readonly ledger: LinkLifeOptions["ledger"];
  private readonly azureOf: LinkLifeOptions["azureOf"];
  private readonly listeners: StateListener[] = [];

  constructor({ clock, durations, faults, ledger, azureOf }: LinkLifeOptions) {
    this.clock = clock;
    this.durations = durations;
    this.faults = faults;
    this.ledger = ledger;
    this.azureOf = azureOf;
  }

  begins(end: OciEnd): void {
    this.setState(end, "PENDING_PROVIDER");
    this.later(end, "oci.virtual-circuit.accepted", () => this.setState(end, "PROVISIONING"));
    this.later(end, "azure.provider.provisioning", () => this.showProvisioning(end));
    this.later(end, "oci.virtual-circuit.create", () => this.provisioned(end));
  }

  /** Sessions drop until it is PROVISIONED again. */
  changes(end: OciEnd): void {
    this.drop(end, "PROVISIONING");
    this.later(end, "oci.virtual-circuit.update", () => this.provisioned(end));
  }

  /** Out of order, while gateway connections are left, it ends in FAILED. */
  ends(end: OciEnd, inOrder: boolean): void {
    this.drop(end, "TERMINATING");
    this.later(end, "oci.virtual-circuit.delete", () => {
      if (inOrder) this.terminated(end);
      else this.setState(end, "FAILED");
    });
  }

  /** Both sessions learn what is in their way now. */
  meet(end: OciEnd): void {
    const azure = this.azureOf(end.asked.serviceKey);
    for (const path of LINK_PATHS) end.sessions[path].meet(obstacleOf(end, azure, path, this.faults));
  }

  /** Calls back on every change of a virtual circuit's lifecycle state. */
  onState(listener: StateListener): void {
    this.listeners.push(listener);
  }

  private setProviderState(azure: AzureEnd, value: ProviderProvisioningState): void {
    azure.providerState = value;
    this.ledger?.entered({ about: azure.circuit.name, what: "provider", value });
  }

  private showProvisioning(end: OciEnd): void {
    const azure = this.azureOf(end.asked.serviceKey);
    if (azure?.providerState === "NotProvisioned") this.setProviderState(azure, "Provisioning");
  }

  private provisioned(end: OciEnd): void {
    const azure = this.azureOf(end.asked.serviceKey);
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
    const azure = this.azureOf(end.asked.serviceKey);
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
  private drop(end: OciEnd, state: VirtualCircuitState): void {
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
}
