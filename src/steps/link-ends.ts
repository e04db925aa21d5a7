import type { CircuitEnd, JointState, VirtualCircuitEnd } from "../domain/joint-state.ts";
import type { CircuitFacts, VirtualCircuitFacts } from "../domain/link-facts.ts";

/** Azure's end of a link, with the number of gateway connections where that was read. */
export const circuitEnd = (circuit: CircuitFacts, connections = 0): CircuitEnd => ({
  provisioningState: circuit.provisioningState,
  circuitProvisioningState: circuit.circuitProvisioningState,
  serviceProviderProvisioningState: circuit.serviceProviderProvisioningState,
  hasPeering: circuit.peering !== undefined,
  connections,
});

/** Oracle's end of a link, with nothing said of its sessions. */
const virtualCircuitEnd = ({ lifecycleState }: Pick<VirtualCircuitFacts, "lifecycleState">): VirtualCircuitEnd => ({
  lifecycleState,
  sessionsUp: false,
});

interface Ends {
  readonly circuit: CircuitFacts | undefined;
  readonly virtualCircuit: Pick<VirtualCircuitFacts, "lifecycleState"> | undefined;
}

/** Both ends as they were read. */
export const jointState = ({ circuit, virtualCircuit }: Ends): JointState => ({
  circuit: circuit && circuitEnd(circuit),
  virtualCircuit: virtualCircuit && virtualCircuitEnd(virtualCircuit),
});
