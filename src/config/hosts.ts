import { isLoopback } from "./loopback.ts";
import type { Reader } from "./reader.ts";
import type { VariableName } from "./variables.ts";

/** An address that a variable names; undefined where the product goes to the service's own. */
export type NamedAddress = readonly [name: VariableName, address: string | undefined];

/** Another speed of time is for simulators on this machine. */
export function checkClock(scale: number, clouds: readonly NamedAddress[], reader: Reader): void {
  if (scale === 1 || clouds.every(([, address]) => address !== undefined && isLoopback(address))) return;
  reader.complain("INTERCONNECT_CLOCK", "may differ from 1 only when every cloud endpoint is a loopback address.");
}

/** Other hosts for real credentials are for simulators on this machine too, unless the operator says otherwise. */
export function checkHosts(addresses: readonly NamedAddress[], reader: Reader): void {
  if (reader.text("INTERCONNECT_ALLOW_CUSTOM_HOSTS") === "true") return;
  for (const [name, address] of addresses) {
    if (address === undefined || isLoopback(address) || isDefaultHost(address)) continue;
    reader.complain(name, "is not the service's own host; set INTERCONNECT_ALLOW_CUSTOM_HOSTS=true if that is meant.");
  }
}

const defaultHosts = [
  /^management\.azure\.com$/,
  /^login\.microsoftonline\.(?:com|us)$/,
  /\.oraclecloud\.com$/,
  /^(?:[a-z0-9-]+\.)?slack\.com$/,
  /^login\.botframework\.(?:com|azure\.us)$/,
  /^smba\.trafficmanager\.net$/,
  /^smba\.infra\.(?:gov|dod)\.teams\.microsoft\.us$/,
];

function isDefaultHost(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, protocol } = new URL(address);
  return protocol === "https:" && defaultHosts.some((host) => host.test(hostname));
}
