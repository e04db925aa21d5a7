import type { models } from "oci-core";
import type { OciApi } from "./oci-api.ts";
import { toCollection } from "./oci-collection.ts";
import type { NewSubnet, OciCollection, OciSubnet } from "./oci-resources.ts";
import { toResource } from "./oci-view.ts";

function toSubnet(model: models.Subnet, etag: string | undefined): OciSubnet {
  return {
    ...toResource(model, etag),
    vcnId: model.vcnId,
    cidr: model.cidrBlock ?? model.ipv4CidrBlocks?.[0] ?? "",
    routeTableId: model.routeTableId,
  };
}

/**
 * New subnets are private: nothing in them can get a public address.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/Subnet/
 */
export function subnets({ http, network, compartmentId }: OciApi): OciCollection<OciSubnet, NewSubnet> {
  return toCollection<models.Subnet, OciSubnet, NewSubnet>(http, {
    view: toSubnet,
    async get(subnetId) {
      const { subnet, etag } = await network.getSubnet({ subnetId });
      return { model: subnet, etag };
    },
    list: (page) => network.listSubnets({ compartmentId, ...page }),
    async create({ name, tags, vcnId, cidr }, opcRetryToken) {
      const createSubnetDetails = {
        compartmentId,
        vcnId,
        displayName: name,
        cidrBlock: cidr,
        prohibitPublicIpOnVnic: true,
        freeformTags: tags,
      };
      const { subnet, etag } = await network.createSubnet({ createSubnetDetails, opcRetryToken });
      return { model: subnet, etag };
    },
    remove: (subnetId, version) => network.deleteSubnet({ subnetId, ...version }),
  });
}
