import type { AnyStep } from "../graph/step.ts";
import { azureCircuit } from "./azure-circuit.ts";
import { azureCircuitBandwidth } from "./azure-circuit-bandwidth.ts";
import { azureCircuitFree } from "./azure-circuit-free.ts";
import { azureConnection } from "./azure-connection.ts";
import { azureGateway } from "./azure-gateway.ts";
import { azureGatewaySubnet } from "./azure-gateway-subnet.ts";
import { azureMark } from "./azure-mark.ts";
import { azureProviderProvisioned } from "./azure-provider-provisioned.ts";
import { azureProviderReleased } from "./azure-provider-released.ts";
import { azurePublicIp } from "./azure-public-ip.ts";
import { azureResourceGroup } from "./azure-resource-group.ts";
import { azureVnet } from "./azure-vnet.ts";
import type { Clouds } from "./clouds.ts";

/** Every step that builds, awaits or removes something in Azure. */
export const azureSteps: readonly AnyStep<Clouds>[] = [
  azureResourceGroup,
  azureCircuit,
  azureVnet,
  azureGatewaySubnet,
  azurePublicIp,
  azureGateway,
  azureConnection,
  azureProviderProvisioned,
  azureMark,
  azureCircuitBandwidth,
  azureCircuitFree,
  azureProviderReleased,
];
