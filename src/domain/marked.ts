import type { VcnRouteTableFacts } from "./link-facts.ts";
import type { Tags } from "./owner-tags.ts";

/** A resource whose tags name an interconnect, true or not, as a list of its cloud shows it. */
export interface MarkedResource {
  readonly side: "azure" | "oci";
  readonly id: string;
  readonly name: string;
  readonly tags: Tags;
  /** Of a circuit: what it is sold as by now. */
  readonly bandwidthMbps?: number;
  /** Of a VCN: its default route table. */
  readonly defaultRouteTableId?: string;
}

/** Everything in both accounts of an environment that says it belongs to an interconnect. */
export interface Marked {
  /** Unix milliseconds at which reading began. */
  readonly readAt: number;
  readonly resources: readonly MarkedResource[];
  /** Of all VCNs: rules cannot be tagged. */
  readonly routeTables: readonly VcnRouteTableFacts[];
}
