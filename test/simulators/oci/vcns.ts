import { z } from "zod";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import { networkCidrField, overlap } from "./cidr-field.ts";
import { firstState, type NewDetails, type OciCloud, type Origin } from "./cloud.ts";
import type { Vcn } from "./model.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { addRouteTable } from "./route-tables.ts";
import { addSecurityList, defaultSecurityRules } from "./security-lists.ts";
import { ServiceError } from "./service-error.ts";

const dnsLabel = z.string().regex(/^[a-z][a-z0-9]{0,14}$/u, "must be an alphanumeric string of up to 15 characters");

const createVcnDetails = z.strictObject({
  ...nameAndTags,
  compartmentId: ocidField,
  cidrBlock: networkCidrField.exactOptional(),
  cidrBlocks: z.array(networkCidrField).min(1).max(5).exactOptional(),
  dnsLabel: dnsLabel.exactOptional(),
  isIpv6Enabled: z.literal(false).exactOptional(),
});

const updateVcnDetails = z.strictObject(nameAndTags);

/** What a new VCN is made from. */
interface NewVcn extends NewDetails {
  readonly cidrBlocks: readonly string[];
  readonly dnsLabel?: string;
}

const checkBlocks = (blocks: readonly string[]): void => {
  const clash = blocks.some((one, index) => blocks.slice(index + 1).some((other) => overlap(one, other)));
  if (clash) throw new ServiceError("InvalidParameter", "cidrBlocks must not overlap.");
};

/** Makes a VCN with its default route table and security list, as OCI does. */
export const addVcn = (cloud: OciCloud, details: NewVcn, origin: Origin): Vcn => {
  const [cidrBlock] = details.cidrBlocks;
  if (cidrBlock === undefined) throw new ServiceError("MissingParameter", "cidrBlocks is required.");
  checkBlocks(details.cidrBlocks);
  cloud.limits.check("vcn-count", cloud.vcns.living().length + 1);
  const base = cloud.newResource("vcn", details);
  const child = (kind: string) => ({
    compartmentId: details.compartmentId,
    displayName: `Default ${kind} for ${base.displayName}`,
    vcnId: base.id,
  });
  const vcn = cloud.enter(
    cloud.vcns,
    {
      ...base,
      lifecycleState: firstState(origin),
      cidrBlock,
      cidrBlocks: details.cidrBlocks,
      ...(details.dnsLabel !== undefined && { dnsLabel: details.dnsLabel }),
      defaultDhcpOptionsId: cloud.newId("dhcpoptions"),
      defaultRouteTableId: addRouteTable(cloud, { ...child("Route Table"), routeRules: [] }, "consequence").id,
      defaultSecurityListId: addSecurityList(
        cloud,
        { ...child("Security List"), ...defaultSecurityRules },
        "consequence",
      ).id,
    },
    origin,
  );
  if (origin === "created") cloud.later("oci.network.write", () => cloud.vcns.setState(vcn.id, "AVAILABLE"));
  return vcn;
};

/** The OCIDs of what still lives in a VCN, without its own defaults. */
const dependentsOf = (cloud: OciCloud, vcn: Vcn): readonly string[] => {
  const defaults = new Set([vcn.defaultRouteTableId, vcn.defaultSecurityListId]);
  const parts = [cloud.subnets, cloud.routeTables, cloud.securityLists, cloud.networkSecurityGroups];
  const inside = parts.flatMap((part) => part.all().filter((one) => one.vcnId === vcn.id && !defaults.has(one.id)));
  const attached = cloud.drgAttachments.all().filter((one) => one.vcnId === vcn.id);
  return [...inside, ...attached]
    .filter((one) => one.lifecycleState !== "TERMINATED" && one.lifecycleState !== "DETACHED")
    .map((one) => one.id);
};

const destroyVcn = (cloud: OciCloud, vcn: Vcn): void => {
  if (dependentsOf(cloud, vcn).length > 0) {
    throw new ServiceError("IncorrectState", `${vcn.id} is associated with Gateway that is in use.`);
  }
  cloud.vcns.setState(vcn.id, "TERMINATING");
  cloud.later("oci.network.delete", () => {
    cloud.ended(cloud.routeTables, vcn.defaultRouteTableId, "TERMINATED");
    cloud.ended(cloud.securityLists, vcn.defaultSecurityListId, "TERMINATED");
    cloud.ended(cloud.vcns, vcn.id, "TERMINATED");
  });
};

export const vcnRoutes = (cloud: OciCloud): readonly Route[] =>
  resourceRoutes(cloud, {
    path: "/vcns",
    collection: cloud.vcns,
    create: ({ raw }) => {
      const { cidrBlock, cidrBlocks, ...details } = parseBody(createVcnDetails, raw);
      if (cidrBlock !== undefined && cidrBlocks !== undefined) {
        throw new ServiceError("InvalidParameter", "Only one of cidrBlock and cidrBlocks may be given.");
      }
      const blocks = cidrBlocks ?? (cidrBlock === undefined ? [] : [cidrBlock]);
      return addVcn(cloud, { ...details, cidrBlocks: blocks }, "created");
    },
    update: (_vcn, { raw }) => parseBody(updateVcnDetails, raw),
    destroy: (vcn) => destroyVcn(cloud, vcn),
  });
