import type { HttpClient } from "@azure/core-rest-pipeline";

const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** True for an http address of this very machine: the only kind of address that needs no TLS. */
export function isLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && loopbackHosts.has(hostname);
}

/**
 * Sends what is addressed to Azure to a loopback address instead. The SDK refuses to send tokens over http, so it goes
 * on addressing Azure by https and only a copy of each request is turned aside: the SDK reads `request.url` again
 * afterwards, and must find there what it wrote. A proxy set for Azure is not asked for loopback addresses.
 */
export function loopbackTransport(inner: HttpClient, base: string): HttpClient {
  const { origin } = new URL(base);
  return {
    async sendRequest(request) {
      const { agent: _proxy, proxySettings: _settings, ...direct } = request;
      const { pathname, search } = new URL(request.url);
      const response = await inner.sendRequest({
        ...direct,
        url: `${origin}${pathname}${search}`,
        allowInsecureConnection: true,
      });
      return { ...response, request };
    },
  };
}
