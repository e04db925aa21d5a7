import type { Fingerprint } from "../transport.ts";
import { drgs } from "./drg.ts";
import { drgAttachments } from "./drg-attachment.ts";
import type { OciApi } from "./oci-api.ts";
import type {
  NewDrg,
  NewDrgAttachment,
  NewSubnet,
  NewVcn,
  OciCollection,
  OciDrg,
  OciDrgAttachment,
  OciSubnet,
  OciVcn,
  OciVirtualCircuits,
} from "./oci-resources.ts";
import { type OciRouteTables, routeTables } from "./route-table.ts";
import { subnets } from "./subnet.ts";
import { vcns } from "./vcn.ts";
import { virtualCircuits } from "./virtual-circuit.ts";

/** The resources of the environment's compartment, by kind. */
export interface OciCollections {
  readonly vcns: OciCollection<OciVcn, NewVcn>;
  readonly subnets: OciCollection<OciSubnet, NewSubnet>;
  readonly drgs: OciCollection<OciDrg, NewDrg>;
  readonly drgAttachments: OciCollection<OciDrgAttachment, NewDrgAttachment>;
  readonly virtualCircuits: OciVirtualCircuits;
  readonly routeTables: OciRouteTables;
}

export function createOciCollections(api: OciApi, fingerprint: Fingerprint): OciCollections {
  return {
    vcns: vcns(api),
    subnets: subnets(api),
    drgs: drgs(api),
    drgAttachments: drgAttachments(api),
    virtualCircuits: virtualCircuits(api, fingerprint),
    routeTables: routeTables(api),
  };
}
