import { aFabric, aVirtualCircuit, ID, KEY } from "./a-fabric.ts";

describe("a service key", () => {
  const wanted = { region: "uk-london-1", bandwidthMbps: 1000 };

  test("is good for its location and bandwidth", () => {
    const { fabric } = aFabric();
    expect(fabric.checkServiceKey(KEY, wanted)).toEqual({ ok: true, bandwidthMbps: 1000, peeringLocation: "London" });
  });

  test.each([
    { what: "unknown", key: "00000000-0000-0000-0000-000000000000", over: {}, problem: "unknown" },
    { what: "at another location", key: KEY, over: { region: "us-ashburn-1" }, problem: "wrong-location" },
    { what: "of another bandwidth", key: KEY, over: { bandwidthMbps: 2000 }, problem: "bandwidth-differs" },
  ])("is refused when it is $what", ({ key, over, problem }) => {
    const { fabric } = aFabric();
    expect(fabric.checkServiceKey(key, { ...wanted, ...over })).toEqual({ ok: false, problem });
  });

  test("is used by one virtual circuit until Azure shows NotProvisioned again", () => {
    const { clock, fabric } = aFabric();
    fabric.virtualCircuitCreated(aVirtualCircuit());
    expect(fabric.checkServiceKey(KEY, wanted)).toEqual({ ok: false, problem: "used" });
    expect(fabric.checkServiceKey(KEY, { ...wanted, id: ID })).toMatchObject({ ok: true });
    clock.advance(3_600_000);
    fabric.virtualCircuitDeleting(ID);
    clock.advance(fabric.durations["oci.virtual-circuit.delete"]);
    expect(fabric.checkServiceKey(KEY, wanted)).toEqual({ ok: false, problem: "used" });
    clock.advance(3_600_000);
    expect(fabric.checkServiceKey(KEY, wanted)).toMatchObject({ ok: true });
  });

  test("is refused when the world says so", () => {
    const { fabric } = aFabric();
    fabric.faults.set("key-refused");
    expect(fabric.checkServiceKey(KEY, wanted)).toEqual({ ok: false, problem: "refused" });
  });
});
