import type { models } from "oci-core";
import { toBandwidthShape } from "../../domain/bandwidth.ts";
import type { Leave } from "../../graph/step.ts";
import type { Fingerprint } from "../transport.ts";
import type { OciApi } from "./oci-api.ts";
import { toCollection } from "./oci-collection.ts";
import type { NewVirtualCircuit, OciVirtualCircuit, OciVirtualCircuits } from "./oci-resources.ts";
import { toResource } from "./oci-view.ts";

function toVirtualCircuit(
  model: models.VirtualCircuit,
  etag: string | undefined,
  fingerprint: Fingerprint,
): OciVirtualCircuit {
  const { providerServiceKeyName: serviceKey } = model;
  return {
    ...toResource(model, etag),
    providerState: model.providerState,
    bgpSessionState: model.bgpSessionState,
    bandwidthShape: model.bandwidthShapeName,
    drgId: model.gatewayId,
    oracleAsn: model.oracleBgpAsn,
    customerAsn: model.customerAsn ?? model.customerBgpAsn,
    ipMtu: model.ipMtu,
    serviceKeyFingerprint: serviceKey === undefined ? undefined : fingerprint(serviceKey),
    mappings: (model.crossConnectMappings ?? []).map(({ oracleBgpPeeringIp, customerBgpPeeringIp, vlan }) => ({
      oracleBgpPeeringIp,
      customerBgpPeeringIp,
      vlan,
    })),
  };
}

/** Changes exactly the version that was read; what the details leave out stays as it is. */
async function update(
  { http, network }: OciApi,
  { id, etag }: OciVirtualCircuit,
  updateVirtualCircuitDetails: models.UpdateVirtualCircuitDetails,
  leave: Leave,
): Promise<void> {
  const version = etag === undefined ? {} : { ifMatch: etag };
  const request = { virtualCircuitId: id, updateVirtualCircuitDetails, ...version };
  await http.call(() => network.updateVirtualCircuit(request), { leave });
}

/**
 * A create sends what the provider leaves to the customer and nothing else: a VLAN, an ASN or a cross-connect would be
 * refused.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/VirtualCircuit/
 */
export function virtualCircuits(api: OciApi, fingerprint: Fingerprint): OciVirtualCircuits {
  const { http, network, core, compartmentId } = api;
  const collection = toCollection<models.VirtualCircuit, OciVirtualCircuit, NewVirtualCircuit>(http, {
    view: (model, etag) => toVirtualCircuit(model, etag, fingerprint),
    async get(virtualCircuitId) {
      const { virtualCircuit, etag } = await network.getVirtualCircuit({ virtualCircuitId });
      return { model: virtualCircuit, etag };
    },
    list: (page) => network.listVirtualCircuits({ compartmentId, ...page }),
    async create({ name, tags, drgId, bandwidthMbps, providerServiceId, serviceKey, mappings }, opcRetryToken) {
      const createVirtualCircuitDetails = {
        compartmentId,
        type: core.models.CreateVirtualCircuitDetails.Type.Private,
        displayName: name,
        gatewayId: drgId,
        bandwidthShapeName: toBandwidthShape(bandwidthMbps),
        providerServiceId,
        providerServiceKeyName: serviceKey,
        crossConnectMappings: mappings.map(({ oracleIp, customerIp }) => ({
          oracleBgpPeeringIp: oracleIp,
          customerBgpPeeringIp: customerIp,
        })),
        freeformTags: tags,
      };
      const { virtualCircuit, etag } = await network.createVirtualCircuit({
        createVirtualCircuitDetails,
        opcRetryToken,
      });
      return { model: virtualCircuit, etag };
    },
    remove: (virtualCircuitId, version) => network.deleteVirtualCircuit({ virtualCircuitId, ...version }),
    secretOf: ({ serviceKey }) => serviceKey,
  });
  return {
    ...collection,
    resize: (circuit, bandwidthMbps, leave) =>
      update(api, circuit, { bandwidthShapeName: toBandwidthShape(bandwidthMbps) }, leave),
    // Only a property of the network would take both sessions down.
    retag: (circuit, freeformTags, leave) => update(api, circuit, { freeformTags }, leave),
  };
}
