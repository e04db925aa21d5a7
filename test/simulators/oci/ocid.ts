import { createHash } from "node:crypto";

export type OcidType =
  | "compartment"
  | "dhcpoptions"
  | "drg"
  | "drgattachment"
  | "drgroutedistribution"
  | "drgroutetable"
  | "networksecuritygroup"
  | "privateip"
  | "providerservice"
  | "routetable"
  | "securitylist"
  | "subnet"
  | "tenancy"
  | "user"
  | "vcn"
  | "virtualcircuit";

// Oracle shortens the region part for its two oldest regions only.
const shortRegions = new Map([
  ["us-ashburn-1", "iad"],
  ["us-phoenix-1", "phx"],
]);

const global: ReadonlySet<OcidType> = new Set(["compartment", "tenancy", "user"]);
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The region part of a regional OCID: `iad`, `phx`, else the region's own identifier. */
const regionPart = (region: string): string => shortRegions.get(region) ?? region;

const textOf = (seed: string): string => {
  const digest = createHash("sha256").update(seed).digest();
  return [...digest, ...digest.subarray(0, 20)].map((byte) => alphabet.charAt(byte & 31)).join("");
};

/** A short id, as rules and statements have; the same for the same seed text. */
export const toShortId = (seed: string): string => textOf(seed).slice(0, 20);

/** An OCID that is the same for the same seed text, 60 characters after the last dot like a real one. */
export const toOcid = (type: OcidType, region: string, seed: string): string => {
  const unique = `aaaaaaaa${textOf(`${type}/${region}/${seed}`)}`;
  return `ocid1.${type}.oc1.${global.has(type) ? "" : regionPart(region)}.${unique}`;
};
