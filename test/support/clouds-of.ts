import { createHash } from "node:crypto";
import { createAzureCloud } from "../../src/clouds/azure/azure-cloud.ts";
import { createOciCloud } from "../../src/clouds/oci/oci-cloud.ts";
import type { TransportOptions } from "../../src/clouds/transport.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { Clouds } from "../../src/steps/clouds.ts";
import type { World } from "../simulators/world.ts";

/** The accounts of both simulated clouds, as an environment names them. */
export function accountsOf({ azure, oci, ociConfig }: Pick<World, "azure" | "oci" | "ociConfig">) {
  const { tenantId, subscriptionId } = azure.account;
  const compartmentId = oci.cloud.account.compartments[0]?.id ?? "";
  return {
    azure: { tenantId, subscriptionId, location: "uksouth" },
    oci: { tenancyId: ociConfig.tenancyId, region: ociConfig.region, compartmentId },
  };
}

/** The real clients of both clouds before their simulators, with every right and no budget. */
export async function cloudsOf(world: Pick<World, "azure" | "oci" | "ociConfig" | "sim">): Promise<Clouds> {
  const { azure, oci, ociConfig, sim } = world;
  const clock: Clock = {
    now: () => sim.clock.now(),
    toWallMs: (spanMs) => spanMs / sim.clock.scale,
    wallTimeOf: (at) => sim.clock.toWallMs(at),
  };
  const transport: TransportOptions = {
    budget: { take: () => Promise.resolve() },
    fingerprint: (secret) => createHash("sha256").update(secret).digest("hex").slice(0, 8),
    timeoutMs: 5_000,
  };
  const { tenantId, subscriptionId, clientId, clientSecret } = azure.account;
  return {
    azure: await createAzureCloud({
      tenantId,
      subscriptionId,
      armEndpoint: azure.url,
      authorityHost: azure.url,
      credential: { kind: "client-secret", clientId, clientSecret },
      transport,
      identity: "writer",
      clock,
    }),
    oci: await createOciCloud({
      ...accountsOf(world).oci,
      endpoints: { iaas: oci.url, identity: oci.url, monitoring: oci.url },
      auth: { kind: "config-file", file: ociConfig.file, profile: "DEFAULT" },
      transport,
      clock,
    }),
  };
}
