/** An IPv4 block: numeric network address and prefix length. */
export interface Ipv4Block {
  readonly network: number;
  readonly length: number;
}

const OCTETS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The number of a dotted address; undefined when it is not one. */
export const parseAddress = (text: string): number | undefined => {
  const octets = OCTETS.exec(text)?.slice(1).map(Number);
  if (!octets || octets.some((octet) => octet > 255)) return undefined;
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
};

/** The dotted form of an address. */
export const formatAddress = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");

/** Reads `a.b.c.d/n`, taking the network of any address in it; undefined when it is not one. */
export const parseBlock = (text: string): Ipv4Block | undefined => {
  const [address, length, ...rest] = text.split("/");
  const number = parseAddress(address ?? "");
  const bits = Number(length);
  const whole = length !== undefined && /^\d{1,2}$/.test(length) && bits <= 32;
  if (number === undefined || !whole || rest.length > 0) return undefined;
  const size = 2 ** (32 - bits);
  return { network: Math.floor(number / size) * size, length: bits };
};

export const formatBlock = ({ network, length }: Ipv4Block): string => `${formatAddress(network)}/${length}`;

/** True when `inner` lies in `outer`, or is it. */
export const blockContains = (outer: Ipv4Block, inner: Ipv4Block): boolean =>
  inner.length >= outer.length &&
  inner.network >= outer.network &&
  inner.network < outer.network + 2 ** (32 - outer.length);

/** True when two blocks share an address. */
export const blocksOverlap = (one: Ipv4Block, other: Ipv4Block): boolean =>
  blockContains(one, other) || blockContains(other, one);
