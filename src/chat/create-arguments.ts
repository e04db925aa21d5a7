import type { ArgumentRow } from "./command-row.ts";

/** Everything one can say of an interconnect that is asked for. */
export const createArguments: readonly ArgumentRow[] = [
  {
    name: "name",
    help: "3 to 30 lower-case letters, digits and dashes, starting with a letter.",
    example: "erp",
    required: true,
    positional: true,
  },
  { name: "env", help: "The environment: which pair of cloud accounts.", example: "prod", required: true },
  {
    name: "bandwidth",
    help: "Gbps, the same on both sides.",
    example: "1",
    required: true,
    values: ["1", "2", "5", "10"],
  },
  {
    name: "vnet",
    help: "The Azure network: the name of an existing one, or new: and its address range.",
    example: "new:10.1.0.0/16",
    required: true,
  },
  {
    name: "gateway",
    help: "The ExpressRoute gateway: the name of an existing one, or new: and its size. Left out: the VNet's own, else a new one.",
    example: "new:ErGw1AZ",
  },
  {
    name: "fastpath",
    help: "Lets traffic bypass the gateway where its size can do that. Left out: no.",
    example: "no",
    flag: true,
    values: ["yes", "no"],
  },
  {
    name: "vcn",
    help: "The OCI network: the name of an existing one, or new: and its address range.",
    example: "new:10.20.0.0/20",
    required: true,
  },
  {
    name: "drg",
    help: "The OCI gateway (DRG): the name of an existing one, or new. Left out: the VCN's own, else a new one.",
    example: "new",
  },
  {
    name: "routes",
    help: "The VCN's route tables or subnets that get routes to Azure, by name, separated by commas. Left out: its only route table.",
    example: "app,db",
  },
  {
    name: "tier",
    help: "Reach of the circuit. Left out: the environment's choice.",
    example: "Standard",
    values: ["Standard", "Premium", "Local"],
  },
  {
    name: "billing",
    help: "Outbound data by volume, or one price for all of it. Left out: the environment's choice.",
    example: "metered",
    values: ["metered", "unlimited"],
  },
  {
    name: "primary",
    help: "The /30 of the primary BGP session; goes together with secondary. Left out: taken from the environment's pool.",
    example: "10.255.0.0/30",
  },
  { name: "secondary", help: "The /30 of the secondary BGP session.", example: "10.255.0.4/30" },
  {
    name: "activate",
    help: "now lets traffic flow as soon as both sessions are up; hold waits for somebody to say so. Left out: now.",
    example: "hold",
    values: ["now", "hold"],
  },
  {
    name: "reason",
    help: "Tells the approver why, in at most 300 characters.",
    example: '"ERP cut-over"',
    required: true,
  },
  {
    name: "accept",
    help: "Codes of findings you accept on purpose, separated by commas.",
    example: "traffic-will-move",
  },
];
