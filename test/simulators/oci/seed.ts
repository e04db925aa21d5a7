import { z } from "zod";
import { cidrField } from "./cidr-field.ts";
import type { OciCloud } from "./cloud.ts";
import { attachVcn } from "./drg-attachments.ts";
import { addDrg } from "./drgs.ts";
import { addPrivateIp } from "./private-ips.ts";
import { addRouteTable } from "./route-tables.ts";
import { isLimitName } from "./service-limits.ts";
import { addSubnet } from "./subnets.ts";
import { addVcn } from "./vcns.ts";

const routeRule = z.strictObject({
  destination: cidrField,
  networkEntityId: z.string(),
  description: z.string().exactOptional(),
});

/** By its name alone, or with rules. */
const seededRouteTable = z.union([
  z.string().transform((name) => ({ name, routeRules: [] })),
  z.strictObject({ name: z.string(), routeRules: z.array(routeRule) }),
]);

const seedBody = z.strictObject({
  vcns: z
    .array(
      z.strictObject({
        name: z.string(),
        cidrBlocks: z.array(cidrField).min(1),
        compartment: z.string().optional(),
        routeTables: z.array(seededRouteTable).optional(),
        subnets: z
          .array(z.strictObject({ name: z.string(), cidrBlock: cidrField, routeTable: z.string().optional() }))
          .optional(),
      }),
    )
    .optional(),
  drgs: z
    .array(
      z.strictObject({
        name: z.string(),
        legacy: z.boolean().optional(),
        compartment: z.string().optional(),
        attachedVcns: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  /** Machines of people, by the subnet's name. */
  addresses: z
    .array(z.strictObject({ subnet: z.string(), ipAddress: z.ipv4(), name: z.string().default("machine") }))
    .optional(),
  limits: z.record(z.string(), z.int().min(0)).optional(),
  denied: z.array(z.string().regex(/^(?:read|manage) \w+$/u)).optional(),
  emptyFirstPages: z.boolean().optional(),
});

/**
 * What can be put in place before a run: networks by name, service limits (`virtual-circuit-count`), missing policies
 * (`manage virtualCircuits`, by the first word of the path), and whether lists begin with an empty page.
 */
export type OciSeed = z.input<typeof seedBody>;

/** The OCIDs of what was seeded, by name. */
export type SeededIds = Readonly<Record<string, string>>;

const compartmentId = ({ account }: OciCloud, name = "network"): string => {
  const found = account.compartments.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no compartment is called "${name}"`);
  return found.id;
};

const named = (ids: ReadonlyMap<string, string>, name: string): string => {
  const id = ids.get(name);
  if (id === undefined) throw new RangeError(`nothing is called "${name}"`);
  return id;
};

const seedVcns = (cloud: OciCloud, seed: z.output<typeof seedBody>, ids: Map<string, string>): void => {
  for (const { name, cidrBlocks, compartment, subnets = [], routeTables = [] } of seed.vcns ?? []) {
    const home = compartmentId(cloud, compartment);
    const vcn = addVcn(cloud, { compartmentId: home, displayName: name, cidrBlocks }, "seeded");
    ids.set(name, vcn.id);
    const inside = { compartmentId: home, vcnId: vcn.id };
    for (const { name: displayName, routeRules } of routeTables) {
      ids.set(displayName, addRouteTable(cloud, { ...inside, displayName, routeRules }, "seeded").id);
    }
    for (const { name: displayName, cidrBlock, routeTable } of subnets) {
      const routeTableId = routeTable === undefined ? vcn.defaultRouteTableId : named(ids, routeTable);
      ids.set(displayName, addSubnet(cloud, { ...inside, displayName, cidrBlock, routeTableId }, "seeded").id);
    }
  }
};

const seedDrgs = (cloud: OciCloud, seed: z.output<typeof seedBody>, ids: Map<string, string>): void => {
  for (const { name, legacy, compartment, attachedVcns = [] } of seed.drgs ?? []) {
    const drg = addDrg(
      cloud,
      { compartmentId: compartmentId(cloud, compartment), displayName: name },
      "seeded",
      legacy,
    );
    ids.set(name, drg.id);
    for (const vcn of attachedVcns) {
      const vcnId = ids.get(vcn) ?? cloud.vcns.living().find(({ displayName }) => displayName === vcn)?.id;
      if (vcnId === undefined) throw new RangeError(`no VCN is called "${vcn}"`);
      attachVcn(cloud, { drgId: drg.id, vcnId, displayName: `${name} to ${vcn}` }, "seeded");
    }
  }
};

const seedAddresses = (cloud: OciCloud, { addresses = [] }: z.output<typeof seedBody>): void => {
  for (const { subnet: name, ipAddress, name: machine } of addresses) {
    const subnet = cloud.subnets.living().find(({ displayName }) => displayName === name);
    if (subnet === undefined) throw new RangeError(`no subnet is called "${name}"`);
    addPrivateIp(cloud, subnet.id, ipAddress, machine);
  }
};

const seedRules = (cloud: OciCloud, { limits = {}, denied = [], emptyFirstPages }: z.output<typeof seedBody>): void => {
  for (const [name, value] of Object.entries(limits)) {
    if (!isLimitName(name)) throw new RangeError(`no service limit is called "${name}"`);
    cloud.limits.set(name, value);
  }
  for (const policy of denied) cloud.denied.add(policy);
  if (emptyFirstPages !== undefined) cloud.emptyFirstPages = emptyFirstPages;
};

/**
 * Puts resources and rules in place as if they had been there before the run.
 *
 * @throws RangeError when the seed is not of the right form or names something unknown
 */
export const applySeed = (cloud: OciCloud, body: unknown): SeededIds => {
  const parsed = seedBody.safeParse(body);
  if (!parsed.success) throw new RangeError(z.prettifyError(parsed.error));
  const ids = new Map<string, string>();
  seedVcns(cloud, parsed.data, ids);
  seedDrgs(cloud, parsed.data, ids);
  seedAddresses(cloud, parsed.data);
  seedRules(cloud, parsed.data);
  return Object.fromEntries(ids);
};
