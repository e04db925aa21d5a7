import type { models } from "oci-core";
import type { OciApi } from "./oci-api.ts";
import { toCollection } from "./oci-collection.ts";
import type { NewDrg, OciCollection, OciDrg } from "./oci-resources.ts";
import { toResource } from "./oci-view.ts";

function toDrg(model: models.Drg, etag: string | undefined): OciDrg {
  return {
    ...toResource(model, etag),
    defaultVcnRouteTableId: model.defaultDrgRouteTables?.vcn,
    defaultVirtualCircuitRouteTableId: model.defaultDrgRouteTables?.virtualCircuit,
  };
}

/** @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/Drg/ */
export function drgs({ http, network, compartmentId }: OciApi): OciCollection<OciDrg, NewDrg> {
  return toCollection<models.Drg, OciDrg, NewDrg>(http, {
    view: toDrg,
    async get(drgId) {
      const { drg, etag } = await network.getDrg({ drgId });
      return { model: drg, etag };
    },
    list: (page) => network.listDrgs({ compartmentId, ...page }),
    async create({ name, tags }, opcRetryToken) {
      const createDrgDetails = { compartmentId, displayName: name, freeformTags: tags };
      const { drg, etag } = await network.createDrg({ createDrgDetails, opcRetryToken });
      return { model: drg, etag };
    },
    remove: (drgId, version) => network.deleteDrg({ drgId, ...version }),
  });
}
