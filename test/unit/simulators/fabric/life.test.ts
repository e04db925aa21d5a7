import { aFabric, aJoinedFabric, aVirtualCircuit, ID, KEY } from "./a-fabric.ts";

const HOUR_MS = 3_600_000;

describe("a link comes up", () => {
  test("in the order and after the durations that were drawn", () => {
    const { clock, fabric } = aFabric();
    const d = fabric.durations;
    const azure = () => fabric.azureView(KEY);
    const oci = () => fabric.ociView(ID);
    fabric.virtualCircuitCreated(aVirtualCircuit());
    expect(oci()).toMatchObject({ lifecycleState: "PENDING_PROVIDER", providerState: "INACTIVE" });
    expect(azure()?.serviceProviderProvisioningState).toBe("NotProvisioned");

    clock.advance(d["oci.virtual-circuit.create"] - 1);
    expect(oci()?.lifecycleState).toBe("PROVISIONING");
    expect(azure()?.serviceProviderProvisioningState).toBe("Provisioning");
    clock.advance(1);
    expect(oci()).toMatchObject({ lifecycleState: "PROVISIONED", providerState: "ACTIVE", bgpSessionState: "DOWN" });

    clock.advance(d["azure.provider.provisioned"]);
    expect(azure()).toMatchObject({ serviceProviderProvisioningState: "Provisioned", peering: undefined });
    clock.advance(d["azure.provider.peering"]);
    const vlan = oci()?.mappings[0]?.vlan;
    expect(azure()?.peering).toMatchObject({ primaryPeerAddressPrefix: "10.255.0.0/30", vlanId: vlan });

    const first = Math.min(d["bgp.primary"], d["bgp.secondary"]);
    clock.advance(first);
    expect(Object.values(azure()?.bgpUp ?? {}).filter(Boolean)).toHaveLength(1);
    expect(oci()?.bgpSessionState).toBe("UP");
    clock.advance(Math.max(d["bgp.primary"], d["bgp.secondary"]) - first);
    expect(azure()?.bgpUp).toEqual({ primary: true, secondary: true });
    expect(oci()?.mappings.map(({ ipv4BgpStatus }) => ipv4BgpStatus)).toEqual(["UP", "UP"]);
  });

  test("never when the ends are swapped or the block is not a /30", () => {
    const links = {
      primary: { oracle: "10.255.0.2/30", customer: "10.255.0.1/30" },
      secondary: { oracle: "10.255.0.5/29", customer: "10.255.0.6/29" },
    };
    const { clock, fabric } = aFabric();
    fabric.virtualCircuitCreated(aVirtualCircuit({ links }));
    clock.advance(HOUR_MS);
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("Provisioned");
    expect(fabric.azureView(KEY)?.bgpUp).toEqual({ primary: false, secondary: false });
    expect(fabric.azureView(KEY)?.arp("primary")[0]?.macAddress).toBe("Incomplete");
  });

  test("announces what changes, in both directions, a little later", () => {
    const { clock, fabric } = aJoinedFabric();
    fabric.virtualCircuitAdvertises(ID, ["10.3.0.0/24"]);
    fabric.azureConnectionsChanged(KEY, {
      connections: 1,
      advertisedPrefixes: ["10.1.0.0/16"],
      gatewayAddresses: ["10.1.255.4"],
    });
    expect(fabric.azureView(KEY)?.learntPrefixes).toEqual(["10.2.0.0/24", "10.2.1.0/24"]);
    expect(fabric.ociView(ID)?.learntPrefixes).toEqual([]);
    clock.advance(fabric.durations["route.propagation"]);
    expect(fabric.azureView(KEY)?.learntPrefixes).toEqual(["10.3.0.0/24"]);
    expect(fabric.ociView(ID)?.learntPrefixes).toEqual(["10.1.0.0/16"]);
    expect(fabric.azureView(KEY)?.routes("primary")).toMatchObject([
      { network: "10.3.0.0/24", nextHop: "10.255.0.1", path: "31898" },
      { network: "10.1.0.0/16", nextHop: "10.1.255.4", path: "65515" },
    ]);
  });

  test("goes back to PROVISIONING and drops BGP when the bandwidth changes", () => {
    const { clock, fabric } = aJoinedFabric();
    fabric.virtualCircuitUpdated(ID, { bandwidthMbps: 2000 });
    expect(fabric.ociView(ID)).toMatchObject({ lifecycleState: "PROVISIONING", bgpSessionState: "DOWN" });
    clock.advance(HOUR_MS);
    expect(fabric.ociView(ID)).toMatchObject({
      lifecycleState: "PROVISIONED",
      bgpSessionState: "UP",
      bandwidthMbps: 2000,
    });
  });
});

describe("a link goes down", () => {
  test("at OCI first, and Azure sees it some time later", () => {
    const { clock, fabric } = aJoinedFabric();
    const d = fabric.durations;
    expect(fabric.virtualCircuitDeleting(ID)).toBe(true);
    expect(fabric.azureView(KEY)?.bgpUp).toEqual({ primary: false, secondary: false });
    clock.advance(d["oci.virtual-circuit.delete"]);
    expect(fabric.ociView(ID)?.lifecycleState).toBe("TERMINATED");
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("Provisioned");
    clock.advance(d["azure.provider.deprovisioned"] / 2);
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("Deprovisioning");
    expect(fabric.azureCircuitDeleting(KEY)).toBe(false);
    clock.advance(d["azure.provider.deprovisioned"]);
    expect(fabric.azureView(KEY)).toMatchObject({
      serviceProviderProvisioningState: "NotProvisioned",
      peering: undefined,
    });
    expect(fabric.azureCircuitDeleting(KEY)).toBe(true);
  });

  test("asking twice changes nothing", () => {
    const { clock, fabric } = aJoinedFabric();
    fabric.virtualCircuitDeleting(ID);
    clock.advance(fabric.durations["oci.virtual-circuit.delete"]);
    fabric.virtualCircuitDeleting(ID);
    clock.advance(HOUR_MS);
    expect(fabric.ociView(ID)?.lifecycleState).toBe("TERMINATED");
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("NotProvisioned");
  });

  test("while it is still coming up", () => {
    const { clock, fabric } = aFabric();
    fabric.virtualCircuitCreated(aVirtualCircuit());
    clock.advance(fabric.durations["azure.provider.provisioning"] + 1);
    fabric.virtualCircuitDeleting(ID);
    clock.advance(HOUR_MS);
    expect(fabric.ociView(ID)?.lifecycleState).toBe("TERMINATED");
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("NotProvisioned");
  });

  test("wrongly while a connection is left: FAILED, and deletable once it is gone", () => {
    const { clock, fabric } = aJoinedFabric();
    const none = { connections: 0, advertisedPrefixes: [], gatewayAddresses: [] };
    fabric.azureConnectionsChanged(KEY, { ...none, connections: 1 });
    expect(fabric.virtualCircuitDeleting(ID)).toBe(false);
    clock.advance(HOUR_MS);
    expect(fabric.ociView(ID)?.lifecycleState).toBe("FAILED");
    expect(fabric.azureView(KEY)?.serviceProviderProvisioningState).toBe("Provisioned");
    fabric.azureConnectionsChanged(KEY, none);
    expect(fabric.virtualCircuitDeleting(ID)).toBe(true);
    clock.advance(HOUR_MS);
    expect(fabric.ociView(ID)?.lifecycleState).toBe("TERMINATED");
  });

  test("leaves the states of both ends and of the sessions in the ledger", () => {
    const { clock, fabric, ledger } = aJoinedFabric();
    fabric.virtualCircuitDeleting(ID);
    clock.advance(HOUR_MS);
    const valuesOf = (kind: string) =>
      ledger.snapshot().states.flatMap(({ what, value }) => (what === kind ? [value] : []));
    expect(valuesOf("provider")).toEqual(["Provisioning", "Provisioned", "Deprovisioning", "NotProvisioned"]);
    expect(valuesOf("lifecycle").slice(-3)).toEqual(["PROVISIONED", "TERMINATING", "TERMINATED"]);
    for (const path of ["primary", "secondary"]) expect(valuesOf(`session ${path}`)).toEqual(["UP", "DOWN"]);
  });

  test("tells every state of a virtual circuit to whoever listens", () => {
    const { clock, fabric } = aFabric();
    const seen: string[] = [];
    fabric.onVirtualCircuitState((id, state) => seen.push(`${id === ID} ${state}`));
    fabric.virtualCircuitCreated(aVirtualCircuit());
    clock.advance(HOUR_MS);
    fabric.virtualCircuitDeleting(ID);
    clock.advance(HOUR_MS);
    expect(seen).toEqual([
      "true PENDING_PROVIDER",
      "true PROVISIONING",
      "true PROVISIONED",
      "true TERMINATING",
      "true TERMINATED",
    ]);
  });
});
