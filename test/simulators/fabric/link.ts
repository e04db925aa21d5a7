import { formatAddress, formatBlock, parseAddress, parseBlock } from "../kit/ipv4.ts";
import type { LinkPath } from "./world-faults.ts";

/** The two ends of one link as OCI is told them, e.g. `10.255.0.1/30` and `10.255.0.2/30`. */
export interface LinkAddresses {
  readonly oracle: string;
  readonly customer: string;
}

export type LinkPair = Readonly<Record<LinkPath, LinkAddresses>>;

const MICROSOFT_OFFSET = 2;
const ORACLE_OFFSET = 1;

/** The /30 in which both ends lie, as Azure shows it; the Oracle end's network when they do not. */
export const linkPrefix = ({ oracle }: LinkAddresses): string => {
  const block = parseBlock(oracle);
  return block ? formatBlock(block) : oracle;
};

/** The addresses Azure assumes in a peering prefix: Oracle the first usable one, Microsoft the second. */
export const peersOf = (prefix: string): { readonly oracle: string; readonly microsoft: string } => {
  const network = parseBlock(prefix)?.network ?? 0;
  return {
    oracle: formatAddress(network + ORACLE_OFFSET),
    microsoft: formatAddress(network + MICROSOFT_OFFSET),
  };
};

const addressOf = (end: string): number | undefined => parseAddress(end.split("/", 1)[0] ?? "");

/** True when a session can ever come up: a /30, Oracle first, Microsoft second. */
export const endsFit = (link: LinkAddresses): boolean => {
  const block = parseBlock(link.oracle);
  const other = parseBlock(link.customer);
  if (block?.length !== 30 || other?.length !== 30 || other.network !== block.network) return false;
  return (
    addressOf(link.oracle) === block.network + ORACLE_OFFSET &&
    addressOf(link.customer) === block.network + MICROSOFT_OFFSET
  );
};
