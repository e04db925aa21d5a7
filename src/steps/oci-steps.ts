import type { AnyStep } from "../graph/step.ts";
import type { Clouds } from "./clouds.ts";
import { ociDrg } from "./oci-drg.ts";
import { ociDrgAttachment } from "./oci-drg-attachment.ts";
import { ociMark } from "./oci-mark.ts";
import { ociRouteRules } from "./oci-route-rules.ts";
import { ociSubnet } from "./oci-subnet.ts";
import { ociVcn } from "./oci-vcn.ts";
import { ociVirtualCircuit } from "./oci-virtual-circuit.ts";
import { ociVirtualCircuitBandwidth } from "./oci-virtual-circuit-bandwidth.ts";

/** Every step that builds or removes something in OCI. */
export const ociSteps: readonly AnyStep<Clouds>[] = [
  ociVcn,
  ociSubnet,
  ociDrg,
  ociDrgAttachment,
  ociVirtualCircuit,
  ociMark,
  ociVirtualCircuitBandwidth,
  ociRouteRules,
];
