import { aFabric, aJoinedFabric, aVirtualCircuit, ID, KEY } from "./a-fabric.ts";

const HOUR_MS = 3_600_000;
const HOLD_TIME_MS = 180_000;

describe("faults of the world", () => {
  test("a dark link drops its session at once and comes back after its own draw", () => {
    const { clock, fabric } = aJoinedFabric();
    fabric.faults.set("link-down:primary");
    expect(fabric.azureView(KEY)?.bgpUp).toEqual({ primary: false, secondary: true });
    expect(
      fabric
        .azureView(KEY)
        ?.arp("primary")
        .map((row) => row.interface),
    ).toEqual(["Microsoft"]);
    expect(fabric.azureView(KEY)?.routes("primary")).toEqual([]);
    expect(fabric.azureView(KEY)?.routesSummary("primary")).toMatchObject([{ statePfxRcd: "Idle", upDown: "Idle" }]);
    expect(fabric.ociView(ID)).toMatchObject({
      bgpSessionState: "UP",
      mappings: [{ ipv4BgpStatus: "DOWN" }, { ipv4BgpStatus: "UP" }],
    });
    fabric.faults.clear("link-down:primary");
    clock.advance(fabric.durations["bgp.primary"] - 1);
    expect(fabric.azureView(KEY)?.bgpUp.primary).toBe(false);
    clock.advance(1);
    expect(fabric.azureView(KEY)?.bgpUp.primary).toBe(true);
  });

  test("an incomplete ARP row shows now, and the session goes when its hold time is over", () => {
    const { clock, fabric } = aJoinedFabric();
    fabric.faults.flip("arp-incomplete:primary");
    expect(fabric.azureView(KEY)?.arp("primary")[0]?.macAddress).toBe("Incomplete");
    clock.advance(HOLD_TIME_MS - 1);
    expect(fabric.azureView(KEY)?.bgpUp.primary).toBe(true);
    clock.advance(1);
    expect(fabric.azureView(KEY)?.bgpUp.primary).toBe(false);
    fabric.faults.flip("arp-incomplete:primary");
    expect(fabric.azureView(KEY)?.arp("primary")[0]?.macAddress).not.toBe("Incomplete");
  });

  test.each([
    { name: "arp-empty:primary", rows: [] },
    { name: "arp-no-microsoft:primary", rows: ["On-Prem"] },
  ])("$name leaves the session alone", ({ name, rows }) => {
    const { fabric } = aJoinedFabric();
    fabric.faults.set(name);
    expect(
      fabric
        .azureView(KEY)
        ?.arp("primary")
        .map((row) => row.interface),
    ).toEqual(rows);
    expect(fabric.azureView(KEY)?.bgpUp.primary).toBe(true);
  });

  test("a session that never comes up leaves the other one alone", () => {
    const { clock, fabric } = aFabric();
    fabric.faults.set("bgp-never:secondary");
    fabric.virtualCircuitCreated(aVirtualCircuit());
    clock.advance(HOUR_MS);
    expect(fabric.azureView(KEY)?.bgpUp).toEqual({ primary: true, secondary: false });
  });

  test("lags can be set in place of the drawn ones", () => {
    const { clock, fabric } = aFabric();
    fabric.faults.set("provider-lag:7200000");
    fabric.faults.set("slow-deprovisioning:7200000");
    fabric.virtualCircuitCreated(aVirtualCircuit());
    clock.advance(HOUR_MS);
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("Provisioning");
    clock.advance(2 * HOUR_MS);
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("Provisioned");
    fabric.virtualCircuitDeleting(ID);
    clock.advance(HOUR_MS);
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("Provisioned");
    clock.advance(2 * HOUR_MS);
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("NotProvisioned");
  });

  test("a withheld peering comes with the next write of the circuit", () => {
    const { clock, fabric } = aFabric();
    fabric.faults.set("peering-missing");
    fabric.virtualCircuitCreated(aVirtualCircuit());
    clock.advance(HOUR_MS);
    expect(fabric.azureView(KEY)).toMatchObject({
      serviceProviderProvisioningState: "Provisioned",
      peering: undefined,
    });
    fabric.azureCircuitWritten(KEY, 1000);
    expect(fabric.azureView(KEY)?.peering?.state).toBe("Enabled");
    clock.advance(HOUR_MS);
    expect(fabric.azureView(KEY)?.bgpUp).toEqual({ primary: true, secondary: true });
  });

  test("prefixes go missing and appear", () => {
    const { fabric } = aJoinedFabric();
    fabric.faults.set("prefix-missing");
    fabric.faults.set("prefix-extra:0.0.0.0/0");
    expect(fabric.azureView(KEY)?.learntPrefixes).toEqual(["10.2.1.0/24", "0.0.0.0/0"]);
  });

  test("a hand-made peering takes the sessions down", () => {
    const { fabric } = aJoinedFabric();
    const peering = fabric.azureView(KEY)?.peering;
    expect(peering).toBeDefined();
    fabric.azurePeeringWritten(KEY, peering && { ...peering, primaryPeerAddressPrefix: "192.168.0.0/30" });
    expect(fabric.azureView(KEY)?.bgpUp).toEqual({ primary: false, secondary: true });
  });

  test("a wrong number of the peer keeps both sessions down, and a virtual circuit can fail", () => {
    const wrong = aFabric();
    wrong.fabric.faults.set("peer-asn-wrong");
    wrong.fabric.virtualCircuitCreated(aVirtualCircuit());
    wrong.clock.advance(HOUR_MS);
    expect(wrong.fabric.azureView(KEY)).toMatchObject({ peering: { peerASN: 65_001 }, bgpUp: { primary: false } });
    const failing = aFabric();
    failing.fabric.faults.set("virtual-circuit-fails");
    failing.fabric.virtualCircuitCreated(aVirtualCircuit());
    failing.clock.advance(HOUR_MS);
    expect(failing.fabric.ociView(ID)?.lifecycleState).toBe("FAILED");
  });

  test.each(["", "link-down", "link-down:both", "provider-lag:soon", "key-refused:yes", "toString", "prefix-extra:x"])(
    "%j is not one",
    (name) => {
      expect(() => aFabric().fabric.faults.set(name)).toThrow(RangeError);
    },
  );
});
