import { z } from "zod";

const port = z.int().min(1).max(65_535);
const portRange = z.strictObject({ min: port, max: port });
const ports = z.strictObject({
  destinationPortRange: portRange.exactOptional(),
  sourcePortRange: portRange.exactOptional(),
});

/** What rules of security lists and of network security groups have in common. */
export const ruleFields = {
  protocol: z.string().regex(/^(?:all|\d{1,3})$/u, "is not a protocol number or all"),
  isStateless: z.boolean().exactOptional(),
  description: z.string().max(255).exactOptional(),
  icmpOptions: z.strictObject({ type: z.int(), code: z.int().exactOptional() }).exactOptional(),
  tcpOptions: ports.exactOptional(),
  udpOptions: ports.exactOptional(),
};
