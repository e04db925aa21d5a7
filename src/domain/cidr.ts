/**
 * IPv4 networks as numbers: parsing with clear errors, containment, overlap, and carving of free aligned blocks. IPv6
 * is no part of this link; text that is not IPv4 is no network here.
 */

/** An IPv4 network: `base` is its lowest address as a number, `length` its prefix length; host bits are zero. */
export interface Cidr {
  readonly base: number;
  readonly length: number;
}

export type ParsedCidr = { readonly cidr: Cidr } | { readonly problem: string };

const ADDRESS_BITS = 32;

/** The address as a number from 0 to 2^32 - 1, or undefined when the text is no IPv4 address. */
export function parseIp(text: string): number | undefined {
  const parts = text.trim().split(".");
  if (parts.length !== 4 || !parts.every(isOctet)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function formatIp(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** Reads `a.b.c.d/n`; a network whose host bits are set is refused, with the network that was probably meant. */
export function parseCidr(text: string): ParsedCidr {
  const trimmed = text.trim();
  const [ip, length, ...rest] = trimmed.split("/");
  const address = parseIp(ip ?? "");
  if (address === undefined || rest.length > 0) return { problem: `${quoted(trimmed)} is not an IPv4 range` };
  if (length === undefined) return { problem: `${quoted(trimmed)} has no prefix length, such as /16` };
  if (!isPrefixLength(length)) return { problem: `the prefix length of ${quoted(trimmed)} is not between 0 and 32` };
  const cidr = networkOf(address, Number(length));
  if (cidr.base !== address) {
    return { problem: `${trimmed} is an address inside a network; the network is ${formatCidr(cidr)}` };
  }
  return { cidr };
}

/**
 * The network a cloud's text names, host bits ignored (`10.255.0.1/30` is in `10.255.0.0/30`; a bare address is a /32);
 * undefined for anything that is not IPv4.
 */
export function cidrOf(text: string): Cidr | undefined {
  const [ip, length = "32", ...rest] = text.trim().split("/");
  const address = parseIp(ip ?? "");
  if (address === undefined || rest.length > 0 || !isPrefixLength(length)) return undefined;
  return networkOf(address, Number(length));
}

/** All of the texts that name IPv4 networks. */
export function cidrsOf(texts: readonly string[]): readonly Cidr[] {
  return texts.map(cidrOf).filter((cidr) => cidr !== undefined);
}

export function formatCidr({ base, length }: Cidr): string {
  return `${formatIp(base)}/${length}`;
}

/** The network form of a cloud's text, or the text itself where it is not IPv4. */
export function normaliseCidr(text: string): string {
  const cidr = cidrOf(text);
  return cidr === undefined ? text : formatCidr(cidr);
}

/** How many addresses the network has. */
export function sizeOf({ length }: Cidr): number {
  return 2 ** (ADDRESS_BITS - length);
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.length <= inner.length && networkOf(inner.base, outer.length).base === outer.base;
}

/** Networks are nested or apart, so they overlap exactly when one contains the other. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return contains(one, other) || contains(other, one);
}

export function sameCidr(one: Cidr, other: Cidr): boolean {
  return one.base === other.base && one.length === other.length;
}

/** The n-th usable address (from 1): the network's own address is not one. */
export function usableAddress({ base }: Cidr, n: number): string {
  return formatIp(base + n);
}

/** True when one network, as text, has every address of another; false when one of them is not IPv4. */
export function holds(outer: string, inner: string): boolean {
  const [network, part] = [cidrOf(outer), cidrOf(inner)];
  return network !== undefined && part !== undefined && contains(network, part);
}

/** True when the networks together cover every address of `wanted`, however they divide it. */
export function isCovered(wanted: Cidr, by: readonly Cidr[]): boolean {
  if (by.some((one) => contains(one, wanted))) return true;
  const inside = by.filter((one) => contains(wanted, one));
  return inside.length > 0 && halves(wanted).every((half) => isCovered(half, inside));
}

/**
 * Those of the prefixes whose addresses the routes do not all cover. Made for thousands of both: an equal route is found
 * at once, only the rest is compared one by one. A prefix that is not IPv4 counts as covered.
 */
export function uncovered(prefixes: readonly string[], routes: readonly string[]): readonly string[] {
  const known = cidrsOf(routes);
  const equal = new Set(known.map(formatCidr));
  return prefixes.filter((prefix) => {
    const cidr = cidrOf(prefix);
    return cidr !== undefined && !equal.has(formatCidr(cidr)) && !isCovered(cidr, known);
  });
}

export interface Carving {
  readonly pool: Cidr;
  readonly length: number;
  readonly count: number;
  readonly avoid: readonly Cidr[];
  /** Which end of the pool is used up first. */
  readonly from: "start" | "end";
}

/**
 * Free aligned blocks of a pool, at most `count` of them, in order from the chosen end; fewer when the pool has no more.
 */
export function carve({ pool, length, count, avoid, from }: Carving): readonly Cidr[] {
  if (count <= 0 || length < pool.length || avoid.some((taken) => contains(taken, pool))) return [];
  const inside = avoid.filter((taken) => contains(pool, taken));
  if (pool.length === length) return inside.length > 0 ? [] : [pool];
  const order = from === "start" ? halves(pool) : halves(pool).toReversed();
  const found: Cidr[] = [];
  for (const half of order) {
    found.push(...carve({ pool: half, length, count: count - found.length, avoid: inside, from }));
  }
  return found;
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const linkLocalRange = "169.254.0.0/16";

/** True for networks inside the ranges of RFC 1918. */
export function isPrivate(cidr: Cidr): boolean {
  return cidrsOf(privateRanges).some((range) => contains(range, cidr));
}

export function isLinkLocal(cidr: Cidr): boolean {
  return cidrsOf([linkLocalRange]).some((range) => contains(range, cidr));
}

function networkOf(address: number, length: number): Cidr {
  const size = 2 ** (ADDRESS_BITS - length);
  return { base: Math.floor(address / size) * size, length };
}

function halves({ base, length }: Cidr): readonly Cidr[] {
  if (length >= ADDRESS_BITS) return [];
  const half = { base, length: length + 1 };
  return [half, { base: base + sizeOf(half), length: length + 1 }];
}

function isOctet(part: string): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
}

function isPrefixLength(text: string): boolean {
  return /^(?:0|[1-9]\d?)$/.test(text) && Number(text) <= ADDRESS_BITS;
}

function quoted(text: string): string {
  return text === "" ? "an empty text" : text;
}
