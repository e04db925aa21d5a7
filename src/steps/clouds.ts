import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import type { StepContext } from "../graph/step.ts";

/** Both clouds as one environment sees them. */
export interface Clouds {
  readonly azure: AzureCloud;
  readonly oci: OciCloud;
}

export type CloudContext = StepContext<Clouds>;
