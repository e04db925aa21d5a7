import type { AzureCircuit } from "../clouds/azure/azure-resources.ts";
import type { CircuitEnd } from "../domain/joint-state.ts";

/** Azure's end of a link, with the number of gateway connections where that was read. */
export const circuitEnd = (circuit: AzureCircuit, connections = 0): CircuitEnd => ({
  provisioningState: circuit.provisioningState,
  circuitProvisioningState: circuit.circuitProvisioningState,
  serviceProviderProvisioningState: circuit.serviceProviderProvisioningState,
  hasPeering: circuit.peering !== undefined,
  connections,
});
