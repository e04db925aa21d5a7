import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { aDrg, aLivingCircuit, circuitDetails, refusalOf } from "./requests.ts";

let world: OciWorld;

beforeEach(async () => {
  world = await startOciWorld();
});

afterEach(async () => {
  await world.close();
});

const stateOf = async (virtualCircuitId: string) =>
  (await world.network.getVirtualCircuit({ virtualCircuitId })).virtualCircuit.lifecycleState;

const connectionsOf = (serviceKey: string, connections: number) =>
  world.fabric.azureConnectionsChanged(serviceKey, { connections, advertisedPrefixes: [], gatewayAddresses: [] });

const illegalCalls = () => world.world.ledger.snapshot().illegalCalls;

test("a subnet with a machine in it is listed with its address, and not deleted", async () => {
  const { network, oci } = world;
  const { shop: subnetId = "" } = oci.seed({
    vcns: [{ name: "net", cidrBlocks: ["10.30.0.0/16"], subnets: [{ name: "shop", cidrBlock: "10.30.1.0/24" }] }],
    addresses: [{ subnet: "shop", ipAddress: "10.30.1.9" }],
  });
  const { items } = await network.listPrivateIps({ subnetId });
  expect(items.map(({ ipAddress }) => ipAddress)).toEqual(["10.30.1.9"]);
  expect(await refusalOf(network.deleteSubnet({ subnetId }))).toBe("409 Conflict");
});

describe("deleting a virtual circuit", () => {
  test("goes by TERMINATING and TERMINATED to 404, and takes its attachment and its bill along", async () => {
    const { circuitId, gatewayId, serviceKey } = await aLivingCircuit(world);
    await world.network.deleteVirtualCircuit({ virtualCircuitId: circuitId });
    expect(await stateOf(circuitId)).toBe("TERMINATING");
    expect(world.fabric.azureView(serviceKey)?.bgpUp).toEqual({ primary: false, secondary: false });
    world.pass(6);
    expect(await stateOf(circuitId)).toBe("TERMINATED");
    expect(await refusalOf(world.network.deleteDrg({ drgId: gatewayId }))).toBe("not refused");
    world.pass(15);
    expect(await refusalOf(stateOf(circuitId))).toBe("404 NotAuthorizedOrNotFound");
    expect(world.fabric.azureView(serviceKey)?.serviceProviderProvisioningState).toBe("NotProvisioned");
    const { remaining, bills } = world.world.ledger.snapshot();
    expect(remaining).toEqual([]);
    expect(bills).toMatchObject([{ item: "FastConnect port", id: circuitId, untilMs: expect.any(Number) }]);
    expect(illegalCalls()).toEqual([]);
  });

  test("in the wrong order ends in FAILED, is written down, and works once the connections are gone", async () => {
    const { circuitId, serviceKey } = await aLivingCircuit(world);
    connectionsOf(serviceKey, 1);
    await world.network.deleteVirtualCircuit({ virtualCircuitId: circuitId });
    world.pass(6);
    expect(await stateOf(circuitId)).toBe("FAILED");
    expect(illegalCalls()).toMatchObject([{ operation: "DELETE /virtualCircuits/{id}", target: circuitId }]);
    connectionsOf(serviceKey, 0);
    await world.network.deleteVirtualCircuit({ virtualCircuitId: circuitId });
    world.pass(6);
    expect(await stateOf(circuitId)).toBe("TERMINATED");
    expect(illegalCalls()).toHaveLength(1);
  });

  test("is refused while it is PROVISIONING, and a second time", async () => {
    const gatewayId = await aDrg(world);
    const details = await circuitDetails(world, { gatewayId, serviceKey: world.addCircuit() });
    const { virtualCircuit } = await world.network.createVirtualCircuit({ createVirtualCircuitDetails: details });
    const virtualCircuitId = virtualCircuit.id ?? "";
    const destroy = () => refusalOf(world.network.deleteVirtualCircuit({ virtualCircuitId }));
    world.pass(1);
    expect(await destroy()).toBe("409 IncorrectState");
    world.pass(30);
    expect(await destroy()).toBe("not refused");
    expect(await destroy()).toBe("409 IncorrectState");
  });

  test("ends a circuit that the provider failed", async () => {
    world.fabric.faults.set("virtual-circuit-fails");
    const { circuitId } = await aLivingCircuit(world);
    expect(await stateOf(circuitId)).toBe("FAILED");
    await world.network.deleteVirtualCircuit({ virtualCircuitId: circuitId });
    world.pass(6);
    expect(await stateOf(circuitId)).toBe("TERMINATED");
  });
});

describe("deleting a DRG", () => {
  test("is refused and written down while anything is attached", async () => {
    const ids = world.oci.seed({
      vcns: [{ name: "app", cidrBlocks: ["10.20.0.0/16"] }],
      drgs: [{ name: "hub", attachedVcns: ["app"] }],
    });
    const drgId = ids["hub"] ?? "";
    expect(await refusalOf(world.network.deleteDrg({ drgId }))).toBe("409 IncorrectState");
    const { items } = await world.network.listDrgAttachments({ compartmentId: world.compartmentId, drgId });
    await world.network.deleteDrgAttachment({ drgAttachmentId: items[0]?.id ?? "" });
    expect(await refusalOf(world.network.deleteDrg({ drgId }))).toBe("409 IncorrectState");
    world.pass(2);
    expect(await refusalOf(world.network.deleteDrg({ drgId }))).toBe("not refused");
    expect(illegalCalls().map(({ target }) => target)).toEqual([drgId, drgId]);
  });

  test("is refused while a route table has it as a target", async () => {
    const ids = world.oci.seed({
      vcns: [{ name: "app", cidrBlocks: ["10.20.0.0/16"], routeTables: ["private"] }],
      drgs: [{ name: "hub", attachedVcns: ["app"] }],
    });
    const [drgId, rtId] = [ids["hub"] ?? "", ids["private"] ?? ""];
    const write = (destinations: readonly string[]) =>
      world.network.updateRouteTable({
        rtId,
        updateRouteTableDetails: {
          routeRules: destinations.map((destination) => ({ destination, networkEntityId: drgId })),
        },
      });
    await write(["10.1.0.0/16"]);
    const { items } = await world.network.listDrgAttachments({ compartmentId: world.compartmentId, drgId });
    await world.network.deleteDrgAttachment({ drgAttachmentId: items[0]?.id ?? "" });
    world.pass(2);
    expect(await refusalOf(world.network.deleteDrg({ drgId }))).toBe("409 IncorrectState");
    await write([]);
    expect(await refusalOf(world.network.deleteDrg({ drgId }))).toBe("not refused");
  });
});

describe("deleting a VCN", () => {
  test("is refused until it is empty", async () => {
    const ids = world.oci.seed({
      vcns: [{ name: "app", cidrBlocks: ["10.20.0.0/16"], subnets: [{ name: "db", cidrBlock: "10.20.1.0/24" }] }],
    });
    const vcnId = ids["app"] ?? "";
    expect(await refusalOf(world.network.deleteVcn({ vcnId }))).toBe("409 IncorrectState");
    await world.network.deleteSubnet({ subnetId: ids["db"] ?? "" });
    world.pass(1);
    expect(await refusalOf(world.network.deleteVcn({ vcnId }))).toBe("not refused");
    world.pass(1);
    expect((await world.network.getVcn({ vcnId })).vcn.lifecycleState).toBe("TERMINATED");
  });
});
