import type { BandwidthMbps } from "./plan.ts";

/** What both clouds sell for this link. */
export const bandwidths: readonly BandwidthMbps[] = [1000, 2000, 5000, 10000];

const MBPS_PER_GBPS = 1000;

/** OCI's name of the bandwidth, such as `1 Gbps`. */
export function toBandwidthShape(bandwidthMbps: number): string {
  return `${bandwidthMbps / MBPS_PER_GBPS} Gbps`;
}

/** The bandwidth behind OCI's name in Mbps, undefined when the text is none. */
export function parseBandwidthShape(shape: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)\s*(Gbps|Mbps)$/i.exec(shape.trim());
  if (found?.[1] === undefined) return undefined;
  return Number(found[1]) * (found[2]?.toLowerCase() === "gbps" ? MBPS_PER_GBPS : 1);
}

/** What people type: `1`, `1 Gbps`, `1G`, `1000`, `1000 Mbps`; undefined when it is none of the four. */
export function parseBandwidth(text: string): BandwidthMbps | undefined {
  const found = /^(\d+)\s*([gm])?(?:b(?:ps|it\/s)?)?$/i.exec(text.trim());
  if (found?.[1] === undefined) return undefined;
  const amount = Number(found[1]);
  const inGbps = found[2] === undefined ? amount < MBPS_PER_GBPS : found[2].toLowerCase() === "g";
  return bandwidths.find((mbps) => mbps === (inGbps ? amount * MBPS_PER_GBPS : amount));
}
