import { blockContains, blocksOverlap, type Ipv4Block, parseBlock } from "../kit/ipv4.ts";
import { type ArmProblem, badRequest } from "./arm-problem.ts";

/** Subnets must lie in the space and apart from each other. */
export const subnetProblem = (
  network: string,
  space: readonly string[],
  subnets: readonly { readonly name: string; readonly prefix: string }[],
): ArmProblem | undefined => {
  const spaces = space.map(parseBlock).filter((block) => block !== undefined);
  const taken: { readonly name: string; readonly block: Ipv4Block }[] = [];
  for (const { name, prefix } of subnets) {
    const block = parseBlock(prefix);
    if (!block || !spaces.some((one) => blockContains(one, block)))
      return badRequest("NetcfgInvalidSubnet", `Subnet '${name}' is not valid in virtual network '${network}'.`);
    if (taken.some((one) => blocksOverlap(one.block, block)))
      return badRequest(
        "NetcfgSubnetRangesOverlap",
        `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${network}'.`,
      );
    taken.push({ name, block });
  }
  return undefined;
};
