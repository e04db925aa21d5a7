/** Autonomous system numbers of the two ends. */

/** Microsoft's end of every ExpressRoute peering. */
export const MICROSOFT_ASN = 12_076;

/** Oracle's end of FastConnect in the commercial regions. */
const ORACLE_ASN = 31_898;

/** Oracle regions whose end has another number. */
const exceptions: Readonly<Record<string, number>> = { "eu-jovanovac-1": 14_544 };

/**
 * The number of Oracle's end in this region.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Troubleshoot/fastconnecttroubleshoot.htm
 */
export function oracleAsnOf(ociRegion: string): number {
  return exceptions[ociRegion] ?? ORACLE_ASN;
}

/** True when the AS path of a route, such as `31898 65000`, names this number. */
export function pathHasAsn(asPath: string, asn: number): boolean {
  return asPath.split(/[\s,-]+/).includes(String(asn));
}
