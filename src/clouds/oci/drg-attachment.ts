import type { models } from "oci-core";
import type { OciApi } from "./oci-api.ts";
import { toCollection } from "./oci-collection.ts";
import { allPages } from "./oci-pages.ts";
import type { NewDrgAttachment, OciCollection, OciDrgAttachment } from "./oci-resources.ts";
import { toResource } from "./oci-view.ts";

function toDrgAttachment(model: models.DrgAttachment, etag: string | undefined): OciDrgAttachment {
  return {
    ...toResource(model, etag),
    drgId: model.drgId,
    type: model.networkDetails?.type ?? "VCN",
    networkId: model.networkDetails?.id ?? model.vcnId,
    drgRouteTableId: model.drgRouteTableId,
  };
}

/**
 * Attachments of all types; only those of VCNs are created here, OCI makes the others itself.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/DrgAttachment/
 */
export function drgAttachments(api: OciApi): OciCollection<OciDrgAttachment, NewDrgAttachment> {
  const { http, network, core, compartmentId } = api;
  const attachmentType = core.requests.ListDrgAttachmentsRequest.AttachmentType.All;
  return toCollection<models.DrgAttachment, OciDrgAttachment, NewDrgAttachment>(http, {
    view: toDrgAttachment,
    async get(drgAttachmentId) {
      const { drgAttachment, etag } = await network.getDrgAttachment({ drgAttachmentId });
      return { model: drgAttachment, etag };
    },
    list: (page) => network.listDrgAttachments({ compartmentId, attachmentType, ...page }),
    async create({ name, tags, drgId, vcnId }, opcRetryToken) {
      const networkDetails = { type: "VCN", id: vcnId };
      const createDrgAttachmentDetails = { displayName: name, drgId, networkDetails, freeformTags: tags };
      const { drgAttachment, etag } = await network.createDrgAttachment({ createDrgAttachmentDetails, opcRetryToken });
      return { model: drgAttachment, etag };
    },
    remove: (drgAttachmentId, version) => network.deleteDrgAttachment({ drgAttachmentId, ...version }),
  });
}

/**
 * Every attachment of one DRG. The list only shows those of the environment's compartment; a shared DRG may have others,
 * whose ids OCI tells separately.
 */
export async function attachmentsOf(api: OciApi, drgId: string): Promise<readonly OciDrgAttachment[]> {
  const { http, network, core, compartmentId } = api;
  const attachmentType = core.requests.ListDrgAttachmentsRequest.AttachmentType.All;
  const everyType = core.requests.GetAllDrgAttachmentsRequest.AttachmentType.All;
  const [listed, infos] = await Promise.all([
    allPages(http, (page) => network.listDrgAttachments({ compartmentId, drgId, attachmentType, ...page })),
    allPages(http, (page) => network.getAllDrgAttachments({ drgId, attachmentType: everyType, ...page })),
  ]);
  const known = new Set(listed.map(({ id }) => id));
  const elsewhere = await Promise.all(
    infos
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => http.call(() => network.getDrgAttachment({ drgAttachmentId: id }))),
  );
  const models = [...listed, ...elsewhere.map(({ drgAttachment }) => drgAttachment)];
  return models.map((model) => toDrgAttachment(model, undefined));
}
