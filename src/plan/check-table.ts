import { azureDefaultRuleCheck } from "./checks/azure-default-rule.ts";
import { bandwidthCheck } from "./checks/bandwidth.ts";
import { broadPrefixesCheck } from "./checks/broad-prefixes.ts";
import { circuitTierCheck } from "./checks/circuit-tier.ts";
import { costCheck } from "./checks/cost.ts";
import { drgCheck } from "./checks/drg.ts";
import { drgRoutingCheck } from "./checks/drg-routing.ts";
import { existingPathsCheck } from "./checks/existing-paths.ts";
import { fastPathCheck } from "./checks/fast-path.ts";
import { gatewayCheck } from "./checks/gateway.ts";
import { gatewaySubnetCheck } from "./checks/gateway-subnet.ts";
import { locksCheck } from "./checks/locks.ts";
import { nameCheck } from "./checks/name.ts";
import { networkOverlapCheck } from "./checks/network-overlap.ts";
import { ociSecurityCheck } from "./checks/oci-security.ts";
import { permissionsCheck } from "./checks/permissions.ts";
import { quotasCheck } from "./checks/quotas.ts";
import { readingsCheck } from "./checks/readings.ts";
import { regionPairCheck } from "./checks/region-pair.ts";
import { resourceGroupCheck } from "./checks/resource-group.ts";
import { routeRulesCheck } from "./checks/route-rules.ts";
import { routeTablesCheck } from "./checks/route-tables.ts";
import { sharedDrgCheck } from "./checks/shared-drg.ts";
import { slash30OverlapCheck } from "./checks/slash30-overlap.ts";
import { slash30ValidityCheck } from "./checks/slash30-validity.ts";
import { spokeCheck } from "./checks/spoke.ts";
import { subscriptionsCheck } from "./checks/subscriptions.ts";
import { userRoutesCheck } from "./checks/user-routes.ts";
import { vcnCheck } from "./checks/vcn.ts";
import { vnetCheck } from "./checks/vnet.ts";
import type { PlanCheck } from "./question.ts";

/** Every rule of a plan, in the order in which findings are shown; a new rule is a file and a row here. */
export const planChecks: readonly PlanCheck[] = [
  readingsCheck,
  nameCheck,
  subscriptionsCheck,
  permissionsCheck,
  resourceGroupCheck,
  locksCheck,
  regionPairCheck,
  bandwidthCheck,
  circuitTierCheck,
  quotasCheck,
  vnetCheck,
  spokeCheck,
  gatewayCheck,
  gatewaySubnetCheck,
  fastPathCheck,
  vcnCheck,
  drgCheck,
  drgRoutingCheck,
  networkOverlapCheck,
  slash30ValidityCheck,
  slash30OverlapCheck,
  routeTablesCheck,
  routeRulesCheck,
  sharedDrgCheck,
  existingPathsCheck,
  broadPrefixesCheck,
  userRoutesCheck,
  azureDefaultRuleCheck,
  ociSecurityCheck,
  costCheck,
];
