import { createHash } from "node:crypto";
import { createAzureCloud } from "../../src/clouds/azure/azure-cloud.ts";
import type { OciAuth } from "../../src/clouds/oci/oci-auth.ts";
import { createOciCloud, type OciCloud } from "../../src/clouds/oci/oci-cloud.ts";
import type { TransportOptions } from "../../src/clouds/transport.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { Clouds } from "../../src/steps/clouds.ts";
import type { World } from "../simulators/world.ts";

/** Both simulated clouds, with the key that the bot signs its OCI requests with. */
export type SimulatedClouds = Pick<World, "azure" | "oci" | "ociConfig" | "sim">;

/** The accounts of both simulated clouds, as an environment names them. */
export function accountsOf({ azure, oci, ociConfig }: Omit<SimulatedClouds, "sim">) {
  const { tenantId, subscriptionId } = azure.account;
  const compartmentId = oci.cloud.account.compartments[0]?.id ?? "";
  return {
    azure: { tenantId, subscriptionId, location: "uksouth" },
    oci: { tenancyId: ociConfig.tenancyId, region: ociConfig.region, compartmentId },
  };
}

export const anyFingerprint = (secret: string): string =>
  `fp-${createHash("sha256").update(secret).digest("hex").slice(0, 8)}`;

/** No budget, and longer than any answer of a simulator takes. */
const patient: TransportOptions = {
  budget: { take: () => Promise.resolve() },
  fingerprint: anyFingerprint,
  timeoutMs: 5_000,
};

const clockOf = ({ clock }: SimulatedClouds["sim"]): Clock => ({
  now: () => clock.now(),
  toWallMs: (spanMs) => spanMs / clock.scale,
  wallTimeOf: (at) => clock.toWallMs(at),
});

/** The real clients of both clouds before their simulators, with every right and no budget. */
export async function cloudsOf(
  simulated: SimulatedClouds,
  transport: Partial<TransportOptions> = {},
): Promise<Clouds & { readonly oci: OciCloud }> {
  const { azure, ociConfig, sim } = simulated;
  const { tenantId, subscriptionId, clientId, clientSecret } = azure.account;
  return {
    azure: await createAzureCloud({
      tenantId,
      subscriptionId,
      armEndpoint: azure.url,
      authorityHost: azure.url,
      credential: { kind: "client-secret", clientId, clientSecret },
      transport: { ...patient, ...transport },
      identity: "writer",
      clock: clockOf(sim),
    }),
    oci: await ociCloudOf(simulated, { kind: "config-file", file: ociConfig.file, profile: "DEFAULT" }, transport),
  };
}

/** A client of OCI alone, as whoever `auth` says. */
export function ociCloudOf(
  simulated: SimulatedClouds,
  auth: OciAuth,
  transport: Partial<TransportOptions> = {},
): Promise<OciCloud> {
  const { url } = simulated.oci;
  return createOciCloud({
    ...accountsOf(simulated).oci,
    endpoints: { iaas: url, identity: url, monitoring: url },
    auth,
    transport: { ...patient, ...transport },
    clock: clockOf(simulated.sim),
  });
}
