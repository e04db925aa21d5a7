import { OciError } from "oci-common";
import { models } from "oci-core";
import type { OciWorld } from "./oci-world.ts";

/** The provider service of Azure, found as a client finds it. */
export const azureServiceId = async ({ network, tenancyId }: OciWorld): Promise<string> => {
  const { items } = await network.listFastConnectProviderServices({ compartmentId: tenancyId });
  const azure = items.find(
    (one) => one.providerName === "Microsoft Azure" && one.providerServiceName === "ExpressRoute",
  );
  return azure?.id ?? "";
};

/** A DRG that is AVAILABLE. */
export const aDrg = async ({ network, compartmentId, pass }: OciWorld, displayName = "hub"): Promise<string> => {
  const { drg } = await network.createDrg({ createDrgDetails: { compartmentId, displayName } });
  pass(2);
  return drg.id;
};

/** The body of a virtual circuit that OCI accepts, once it names a DRG and a key. */
export const circuitDetails = async (
  world: OciWorld,
  given: { readonly gatewayId: string; readonly serviceKey: string },
): Promise<models.CreateVirtualCircuitDetails> => ({
  compartmentId: world.compartmentId,
  type: models.CreateVirtualCircuitDetails.Type.Private,
  displayName: "ic-prod",
  gatewayId: given.gatewayId,
  bandwidthShapeName: "1 Gbps",
  providerServiceId: await azureServiceId(world),
  providerServiceKeyName: given.serviceKey,
  crossConnectMappings: [
    { oracleBgpPeeringIp: "10.255.0.1/30", customerBgpPeeringIp: "10.255.0.2/30" },
    { oracleBgpPeeringIp: "10.255.0.5/30", customerBgpPeeringIp: "10.255.0.6/30" },
  ],
  freeformTags: { owner: "interconnect-bot" },
});

/** A virtual circuit with both sessions up, its DRG and its service key. */
export const aLivingCircuit = async (
  world: OciWorld,
): Promise<{ readonly circuitId: string; readonly gatewayId: string; readonly serviceKey: string }> => {
  const serviceKey = world.addCircuit();
  const gatewayId = await aDrg(world);
  const createVirtualCircuitDetails = await circuitDetails(world, { gatewayId, serviceKey });
  const { virtualCircuit } = await world.network.createVirtualCircuit({ createVirtualCircuitDetails });
  world.pass(30);
  return { circuitId: virtualCircuit.id ?? "", gatewayId, serviceKey };
};

/** What a call was refused with, as `status code`. */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (problem) {
    return problem instanceof OciError ? `${problem.statusCode} ${problem.serviceCode}` : "no answer";
  }
  return "not refused";
};
