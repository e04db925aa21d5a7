import { z } from "zod";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import type { NewDetails, OciCloud, Origin } from "./cloud.ts";
import type { Drg, DrgAttachment, VirtualCircuit } from "./model.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { relatedNotFound, ServiceError } from "./service-error.ts";

const vcnDetails = {
  routeTableId: ocidField.exactOptional(),
  vcnRouteType: z.enum(["SUBNET_CIDRS", "VCN_CIDRS"]).exactOptional(),
};

const createAttachmentDetails = z.strictObject({
  ...nameAndTags,
  drgId: ocidField,
  drgRouteTableId: ocidField.exactOptional(),
  networkDetails: z.strictObject({ ...vcnDetails, type: z.literal("VCN"), id: ocidField }).exactOptional(),
  vcnId: ocidField.exactOptional(),
  routeTableId: ocidField.exactOptional(),
});

const updateAttachmentDetails = z.strictObject({
  ...nameAndTags,
  drgRouteTableId: ocidField.exactOptional(),
  exportDrgRouteDistributionId: ocidField.exactOptional(),
  networkDetails: z.strictObject({ ...vcnDetails, type: z.literal("VCN") }).exactOptional(),
  routeTableId: ocidField.exactOptional(),
});

/** What a new attachment of a VCN is made from. */
interface NewVcnAttachment extends Omit<NewDetails, "compartmentId"> {
  readonly drgId: string;
  readonly vcnId: string;
  readonly routeTableId?: string;
  readonly drgRouteTableId?: string;
  readonly vcnRouteType?: "SUBNET_CIDRS" | "VCN_CIDRS";
}

const checkDrgRouteTable = (cloud: OciCloud, drgId: string, tableId: string | undefined): void => {
  if (tableId !== undefined && cloud.drgRouteTables.related(tableId).drgId !== drgId) throw relatedNotFound(tableId);
};

const checkRouteTable = (cloud: OciCloud, vcnId: string, tableId: string | undefined): void => {
  if (tableId !== undefined && cloud.routeTables.related(tableId).vcnId !== vcnId) throw relatedNotFound(tableId);
};

/** @throws ServiceError 409 while the DRG is not AVAILABLE */
export const availableDrg = (cloud: OciCloud, id: string): Drg => {
  const drg = cloud.drgs.related(id);
  if (drg.lifecycleState !== "AVAILABLE") {
    throw new ServiceError("IncorrectState", `The DRG ${id} is ${drg.lifecycleState}.`);
  }
  return drg;
};

const checkVcn = (cloud: OciCloud, vcnId: string): void => {
  const vcn = cloud.vcns.related(vcnId);
  if (vcn.lifecycleState !== "AVAILABLE") {
    throw new ServiceError("IncorrectState", `The VCN ${vcnId} is ${vcn.lifecycleState}.`);
  }
  const other = cloud.drgAttachments.all().find((one) => one.vcnId === vcnId && one.lifecycleState !== "DETACHED");
  if (other) throw new ServiceError("Conflict", `The VCN ${vcnId} is already attached to the DRG ${other.drgId}.`);
};

const attach = (cloud: OciCloud, attachment: DrgAttachment, origin: Origin): DrgAttachment => {
  const { id } = cloud.enter(cloud.drgAttachments, attachment, origin);
  if (origin !== "seeded") {
    cloud.later("oci.drg-attachment.create", () => {
      const isWaiting = cloud.drgAttachments.peek(id)?.lifecycleState === "ATTACHING";
      if (isWaiting) cloud.drgAttachments.setState(id, "ATTACHED");
    });
  }
  return cloud.drgAttachments.get(id);
};

/** Attaches a VCN to a DRG; it carries routes from ATTACHED on. A VCN has one DRG at most. */
export const attachVcn = (cloud: OciCloud, details: NewVcnAttachment, origin: Origin): DrgAttachment => {
  const { drgId, vcnId, routeTableId, vcnRouteType = "SUBNET_CIDRS" } = details;
  const drg = availableDrg(cloud, drgId);
  checkVcn(cloud, vcnId);
  checkDrgRouteTable(cloud, drgId, details.drgRouteTableId);
  checkRouteTable(cloud, vcnId, routeTableId);
  const drgRouteTableId = details.drgRouteTableId ?? drg.defaultDrgRouteTables?.vcn;
  const through = routeTableId === undefined ? {} : { routeTableId };
  const attachment: DrgAttachment = {
    ...cloud.newResource("drgattachment", { ...details, compartmentId: drg.compartmentId }),
    lifecycleState: origin === "seeded" ? "ATTACHED" : "ATTACHING",
    drgId,
    networkDetails: { type: "VCN", id: vcnId, vcnRouteType, ...through },
    vcnId,
    isCrossTenancy: false,
    ...through,
    ...(drgRouteTableId !== undefined && { drgRouteTableId }),
  };
  return attach(cloud, attachment, origin);
};

/** The attachment that OCI makes itself for a virtual circuit. */
export const attachVirtualCircuit = (cloud: OciCloud, circuit: VirtualCircuit): DrgAttachment => {
  const { defaultDrgRouteTables, defaultExportDrgRouteDistributionId, compartmentId } = cloud.drgs.get(
    circuit.gatewayId,
  );
  const displayName = `DRG Attachment for Virtual Circuit: ${circuit.displayName}`;
  const attachment: DrgAttachment = {
    ...cloud.newResource("drgattachment", { compartmentId, displayName }),
    lifecycleState: "ATTACHING",
    drgId: circuit.gatewayId,
    networkDetails: { type: "VIRTUAL_CIRCUIT", id: circuit.id, transportOnlyMode: false },
    isCrossTenancy: false,
    ...(defaultDrgRouteTables && { drgRouteTableId: defaultDrgRouteTables.virtualCircuit }),
    ...(defaultExportDrgRouteDistributionId !== undefined && {
      exportDrgRouteDistributionId: defaultExportDrgRouteDistributionId,
    }),
  };
  return attach(cloud, attachment, "consequence");
};

/** The attachment of a virtual circuit, while it has one. */
export const attachmentOf = (cloud: OciCloud, circuitId: string): DrgAttachment | undefined =>
  cloud.drgAttachments
    .all()
    .find(({ networkDetails, lifecycleState }) => networkDetails.id === circuitId && lifecycleState !== "DETACHED");

const detach = (cloud: OciCloud, { id, networkDetails }: DrgAttachment): void => {
  if (networkDetails.type !== "VCN") {
    throw new ServiceError("InvalidParameter", `${id} is managed by its virtual circuit and cannot be deleted.`);
  }
  cloud.drgAttachments.setState(id, "DETACHING");
  cloud.later("oci.drg-attachment.delete", () => cloud.ended(cloud.drgAttachments, id, "DETACHED"));
};

const filters: Readonly<Record<string, (attachment: DrgAttachment) => string | undefined>> = {
  drgId: ({ drgId }) => drgId,
  vcnId: ({ vcnId }) => vcnId,
  networkId: ({ networkDetails }) => networkDetails.id,
  drgRouteTableId: ({ drgRouteTableId }) => drgRouteTableId,
};

/** Attachments of VCNs only, unless another type or ALL is asked for. */
const isListed = (attachment: DrgAttachment, query: URLSearchParams): boolean => {
  const type = query.get("attachmentType") ?? "VCN";
  if (type !== "ALL" && type !== attachment.networkDetails.type) return false;
  return Object.entries(filters).every(
    ([name, valueOf]) => !query.has(name) || query.get(name) === valueOf(attachment),
  );
};

export const drgAttachmentRoutes = (cloud: OciCloud): readonly Route[] =>
  resourceRoutes(cloud, {
    path: "/drgAttachments",
    collection: cloud.drgAttachments,
    create: ({ raw }) => {
      const { networkDetails, ...details } = parseBody(createAttachmentDetails, raw);
      const { id: vcnId = details.vcnId, type: _type, ...network } = networkDetails ?? {};
      if (vcnId === undefined) throw new ServiceError("MissingParameter", "networkDetails is required.");
      return attachVcn(cloud, { ...details, ...network, vcnId }, "created");
    },
    update: (attachment, { raw }) => {
      const { networkDetails, routeTableId, ...change } = parseBody(updateAttachmentDetails, raw);
      checkDrgRouteTable(cloud, attachment.drgId, change.drgRouteTableId);
      const through = networkDetails?.routeTableId ?? routeTableId;
      checkRouteTable(cloud, attachment.vcnId ?? "", through);
      const network = { ...attachment.networkDetails, ...networkDetails };
      if (through === undefined) return { ...change, networkDetails: network };
      return { ...change, routeTableId: through, networkDetails: { ...network, routeTableId: through } };
    },
    destroy: (attachment) => detach(cloud, attachment),
    listed: isListed,
  });
