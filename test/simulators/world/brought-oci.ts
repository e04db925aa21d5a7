import type { OciSeed } from "../oci/seed.ts";

/**
 * The OCI networks that are there before anybody asks for anything: `vcn-app` is free and has one route table,
 * `vcn-data` has three, `vcn-joined` is attached to `drg-core`, `vcn-clash` overlaps `vnet-app`; `drg-legacy` is of
 * the kind that cannot be used.
 */
export const broughtOci: OciSeed = {
  vcns: [
    {
      name: "vcn-app",
      cidrBlocks: ["10.20.0.0/20"],
      subnets: [
        { name: "app", cidrBlock: "10.20.0.0/24" },
        { name: "web", cidrBlock: "10.20.1.0/24" },
      ],
    },
    {
      name: "vcn-data",
      cidrBlocks: ["10.21.0.0/20"],
      subnets: [{ name: "data", cidrBlock: "10.21.0.0/24" }],
      routeTables: ["rt-data", "rt-backup"],
    },
    {
      name: "vcn-joined",
      cidrBlocks: ["10.22.0.0/20"],
      subnets: [{ name: "joined", cidrBlock: "10.22.0.0/24" }],
    },
    {
      name: "vcn-clash",
      cidrBlocks: ["10.1.128.0/20"],
      subnets: [{ name: "clash", cidrBlock: "10.1.128.0/24" }],
    },
  ],
  drgs: [
    { name: "drg-core", attachedVcns: ["vcn-joined"] },
    { name: "drg-legacy", legacy: true },
  ],
};
