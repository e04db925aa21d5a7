import type { SimTimer } from "../kit/clock.ts";
import type { Announced } from "./announced.ts";
import type {
  NewAzureCircuit,
  NewVirtualCircuit,
  PrivatePeering,
  ProviderProvisioningState,
  VirtualCircuitState,
} from "./model.ts";
import type { BgpSession } from "./session.ts";
import type { LinkPath } from "./world-faults.ts";

/** Azure's end, from the moment its service key exists until the circuit is deleted. */
export interface AzureEnd {
  readonly circuit: NewAzureCircuit;
  bandwidthMbps: number;
  providerState: ProviderProvisioningState;
  peering: PrivatePeering | undefined;
  /** Provisioned without a peering until the circuit is written again (fault `peering-missing`). */
  peeringWithheld: PrivatePeering | undefined;
  connections: number;
  gatewayAddresses: readonly string[];
  readonly announced: Announced;
}

/** Oracle's end. */
export interface OciEnd {
  readonly asked: NewVirtualCircuit;
  links: NewVirtualCircuit["links"];
  bandwidthMbps: number;
  state: VirtualCircuitState;
  providerActive: boolean;
  adminUp: boolean;
  readonly vlanId: number;
  readonly announced: Announced;
  readonly sessions: Readonly<Record<LinkPath, BgpSession>>;
  /** What is under way; dropped when something else begins. */
  timers: SimTimer[];
}
