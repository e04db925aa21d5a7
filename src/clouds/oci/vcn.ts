import type { models } from "oci-core";
import type { OciApi } from "./oci-api.ts";
import { toCollection } from "./oci-collection.ts";
import type { NewVcn, OciCollection, OciVcn } from "./oci-resources.ts";
import { toResource } from "./oci-view.ts";

function toVcn(model: models.Vcn, etag: string | undefined): OciVcn {
  return {
    ...toResource(model, etag),
    cidrs: model.cidrBlocks ?? [model.cidrBlock],
    defaultRouteTableId: model.defaultRouteTableId,
  };
}

/** @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/Vcn/ */
export function vcns({ http, network, compartmentId }: OciApi): OciCollection<OciVcn, NewVcn> {
  return toCollection<models.Vcn, OciVcn, NewVcn>(http, {
    view: toVcn,
    async get(vcnId) {
      const { vcn, etag } = await network.getVcn({ vcnId });
      return { model: vcn, etag };
    },
    list: (page) => network.listVcns({ compartmentId, ...page }),
    async create({ name, tags, cidrs }, opcRetryToken) {
      const createVcnDetails = { compartmentId, displayName: name, cidrBlocks: [...cidrs], freeformTags: tags };
      const { vcn, etag } = await network.createVcn({ createVcnDetails, opcRetryToken });
      return { model: vcn, etag };
    },
    remove: (vcnId, version) => network.deleteVcn({ vcnId, ...version }),
  });
}
