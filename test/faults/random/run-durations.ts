import type { Durations } from "../../simulators/fabric/durations.ts";
import { quickDurations } from "../../support/quick-durations.ts";

const second = 1_000;

/** Short, but in proportion: the gateway outlasts all that is beside it, and Azure lags behind Oracle. */
export const runDurations: Partial<Durations> = {
  ...quickDurations,
  "azure.gateway.create": 300 * second,
  "azure.gateway.delete": 120 * second,
  "azure.circuit.create": 30 * second,
  "azure.connection.create": 40 * second,
  "azure.connection.delete": 30 * second,
  "oci.virtual-circuit.create": 60 * second,
  "oci.virtual-circuit.delete": 40 * second,
  "azure.provider.provisioned": 40 * second,
  "azure.provider.deprovisioned": 60 * second,
  "bgp.primary": 20 * second,
  "bgp.secondary": 45 * second,
};
