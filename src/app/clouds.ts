import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import { createAzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { OciAuth } from "../clouds/oci/oci-auth.ts";
import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import { createOciCloud } from "../clouds/oci/oci-cloud.ts";
import type { TransportOptions } from "../clouds/transport.ts";
import type { AzureConfig, Config, OciConfig } from "../config/load-config.ts";
import type { Clock } from "../domain/clock.ts";
import type { Environment } from "../domain/environment.ts";
import type { Clouds } from "../steps/clouds.ts";

/** The two clouds of each environment, opened when first needed and then kept. */
export class CloudsOfEnvironments {
  private readonly config: Config;
  private readonly clock: Clock;
  private readonly transport: TransportOptions;
  private readonly opened = new Map<string, Promise<Clouds>>();

  constructor(config: Config, clock: Clock, transport: TransportOptions) {
    this.config = config;
    this.clock = clock;
    this.transport = transport;
  }

  of(environment: Environment): Promise<Clouds> {
    const known = this.opened.get(environment.name);
    if (known) return known;
    const opening = this.open(environment);
    this.opened.set(environment.name, opening);
    // A failed opening (a key file that is not there yet) is tried again by the next one who asks.
    opening.catch(() => this.opened.delete(environment.name));
    return opening;
  }

  async close(): Promise<void> {
    const all = await Promise.allSettled(this.opened.values());
    for (const one of all) if (one.status === "fulfilled") one.value.oci.close();
  }

  private async open({ azure, oci }: Environment): Promise<Clouds> {
    const [azureCloud, ociCloud] = await Promise.all([this.openAzure(azure), this.openOci(oci)]);
    return { azure: azureCloud, oci: ociCloud };
  }

  private openAzure({ tenantId, subscriptionId }: Environment["azure"]): Promise<AzureCloud> {
    const { armEndpoint, authorityHost } = this.config.azure;
    return createAzureCloud({
      tenantId,
      subscriptionId,
      credential: azureCredential(this.config.azure),
      transport: this.transport,
      identity: "writer",
      clock: this.clock,
      ...(armEndpoint !== undefined && { armEndpoint }),
      ...(authorityHost !== undefined && { authorityHost }),
    });
  }

  private openOci({ tenancyId, region, compartmentId }: Environment["oci"]): Promise<OciCloud> {
    const { iaas, identity, monitoring } = this.config.oci.endpoints;
    return createOciCloud({
      tenancyId,
      region,
      compartmentId,
      auth: ociAuth(this.config.oci),
      transport: this.transport,
      clock: this.clock,
      endpoints: {
        ...(iaas !== undefined && { iaas }),
        ...(identity !== undefined && { identity }),
        ...(monitoring !== undefined && { monitoring }),
      },
    });
  }
}

function azureCredential({
  clientId,
  clientSecret,
}: AzureConfig): Parameters<typeof createAzureCloud>[0]["credential"] {
  if (clientId !== undefined && clientSecret) {
    return { kind: "client-secret", clientId, clientSecret: clientSecret.reveal() };
  }
  return { kind: "ambient", ...(clientId !== undefined && { clientId }) };
}

function ociAuth({ auth }: OciConfig): OciAuth {
  if (auth.kind === "instance-principal") return auth;
  return { kind: "config-file", file: auth.file ?? "~/.oci/config", profile: auth.profile };
}
