import { authorizationsCheck } from "./checks/authorizations.ts";
import { circuitConnectionsCheck } from "./checks/circuit-connections.ts";
import { deleteRightsCheck } from "./checks/delete-rights.ts";
import { globalReachCheck } from "./checks/global-reach.ts";
import { locksCheck } from "./checks/locks.ts";
import { readingsCheck } from "./checks/readings.ts";
import { sharedGatewayCheck } from "./checks/shared-gateway.ts";
import { sharedNetworksCheck } from "./checks/shared-networks.ts";
import { trafficCheck } from "./checks/traffic.ts";
import type { RemovalCheck } from "./question.ts";

/** Every rule of a removal, in the order in which findings are shown; a new rule is a file and a row here. */
export const removalChecks: readonly RemovalCheck[] = [
  readingsCheck,
  deleteRightsCheck,
  locksCheck,
  circuitConnectionsCheck,
  authorizationsCheck,
  globalReachCheck,
  sharedGatewayCheck,
  sharedNetworksCheck,
  trafficCheck,
];
