import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { aDrg, circuitDetails, refusalOf } from "./requests.ts";

const DAY_MINUTES = 24 * 60;

let world: OciWorld;

beforeEach(async () => {
  world = await startOciWorld();
});

afterEach(async () => {
  await world.close();
});

const circuitsInLedger = () => world.world.ledger.snapshot().resources.filter(({ type }) => type === "virtualcircuit");

describe("opc-retry-token", () => {
  test("leads a create whose answer was lost back to the one circuit", async () => {
    const gatewayId = await aDrg(world);
    const createVirtualCircuitDetails = await circuitDetails(world, { gatewayId, serviceKey: world.addCircuit() });
    world.world.faults.add({
      match: { service: "oci", method: "POST", path: "/virtualCircuits$", times: 1 },
      effect: { kind: "dropAfter" },
    });
    const create = () =>
      world.network.createVirtualCircuit({ createVirtualCircuitDetails, opcRetryToken: "ic-1/vc/1" });
    expect(await refusalOf(create())).toBe("no answer");
    world.pass(1);
    const first = await create();
    const second = await create();
    expect(second.virtualCircuit.id).toBe(first.virtualCircuit.id);
    expect(circuitsInLedger()).toHaveLength(1);
    const { items } = await world.network.listVirtualCircuits({ compartmentId: world.compartmentId });
    expect(items.map(({ id }) => id)).toEqual([first.virtualCircuit.id]);
  });

  test("is invalidated by the deletion of what it made", async () => {
    const createDrgDetails = { compartmentId: world.compartmentId, displayName: "hub" };
    const create = () => world.network.createDrg({ createDrgDetails, opcRetryToken: "ic-1/drg/1" });
    const { drg } = await create();
    world.pass(2);
    await world.network.deleteDrg({ drgId: drg.id });
    expect(await refusalOf(create())).toBe("409 InvalidatedRetryToken");
    world.pass(DAY_MINUTES / 2);
    expect(await refusalOf(create())).toBe("409 InvalidatedRetryToken");
  });

  test("is refused with another body", async () => {
    const create = (displayName: string) =>
      world.network.createDrg({
        createDrgDetails: { compartmentId: world.compartmentId, displayName },
        opcRetryToken: "ic-1/drg/1",
      });
    await create("hub");
    expect(await refusalOf(create("spoke"))).toBe("409 InvalidatedRetryToken");
  });

  test("is forgotten after 24 hours of virtual time", async () => {
    const createDrgDetails = { compartmentId: world.compartmentId, displayName: "hub" };
    const create = () => world.network.createDrg({ createDrgDetails, opcRetryToken: "ic-1/drg/1" });
    const first = await create();
    world.pass(DAY_MINUTES - 1);
    const repeated = await create();
    world.pass(2);
    const second = await create();
    expect(repeated.drg.id).toBe(first.drg.id);
    expect(second.drg.id).not.toBe(first.drg.id);
  });

  test("may not be longer than 64 characters", async () => {
    const createDrgDetails = { compartmentId: world.compartmentId };
    const create = world.network.createDrg({ createDrgDetails, opcRetryToken: "x".repeat(65) });
    expect(await refusalOf(create)).toBe("400 InvalidParameter");
  });
});
