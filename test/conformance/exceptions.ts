import type { Rule, Violation } from "./exchange.ts";

/** Something that the specifications forbid and Azure is known to take. */
export interface Exception {
  /** The operation's id in the specifications. */
  readonly operation: string;
  readonly rule: Rule;
  readonly message: string;
  readonly why: string;
}

const exceptions: readonly Exception[] = [
  {
    operation: "VirtualNetworkGatewayConnections_CreateOrUpdate",
    rule: "request body",
    message: "/properties/virtualNetworkGateway1 must have required property 'properties'",
    why: "the service and Microsoft's own SDK take the gateway by its id alone",
  },
];

/** The exception under which a violation falls. */
export function exceptionFor(operation: string, { rule, message }: Violation): Exception | undefined {
  return exceptions.find((one) => one.operation === operation && one.rule === rule && one.message === message);
}
