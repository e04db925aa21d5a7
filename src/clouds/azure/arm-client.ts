import { NetworkManagementClient } from "@azure/arm-network";
import { ResourceManagementClient } from "@azure/arm-resources";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  logPolicyName,
  redirectPolicyName,
} from "@azure/core-rest-pipeline";
import type { Clock } from "../../domain/clock.ts";
import { InterconnectError } from "../../domain/errors.ts";
import type { Fingerprint, TransportOptions } from "../transport.ts";
import { type ArmCall, describeCall } from "./arm-call.ts";
import { armChanges } from "./arm-changes.ts";
import { armTransport } from "./arm-transport.ts";
import { provesAbsence, toAzureError } from "./azure-errors.ts";
import { retryAfterOf } from "./azure-problem.ts";
import { type AzureCredentialSettings, createCredential } from "./credential.ts";
import { isLoopback, loopbackTransport } from "./loopback-transport.ts";

/** How to reach one Azure subscription, and as whom. */
export interface AzureOptions {
  readonly tenantId: string;
  readonly subscriptionId: string;
  /** Azure Resource Manager's address; absent: the public cloud's. An http address must be this machine's. */
  readonly armEndpoint?: string;
  /** Microsoft Entra's address; absent: the public cloud's. */
  readonly authorityHost?: string;
  readonly credential: AzureCredentialSettings;
  readonly transport: TransportOptions;
  readonly identity: "reader" | "writer";
  readonly clock: Clock;
}

export interface ArmRequest {
  readonly method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
  /** An ARM path, or a URL that Azure handed out. */
  readonly target: string;
  /** Absent for URLs, which bring their own. */
  readonly apiVersion?: string;
  readonly body?: unknown;
}

export interface ArmAnswer {
  readonly status: number;
  readonly body: unknown;
  /** `Azure-AsyncOperation`: where the operation's status is told. */
  readonly statusUrl: string | undefined;
  /** `Location`: where the operation's result will be. */
  readonly resultUrl: string | undefined;
  readonly retryAfterMs: number;
}

const publicArm = "https://management.azure.com";
/** What the SDK must not do on its own: try again, follow redirects, log bodies. */
const unwanted = ["defaultRetryPolicy", redirectPolicyName, logPolicyName];

interface SdkClients {
  readonly network: NetworkManagementClient;
  readonly resources: ResourceManagementClient;
}

/**
 * The SDK's clients for one subscription, over one pipeline with our transport beneath it. Everything of
 * `src/clouds/azure` calls Azure through this, and nothing else loads the SDK.
 */
export class ArmClient {
  readonly subscriptionId: string;
  readonly fingerprint: Fingerprint;
  readonly clock: Clock;
  private readonly options: AzureOptions;
  private readonly origin: string;
  private clients: SdkClients | undefined;

  constructor(options: AzureOptions) {
    const { subscriptionId, armEndpoint = publicArm, transport, clock } = options;
    if (!isLoopback(armEndpoint)) requireTls(armEndpoint);
    this.options = options;
    this.origin = isLoopback(armEndpoint) ? publicArm : new URL(armEndpoint).origin;
    this.subscriptionId = subscriptionId;
    this.fingerprint = transport.fingerprint;
    this.clock = clock;
  }

  get network(): NetworkManagementClient {
    return this.connected().network;
  }

  get resources(): ResourceManagementClient {
    return this.connected().resources;
  }

  /** Runs calls of the SDK's typed clients; their failures become ours. */
  async ask<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (thrown) {
      throw this.failure(thrown, describeCall("GET", requestUrl(thrown) ?? this.origin));
    }
  }

  /** Like `ask`, for one resource: undefined when Azure says that exactly this does not exist. */
  async find<T>(read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.ask(read);
    } catch (thrown) {
      if (thrown instanceof InterconnectError && provesAbsence(thrown)) return undefined;
      throw thrown;
    }
  }

  /** All items of a paged listing. */
  collect<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
    return this.ask(async () => {
      const items: T[] = [];
      for await (const item of pages) items.push(item);
      return items;
    });
  }

  /** Sends one request as it is, without the SDK's pollers. */
  async send({ method, target, apiVersion, body }: ArmRequest): Promise<ArmAnswer> {
    const url = new URL(target, this.origin);
    if (apiVersion !== undefined) url.searchParams.set("api-version", apiVersion);
    const headers = createHttpHeaders({ accept: "application/json" });
    if (body !== undefined) headers.set("content-type", "application/json; charset=utf-8");
    const request = createPipelineRequest({
      method,
      url: url.href,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const call = describeCall(method, url.href);
    try {
      const response = await this.network.sendRequest(request);
      if (response.status >= 300) throw toAzureError({ response }, call);
      return {
        status: response.status,
        body: response.bodyAsText ? (JSON.parse(response.bodyAsText) as unknown) : undefined,
        statusUrl: response.headers.get("azure-asyncoperation"),
        resultUrl: response.headers.get("location"),
        retryAfterMs: retryAfterOf(response.headers.get("retry-after")) ?? 0,
      };
    } catch (thrown) {
      throw this.failure(thrown, call);
    }
  }

  /** A refused token is forgotten with the clients that cache it, so that a Retry asks for a new one. */
  private failure(thrown: unknown, call: ArmCall): InterconnectError {
    const error = toAzureError(thrown, call);
    if (error.code === "CredentialsRefused") this.clients = undefined;
    return error;
  }

  private connected(): SdkClients {
    this.clients ??= connect(this.options, this.origin);
    return this.clients;
  }
}

function connect(options: AzureOptions, origin: string): SdkClients {
  const { subscriptionId, armEndpoint = publicArm, transport, identity } = options;
  const plain = createDefaultHttpClient();
  const toArm = (client: HttpClient) => (isLoopback(armEndpoint) ? loopbackTransport(client, armEndpoint) : client);
  const ways = { reads: toArm(plain), anew: () => toArm(createDefaultHttpClient()), changes: toArm(armChanges) };
  const httpClient = armTransport({ ...ways, origin, subscriptionId, identity, transport });
  const credential = createCredential({ ...options, settings: options.credential, inner: plain });
  const common = { endpoint: origin, httpClient, userAgentOptions: { userAgentPrefix: "interconnect-bot" } };
  const network = new NetworkManagementClient(credential, subscriptionId, common);
  const { pipeline } = network;
  for (const name of unwanted) pipeline.removePolicy({ name });
  // One pipeline for both, so that one token serves both.
  return { network, resources: new ResourceManagementClient(credential, subscriptionId, { ...common, pipeline }) };
}

function requireTls(endpoint: string): void {
  if (new URL(endpoint).protocol === "https:") return;
  throw new InterconnectError({
    code: "ConfigInvalid",
    kind: "fatal",
    message: `AZURE_ARM_ENDPOINT must be an https address, or an http address of this machine: ${endpoint}`,
  });
}

function requestUrl(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("request" in thrown)) return undefined;
  const { request } = thrown;
  if (typeof request !== "object" || request === null || !("url" in request)) return undefined;
  return typeof request.url === "string" ? request.url : undefined;
}
