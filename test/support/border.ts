import { CountingProxy, type Crossed } from "./counting-proxy.ts";

/** The variables through which a product process reaches somebody, by who that is. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  redis: ["REDIS_URL"],
  azure: ["AZURE_ARM_ENDPOINT", "AZURE_AUTHORITY_HOST"],
  oci: ["OCI_IAAS_ENDPOINT", "OCI_IDENTITY_ENDPOINT", "OCI_MONITORING_ENDPOINT"],
  slack: ["SLACK_API_URL"],
};

/** Everything that one product process says to Redis, the clouds and Slack, and what it hears from them. */
export class Border {
  /** The environment of a process behind this border. */
  readonly env: Readonly<Record<string, string>>;
  private readonly proxies: readonly CountingProxy[];

  private constructor(env: Readonly<Record<string, string>>, proxies: readonly CountingProxy[]) {
    this.env = env;
    this.proxies = proxies;
  }

  static async around(env: Readonly<Record<string, string>>, crossed: Crossed): Promise<Border> {
    const inside: Record<string, string> = { ...env };
    const proxies: CountingProxy[] = [];
    for (const [service, names] of Object.entries(addresses)) {
      const [first = ""] = names;
      const { host } = new URL(env[first] ?? "");
      const proxy = await CountingProxy.start(service, () => host, crossed);
      proxies.push(proxy);
      for (const name of names) inside[name] = (env[name] ?? "").replace(host, proxy.host);
    }
    return new Border(inside, proxies);
  }

  async close(): Promise<void> {
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
  }
}
