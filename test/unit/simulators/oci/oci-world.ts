import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CircuitBreaker,
  type ClientConfiguration,
  ConfigFileAuthenticationDetailsProvider,
  DefaultRequestSigner,
  type HttpClient,
  NoRetryConfigurationDetails,
} from "oci-common";
import { VirtualNetworkClient } from "oci-core";
import { IdentityClient } from "oci-identity";
import { Fabric } from "../../../simulators/fabric/fabric.ts";
import { createWorld, type SimWorld } from "../../../simulators/kit/world.ts";
import { type OciConfig, writeOciConfig } from "../../../simulators/oci/oci-config.ts";
import { type OciSimulator, startOci } from "../../../simulators/oci/start.ts";

const CALL_TIMEOUT_MS = 5000;

/** One simulated OCI with the real SDK in front of it. */
export interface OciWorld {
  readonly world: SimWorld;
  readonly fabric: Fabric;
  readonly oci: OciSimulator;
  readonly config: OciConfig;
  readonly tenancyId: string;
  readonly compartmentId: string;
  readonly network: VirtualNetworkClient;
  readonly identity: IdentityClient;
  /** An ExpressRoute circuit made directly in the fabric; its service key. */
  addCircuit(circuit?: { readonly bandwidthMbps?: number; readonly peeringLocation?: string }): string;
  /** A network client that signs with the key of another configuration file. */
  networkAs(config: OciConfig): VirtualNetworkClient;
  /** Moves virtual time on. */
  pass(minutes: number): void;
  close(): Promise<void>;
}

const signedFetch = (provider: ConfigFileAuthenticationDetailsProvider): HttpClient => {
  const signer = new DefaultRequestSigner(provider);
  return {
    async send(request) {
      const { method, headers, uri, body } = request;
      await signer.signHttpRequest(request);
      const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
      return fetch(uri, { method, headers, signal, ...(body !== undefined && { body: String(body) }) });
    },
  };
};

const clientsOf = (config: OciConfig, url: string): Pick<OciWorld, "network" | "identity"> => {
  const provider = new ConfigFileAuthenticationDetailsProvider(config.file, "DEFAULT");
  const settings: ClientConfiguration = {
    retryConfiguration: NoRetryConfigurationDetails,
    circuitBreaker: new CircuitBreaker({ disableClientCircuitBreaker: true }),
  };
  const params = { httpClient: signedFetch(provider) };
  const network = new VirtualNetworkClient(params, settings);
  const identity = new IdentityClient(params, settings);
  network.endpoint = url;
  identity.endpoint = url;
  return { network, identity };
};

/** Starts everything; `close` it in `afterEach`. Time passes by `pass` only, or by a clock with a scale. */
export const startOciWorld = async (clock = "1"): Promise<OciWorld> => {
  const { warn } = console;
  // The SDK prints every refusal, and has no switch for it.
  console.warn = () => {};
  const dir = await mkdtemp(join(tmpdir(), "oci-"));
  const config = await writeOciConfig(dir);
  const world = createWorld({ clock });
  const fabric = new Fabric(world);
  const oci = await startOci({ ...world, fabric, apiKeys: [config] });
  const { network, identity } = clientsOf(config, oci.url);
  const opened = [network];
  let circuits = 0;
  return {
    world,
    fabric,
    oci,
    config,
    tenancyId: config.tenancyId,
    compartmentId: oci.cloud.account.compartments[0]?.id ?? "",
    network,
    identity,
    addCircuit: ({ bandwidthMbps = 1000, peeringLocation = "London" } = {}) => {
      circuits += 1;
      const serviceKey = world.rng.uuid(`circuit ${circuits}`);
      fabric.azureCircuitCreated({ serviceKey, name: `circuit-${circuits}`, peeringLocation, bandwidthMbps });
      return serviceKey;
    },
    networkAs: (other) => {
      const client = clientsOf(other, oci.url).network;
      opened.push(client);
      return client;
    },
    pass: (minutes) => world.clock.advance(minutes * 60_000),
    close: async () => {
      for (const client of opened) client.close();
      identity.close();
      console.warn = warn;
      await oci.close();
      world.clock.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
