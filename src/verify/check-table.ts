import type { LinkCheck } from "./check.ts";
import { arpCheck } from "./checks/arp.ts";
import { asnCheck } from "./checks/asn.ts";
import { attachmentCheck } from "./checks/attachment.ts";
import { azurePrefixesCheck } from "./checks/azure-prefixes.ts";
import { bandwidthCheck } from "./checks/bandwidth.ts";
import { broadRoutesCheck } from "./checks/broad-routes.ts";
import { circuitCheck } from "./checks/circuit.ts";
import { connectionCheck } from "./checks/connection.ts";
import { gatewayCheck } from "./checks/gateway.ts";
import { learnedRoutesCheck } from "./checks/learned-routes.ts";
import { mappingsCheck } from "./checks/mappings.ts";
import { mtuCheck } from "./checks/mtu.ts";
import { ociPrefixesCheck } from "./checks/oci-prefixes.ts";
import { peeringCheck } from "./checks/peering.ts";
import { prefixCapsCheck } from "./checks/prefix-caps.ts";
import { providerStateCheck } from "./checks/provider-state.ts";
import { routeRulesCheck } from "./checks/route-rules.ts";
import { securityCheck } from "./checks/security.ts";
import { sessionsCheck } from "./checks/sessions.ts";
import { trafficCheck } from "./checks/traffic.ts";
import { virtualCircuitCheck } from "./checks/virtual-circuit.ts";
import { vlanCheck } from "./checks/vlan.ts";

/** Every check of a link from the ground up, so that a cause stands before what follows from it. */
export const linkChecks: readonly LinkCheck[] = [
  circuitCheck,
  virtualCircuitCheck,
  bandwidthCheck,
  providerStateCheck,
  peeringCheck,
  mappingsCheck,
  vlanCheck,
  asnCheck,
  arpCheck,
  sessionsCheck,
  attachmentCheck,
  gatewayCheck,
  connectionCheck,
  ociPrefixesCheck,
  learnedRoutesCheck,
  azurePrefixesCheck,
  routeRulesCheck,
  broadRoutesCheck,
  prefixCapsCheck,
  mtuCheck,
  securityCheck,
  trafficCheck,
];
