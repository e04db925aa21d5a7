import { afterEach, describe, expect, test } from "@jest/globals";
import { models, requests } from "oci-core";
import { eventually } from "../../../support/eventually.ts";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { aDrg, azureServiceId, circuitDetails } from "./requests.ts";

const anyType = requests.GetAllDrgAttachmentsRequest.AttachmentType.All;

const sessionUp = models.CrossConnectMappingDetails.Ipv4BgpStatus.Up;

let open: OciWorld | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

const start = async (clock?: string): Promise<OciWorld> => {
  open = await startOciWorld(clock);
  return open;
};

describe("an interconnect on the OCI side", () => {
  test("comes up through the real SDK, from the key to both sessions", async () => {
    const world = await start("600");
    const { network, fabric, compartmentId } = world;
    const serviceKey = world.addCircuit();
    const { vcn } = await network.createVcn({ createVcnDetails: { compartmentId, cidrBlocks: ["10.20.0.0/16"] } });
    const { drg } = await network.createDrg({ createDrgDetails: { compartmentId, displayName: "hub" } });
    expect([vcn.lifecycleState, drg.lifecycleState]).toEqual(["PROVISIONING", "PROVISIONING"]);
    await eventually(async () => {
      const [vcnNow, drgNow] = await Promise.all([
        network.getVcn({ vcnId: vcn.id }),
        network.getDrg({ drgId: drg.id }),
      ]);
      return (
        vcnNow.vcn.lifecycleState === models.Vcn.LifecycleState.Available &&
        drgNow.drg.lifecycleState === models.Drg.LifecycleState.Available
      );
    });
    const { drgAttachment } = await network.createDrgAttachment({
      createDrgAttachmentDetails: { drgId: drg.id, networkDetails: { type: "VCN", id: vcn.id } },
    });
    expect(drgAttachment.lifecycleState).toBe("ATTACHING");
    const createVirtualCircuitDetails = await circuitDetails(world, { gatewayId: drg.id, serviceKey });
    const { virtualCircuit } = await network.createVirtualCircuit({ createVirtualCircuitDetails });
    expect(virtualCircuit).toMatchObject({
      lifecycleState: "PENDING_PROVIDER",
      bgpSessionState: "DOWN",
      type: "PRIVATE",
    });

    const virtualCircuitId = virtualCircuit.id ?? "";
    const seen = new Set([virtualCircuit.lifecycleState]);
    await eventually(async () => {
      const { virtualCircuit: now } = await network.getVirtualCircuit({ virtualCircuitId });
      seen.add(now.lifecycleState);
      const { crossConnectMappingDetailsCollection } = await network.listCrossConnectMappings({ virtualCircuitId });
      return crossConnectMappingDetailsCollection.items.every(({ ipv4BgpStatus }) => ipv4BgpStatus === sessionUp);
    });
    expect([...seen]).toEqual(["PENDING_PROVIDER", "PROVISIONING", "PROVISIONED"]);
    expect(fabric.azureView(serviceKey)).toMatchObject({
      serviceProviderProvisioningState: "Provisioned",
      bgpUp: { primary: true, secondary: true },
    });
  });

  test("shows the circuit with everything a verifier compares", async () => {
    const world = await start();
    const serviceKey = world.addCircuit();
    const gatewayId = await aDrg(world);
    const createVirtualCircuitDetails = await circuitDetails(world, { gatewayId, serviceKey });
    const { virtualCircuit } = await world.network.createVirtualCircuit({ createVirtualCircuitDetails });
    const virtualCircuitId = virtualCircuit.id ?? "";
    expect(virtualCircuit.crossConnectMappings?.[0]?.vlan).toBeUndefined();
    world.pass(30);
    const { virtualCircuit: up } = await world.network.getVirtualCircuit({ virtualCircuitId });
    const vlan = world.fabric.azureView(serviceKey)?.peering?.vlanId;
    expect(up).toMatchObject({
      lifecycleState: "PROVISIONED",
      providerState: "ACTIVE",
      bgpSessionState: "UP",
      bgpAdminState: "ENABLED",
      oracleBgpAsn: 31_898,
      customerAsn: 12_076,
      ipMtu: "MTU_1500",
      providerServiceKeyName: serviceKey,
      crossConnectMappings: [
        { oracleBgpPeeringIp: "10.255.0.1/30", customerBgpPeeringIp: "10.255.0.2/30", vlan },
        { oracleBgpPeeringIp: "10.255.0.5/30", customerBgpPeeringIp: "10.255.0.6/30", vlan },
      ],
      virtualCircuitRedundancyMetadata: { ipv4bgpSessionRedundancyStatus: "CONFIGURATION_MATCH" },
    });
    const { drgRedundancyStatus } = await world.network.getDrgRedundancyStatus({ drgId: gatewayId });
    expect(drgRedundancyStatus.status).toBe("NOT_REDUNDANT_SINGLE_VIRTUALCIRCUIT");
  });

  test("gives the circuit an attachment of its own, listed under ALL only", async () => {
    const world = await start();
    const gatewayId = await aDrg(world);
    const details = await circuitDetails(world, { gatewayId, serviceKey: world.addCircuit() });
    await world.network.createVirtualCircuit({ createVirtualCircuitDetails: details });
    world.pass(2);
    const { compartmentId, network } = world;
    const byDefault = await network.listDrgAttachments({ compartmentId, drgId: gatewayId });
    const attachmentType = requests.ListDrgAttachmentsRequest.AttachmentType.All;
    const all = await network.listDrgAttachments({ compartmentId, drgId: gatewayId, attachmentType });
    const ids = await network.getAllDrgAttachments({ drgId: gatewayId, attachmentType: anyType });
    expect(byDefault.items).toEqual([]);
    expect(all.items).toMatchObject([{ lifecycleState: "ATTACHED", networkDetails: { type: "VIRTUAL_CIRCUIT" } }]);
    expect(ids.items).toEqual([{ id: all.items[0]?.id }]);
  });

  test("shows one dark link on its own mapping while the circuit still says UP", async () => {
    const world = await start();
    world.fabric.faults.set("bgp-never:secondary");
    const gatewayId = await aDrg(world);
    const details = await circuitDetails(world, { gatewayId, serviceKey: world.addCircuit() });
    const { virtualCircuit } = await world.network.createVirtualCircuit({ createVirtualCircuitDetails: details });
    world.pass(30);
    const virtualCircuitId = virtualCircuit.id ?? "";
    const { virtualCircuit: up } = await world.network.getVirtualCircuit({ virtualCircuitId });
    const { crossConnectMappingDetailsCollection } = await world.network.listCrossConnectMappings({ virtualCircuitId });
    expect(up.bgpSessionState).toBe("UP");
    expect(crossConnectMappingDetailsCollection.items.map((one) => one.ipv4BgpStatus)).toEqual(["UP", "DOWN"]);
    expect(up.virtualCircuitRedundancyMetadata?.ipv4bgpSessionRedundancyStatus).toBe("CONFIGURATION_MISMATCH");
  });

  test("tells what a key is good for before it is used", async () => {
    const world = await start();
    const providerServiceId = await azureServiceId(world);
    const providerServiceKeyName = world.addCircuit({ bandwidthMbps: 2000 });
    const { fastConnectProviderServiceKey } = await world.network.getFastConnectProviderServiceKey({
      providerServiceId,
      providerServiceKeyName,
    });
    expect(fastConnectProviderServiceKey).toEqual({
      name: providerServiceKeyName,
      bandwidthShapeName: "2 Gbps",
      peeringLocation: "London",
    });
    const shapes = await world.network.listFastConnectProviderVirtualCircuitBandwidthShapes({ providerServiceId });
    expect(shapes.items.map(({ name }) => name)).toEqual(["1 Gbps", "2 Gbps", "5 Gbps", "10 Gbps"]);
  });

  test("goes back to PROVISIONING and drops its sessions when its network is changed, not when its name is", async () => {
    const world = await start();
    const gatewayId = await aDrg(world);
    const details = await circuitDetails(world, { gatewayId, serviceKey: world.addCircuit() });
    const { virtualCircuit } = await world.network.createVirtualCircuit({ createVirtualCircuitDetails: details });
    const virtualCircuitId = virtualCircuit.id ?? "";
    world.pass(30);
    const update = (updateVirtualCircuitDetails: models.UpdateVirtualCircuitDetails) =>
      world.network.updateVirtualCircuit({ virtualCircuitId, updateVirtualCircuitDetails });
    const renamed = await update({ displayName: "renamed" });
    expect(renamed.virtualCircuit).toMatchObject({ lifecycleState: "PROVISIONED", bgpSessionState: "UP" });
    const otherDrg = await aDrg(world, "other");
    const moved = await update({ gatewayId: otherDrg });
    expect(moved.virtualCircuit).toMatchObject({
      lifecycleState: "PROVISIONING",
      bgpSessionState: "DOWN",
      gatewayId: otherDrg,
    });
    world.pass(30);
    const { virtualCircuit: after } = await world.network.getVirtualCircuit({ virtualCircuitId });
    expect(after).toMatchObject({ lifecycleState: "PROVISIONED", bgpSessionState: "UP", displayName: "renamed" });
    const attached = await world.network.getAllDrgAttachments({ drgId: otherDrg, attachmentType: anyType });
    expect(attached.items).toHaveLength(1);
  });

  test("is PROVISIONED with sessions down when BGP is disabled by hand", async () => {
    const world = await start();
    const gatewayId = await aDrg(world);
    const details = await circuitDetails(world, { gatewayId, serviceKey: world.addCircuit() });
    const { virtualCircuit } = await world.network.createVirtualCircuit({
      createVirtualCircuitDetails: {
        ...details,
        bgpAdminState: models.CreateVirtualCircuitDetails.BgpAdminState.Disabled,
      },
    });
    world.pass(30);
    const { virtualCircuit: up } = await world.network.getVirtualCircuit({ virtualCircuitId: virtualCircuit.id ?? "" });
    expect(up).toMatchObject({ lifecycleState: "PROVISIONED", bgpAdminState: "DISABLED", bgpSessionState: "DOWN" });
  });
});
