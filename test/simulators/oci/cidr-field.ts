import { z } from "zod";
import { blockContains, blocksOverlap, formatBlock, type Ipv4Block, parseBlock } from "../kit/ipv4.ts";

/** The block of a CIDR that has passed {@link cidrField}. */
export const toBlock = (cidr: string): Ipv4Block => parseBlock(cidr) ?? { network: 0, length: 0 };

const isNetwork = (text: string): boolean => {
  const block = parseBlock(text);
  return block !== undefined && formatBlock(block) === text;
};

/** An IPv4 CIDR without host bits. */
export const cidrField = z.string().refine(isNetwork, "is not a valid CIDR block");

/** The CIDR of a VCN or subnet: /16 to /30. */
export const networkCidrField = cidrField.refine((cidr) => {
  const { length } = toBlock(cidr);
  return length >= 16 && length <= 30;
}, "must be between /16 and /30");

export const contains = (outer: string, inner: string): boolean => blockContains(toBlock(outer), toBlock(inner));

export const overlap = (one: string, other: string): boolean => blocksOverlap(toBlock(one), toBlock(other));
