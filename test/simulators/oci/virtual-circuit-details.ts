import { z } from "zod";
import type { LinkPair } from "../fabric/link.ts";
import { parseAddress, parseBlock } from "../kit/ipv4.ts";
import { nameAndTags, ocidField } from "./body.ts";
import type { CrossConnectMapping } from "./model.ts";
import { ServiceError } from "./service-error.ts";

/** Set by the provider, or of other clouds' flows: named in the contract, refused for this provider. */
const notOurs = (reason: string) => z.never({ error: reason }).exactOptional();
const providers = notOurs("is managed by the provider and cannot be set");
const publicOnly = notOurs("is only allowed for a public virtual circuit");
const otherClouds = notOurs("is not supported by this provider");

const isPeeringAddress = (text: string): boolean => {
  const [address = "", length = ""] = text.split("/");
  const bits = Number(length);
  return parseAddress(address) !== undefined && /^\d+$/u.test(length) && bits >= 28 && bits <= 31;
};

const peeringIp = z.string().refine(isPeeringAddress, "must be an address with a mask from /28 to /31");

const crossConnectMapping = z.strictObject({
  oracleBgpPeeringIp: peeringIp,
  customerBgpPeeringIp: peeringIp,
  bgpMd5AuthKey: z.string().exactOptional(),
  vlan: providers,
  crossConnectOrCrossConnectGroupId: providers,
});

const serviceKey = z
  .string()
  .regex(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/iu, "is not a service key of this provider");

const network = {
  bandwidthShapeName: z.string(),
  gatewayId: ocidField,
  crossConnectMappings: z.array(crossConnectMapping),
  ipMtu: z.enum(["MTU_1500", "MTU_9000"]).exactOptional(),
  isBfdEnabled: z.boolean().exactOptional(),
  bgpAdminState: z.enum(["ENABLED", "DISABLED"]).exactOptional(),
  trafficMode: z.enum(["NORMAL", "DRAIN"]).exactOptional(),
  customerAsn: providers,
  customerBgpAsn: providers,
  routingPolicy: publicOnly,
  isTransportMode: otherClouds,
};

const missingProvider =
  "Virtual circuit must have CrossConnectMapping with crossConnectOrCrossConnectGroupId in each mapping " +
  "if it is not a provider virtual circuit";

/** The body of createVirtualCircuit. */
export const createVirtualCircuitDetails = z.strictObject({
  ...nameAndTags,
  ...network,
  compartmentId: ocidField,
  type: z.literal("PRIVATE", { error: "must be PRIVATE for this provider" }),
  providerServiceId: ocidField,
  providerServiceKeyName: serviceKey,
  region: z.string().exactOptional(),
  publicPrefixes: publicOnly,
  providerName: otherClouds,
  providerServiceName: otherClouds,
  providerRemoteRegion: otherClouds,
  remoteAccountId: otherClouds,
});

/** The body of updateVirtualCircuit. */
export const updateVirtualCircuitDetails = z.strictObject({
  ...nameAndTags,
  ...network,
  bandwidthShapeName: z.string().exactOptional(),
  gatewayId: ocidField.exactOptional(),
  crossConnectMappings: z.array(crossConnectMapping).exactOptional(),
  providerServiceKeyName: providers,
  providerState: providers,
  referenceComment: providers,
});

/** @throws ServiceError for a circuit without a provider, in the words OCI was seen to use */
export const checkProviderGiven = (body: unknown): void => {
  const given = Object(body) === body && Reflect.get(Object(body), "providerServiceId") !== undefined;
  if (!given) throw new ServiceError("MissingParameter", missingProvider);
};

const networkOf = (cidr: string): string => JSON.stringify(parseBlock(cidr));

/**
 * The two links that mappings describe. Masks, order of the ends and overlap of the two are not checked: OCI takes
 * them, and the BGP session never comes up.
 *
 * @throws ServiceError when there are not two, or the ends of one are not in one network
 */
export const toLinks = (mappings: readonly CrossConnectMapping[]): LinkPair => {
  const [first, second] = mappings;
  if (first === undefined || second === undefined || mappings.length > 2) {
    throw new ServiceError("InvalidParameter", "crossConnectMappings must have exactly 2 mappings for this provider.");
  }
  const ends = ({ oracleBgpPeeringIp: oracle, customerBgpPeeringIp: customer }: CrossConnectMapping) => {
    if (networkOf(oracle) !== networkOf(customer) || oracle === customer) {
      throw new ServiceError("InvalidParameter", `${oracle} and ${customer} must be two addresses of one network.`);
    }
    return { oracle, customer };
  };
  return { primary: ends(first), secondary: ends(second) };
};
