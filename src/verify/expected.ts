import { z } from "zod";
import { oracleAsnOf } from "../domain/asn.ts";
import type { Plan } from "../domain/plan.ts";
import { azurePrefixesOf } from "../plan/reach.ts";

const peeringSubnet = z.strictObject({ cidr: z.string(), oracleIp: z.string(), microsoftIp: z.string() });

/** What the facts of a link are held against: plain data, so that it can travel as a step's parameter. */
export const expectedLinkSchema = z.strictObject({
  bandwidthMbps: z.number(),
  primary: peeringSubnet,
  secondary: peeringSubnet,
  oracleAsn: z.number(),
  fastPath: z.boolean(),
  /** Absent as long as they are yet to be made. */
  vcnId: z.string().optional(),
  drgId: z.string().optional(),
  /** What OCI shows Azure. */
  ociPrefixes: z.array(z.string()),
  /** What Azure shows OCI, spokes included; each needs a rule in each route table. */
  azurePrefixes: z.array(z.string()),
  /** VCN route tables with a route to Azure: by id, or by name where the plan was made before the table. */
  routeTables: z.array(z.strictObject({ id: z.string().optional(), name: z.string() })),
});

export type ExpectedLink = Readonly<z.infer<typeof expectedLinkSchema>>;

/** What a plan promises of the link. */
export function expectedOf(plan: Plan): ExpectedLink {
  return {
    bandwidthMbps: plan.bandwidthMbps,
    primary: plan.primary,
    secondary: plan.secondary,
    oracleAsn: oracleAsnOf(plan.oci.region),
    fastPath: plan.azure.connection.fastPath,
    ...(plan.oci.vcn.id !== undefined && { vcnId: plan.oci.vcn.id }),
    ...(plan.oci.drg.id !== undefined && { drgId: plan.oci.drg.id }),
    ociPrefixes: [...plan.reach.ociShowsAzure],
    azurePrefixes: [...azurePrefixesOf(plan)],
    routeTables: plan.oci.routeTables.map((table) => ({ ...table })),
  };
}
