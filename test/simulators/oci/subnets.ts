import { z } from "zod";
import { formatAddress } from "../kit/ipv4.ts";
import type { Route } from "../kit/routes.ts";
import { nameAndTags, ocidField, parseBody } from "./body.ts";
import { contains, networkCidrField, overlap, toBlock } from "./cidr-field.ts";
import { firstState, type NewDetails, type OciCloud, type Origin } from "./cloud.ts";
import type { Subnet, Vcn } from "./model.ts";
import { addressesOf } from "./private-ips.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { relatedNotFound, ServiceError } from "./service-error.ts";

const placement = {
  routeTableId: ocidField.exactOptional(),
  securityListIds: z.array(ocidField).max(5).exactOptional(),
  dhcpOptionsId: ocidField.exactOptional(),
};

const createSubnetDetails = z.strictObject({
  ...nameAndTags,
  ...placement,
  compartmentId: ocidField,
  vcnId: ocidField,
  cidrBlock: networkCidrField,
  availabilityDomain: z.string().exactOptional(),
  dnsLabel: z.string().exactOptional(),
  prohibitInternetIngress: z.boolean().exactOptional(),
  prohibitPublicIpOnVnic: z.boolean().exactOptional(),
});

const updateSubnetDetails = z.strictObject({ ...nameAndTags, ...placement });

type Placement = Partial<Pick<Subnet, "routeTableId" | "securityListIds" | "dhcpOptionsId">>;

/** What a new subnet is made from. */
interface NewSubnet extends NewDetails, Placement {
  readonly vcnId: string;
  readonly cidrBlock: string;
  readonly dnsLabel?: string;
  readonly prohibitInternetIngress?: boolean;
  readonly prohibitPublicIpOnVnic?: boolean;
}

const subnetsOf = (cloud: OciCloud, vcnId: string): readonly Subnet[] =>
  cloud.subnets.living().filter((one) => one.vcnId === vcnId);

const checkCidr = (cloud: OciCloud, vcn: Vcn, cidrBlock: string): void => {
  if (!vcn.cidrBlocks.some((block) => contains(block, cidrBlock))) {
    throw new ServiceError("InvalidParameter", `The CIDR ${cidrBlock} is not within the CIDR blocks of ${vcn.id}.`);
  }
  const other = subnetsOf(cloud, vcn.id).find((one) => overlap(one.cidrBlock, cidrBlock));
  if (other) throw new ServiceError("InvalidParameter", `The CIDR ${cidrBlock} overlaps with ${other.cidrBlock}.`);
};

const checkPlacement = (cloud: OciCloud, vcnId: string, { routeTableId, securityListIds = [] }: Placement): void => {
  const tables = routeTableId === undefined ? [] : [cloud.routeTables.related(routeTableId)];
  const lists = securityListIds.map((id) => cloud.securityLists.related(id));
  const foreign = [...tables, ...lists].find((one) => one.vcnId !== vcnId);
  if (foreign) throw relatedNotFound(foreign.id);
};

export const addSubnet = (cloud: OciCloud, details: NewSubnet, origin: Origin): Subnet => {
  const vcn = cloud.vcns.related(details.vcnId);
  checkCidr(cloud, vcn, details.cidrBlock);
  checkPlacement(cloud, vcn.id, details);
  const base = cloud.newResource("subnet", details);
  const subnet: Subnet = {
    ...base,
    lifecycleState: firstState(origin),
    vcnId: vcn.id,
    cidrBlock: details.cidrBlock,
    ipv4CidrBlocks: [details.cidrBlock],
    routeTableId: details.routeTableId ?? vcn.defaultRouteTableId,
    securityListIds: details.securityListIds ?? [vcn.defaultSecurityListId],
    dhcpOptionsId: details.dhcpOptionsId ?? vcn.defaultDhcpOptionsId,
    prohibitInternetIngress: details.prohibitInternetIngress ?? false,
    prohibitPublicIpOnVnic: details.prohibitPublicIpOnVnic ?? false,
    virtualRouterIp: formatAddress(toBlock(details.cidrBlock).network + 1),
    virtualRouterMac: "00:00:17:00:00:01",
    ...(details.dnsLabel !== undefined && { dnsLabel: details.dnsLabel }),
  };
  if (origin === "created") cloud.later("oci.network.write", () => cloud.subnets.setState(base.id, "AVAILABLE"));
  return cloud.enter(cloud.subnets, subnet, origin);
};

export const subnetRoutes = (cloud: OciCloud): readonly Route[] =>
  resourceRoutes(cloud, {
    path: "/subnets",
    collection: cloud.subnets,
    create: ({ raw }) => addSubnet(cloud, parseBody(createSubnetDetails, raw), "created"),
    update: (subnet, { raw }) => {
      const change = parseBody(updateSubnetDetails, raw);
      checkPlacement(cloud, subnet.vcnId, change);
      return change;
    },
    destroy: ({ id }) => {
      const [used] = addressesOf(cloud, id);
      if (used) throw new ServiceError("Conflict", `The Subnet ${id} references the VNIC of ${used.ipAddress}.`);
      cloud.subnets.setState(id, "TERMINATING");
      cloud.later("oci.network.delete", () => cloud.ended(cloud.subnets, id, "TERMINATED"));
    },
    listed: ({ vcnId }, query) => (query.get("vcnId") ?? vcnId) === vcnId,
  });
