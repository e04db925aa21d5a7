const loopbackHosts = ["127.0.0.1", "localhost", "[::1]", "::1"];

/** True for a host that only this very machine reaches. */
export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.includes(host);
}

/** True for the address of something on this very machine. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && isLoopbackHost(new URL(address).hostname);
}
