import { circuitId } from "../../../src/clouds/azure/arm-ids.ts";
import type { AzureCircuit } from "../../../src/clouds/azure/azure-resources.ts";
import { InterconnectError } from "../../../src/domain/errors.ts";
import type { PrivatePeeringFacts } from "../../../src/domain/link-facts.ts";
import type { Memo } from "../../../src/graph/step.ts";
import { azureCircuit } from "../../../src/steps/azure-circuit.ts";
import { azureGateway } from "../../../src/steps/azure-gateway.ts";
import { azureProviderProvisioned } from "../../../src/steps/azure-provider-provisioned.ts";
import { azureSteps } from "../../../src/steps/azure-steps.ts";
import type { CloudContext, Clouds } from "../../../src/steps/clouds.ts";

/** The parts under test are pure: whatever asks a cloud fails. */
const noClouds: Clouds = new Proxy<Clouds>(Object.create(null), {
  get(_target, name) {
    throw new Error(`asked for ${String(name)}`);
  },
});

const aContext = (memo: Memo = {}, more: Partial<CloudContext> = {}): CloudContext => ({
  clouds: noClouds,
  owner: { uid: "u", environment: "prod", seal: "s" },
  outputs: {},
  memo,
  sentAt: undefined,
  unfinished: undefined,
  signals: {},
  frozen: false,
  onlyLooks: false,
  now: 1_000_000,
  note: () => undefined,
  ...more,
});

const id = circuitId({ subscriptionId: "sub", resourceGroup: "links" }, "icb-1");

const aPeering = (change: Partial<PrivatePeeringFacts> = {}): PrivatePeeringFacts => ({
  state: "Enabled",
  azureAsn: 12076,
  peerAsn: 31898,
  primaryPrefix: "10.255.0.0/30",
  secondaryPrefix: "10.255.0.4/30",
  vlanId: 101,
  lastModifiedBy: "Customer",
  ...change,
});

const aCircuit = (change: Partial<AzureCircuit> = {}): AzureCircuit => ({
  id,
  tags: {},
  provisioningState: "Succeeded",
  circuitProvisioningState: "Enabled",
  serviceProviderProvisioningState: "NotProvisioned",
  bandwidthMbps: 1000,
  peeringLocation: "London",
  skuTier: "Standard",
  skuFamily: "MeteredData",
  serviceKeyFingerprint: "fp-1",
  peering: undefined,
  ...change,
});

const circuitParams = {
  id,
  location: "uksouth",
  peeringLocation: "London",
  bandwidthMbps: 1000,
  tier: "Standard",
  family: "MeteredData",
};
const gatewayParams = { id: `${id}-gw`, location: "uksouth", sku: "ErGw1AZ", vnetId: "/v", publicIpId: "/ip" };
const providerParams = { circuitId: id, primaryPrefix: "10.255.0.0/30", secondaryPrefix: "10.255.0.4/30" };

const failure = new InterconnectError({ code: "QuotaExceeded", kind: "blocked", message: "no more" });

describe("azure.circuit", () => {
  test.each([
    {
      name: "enabled with a real key",
      resource: aCircuit(),
      settled: { state: "done", outputs: { circuitId: id, serviceKeyFingerprint: "fp-1" } },
    },
    {
      name: "accepted",
      resource: aCircuit({ provisioningState: "Updating" }),
      settled: { state: "waiting", reason: "Azure is creating the circuit" },
    },
    {
      name: "still switched off",
      resource: aCircuit({ circuitProvisioningState: "Disabled" }),
      settled: { state: "waiting", reason: "Azure is switching the circuit on" },
    },
    {
      name: "without a key",
      resource: aCircuit({ serviceKeyFingerprint: undefined }),
      settled: { state: "waiting", reason: "Azure has not issued the service key yet" },
    },
    {
      name: "in a state nobody documented",
      resource: aCircuit({ provisioningState: "Migrating" }),
      settled: { state: "waiting", reason: "Azure shows the circuit as Migrating" },
    },
  ])("$name is told as it is", ({ resource, settled }) => {
    expect(azureCircuit.settled(circuitParams, { resource, failure: undefined }, aContext())).toEqual(settled);
  });

  test("a failed one is dead with the reason", () => {
    const resource = aCircuit({ provisioningState: "Failed" });
    expect(azureCircuit.settled(circuitParams, { resource, failure }, aContext())).toEqual({
      state: "dead",
      error: failure,
    });
  });

  test.each(["Provisioning", "Provisioned", "Deprovisioning", "Unheard"])("is not removed while %s", (state) => {
    const resource = aCircuit({ serviceProviderProvisioningState: state });
    const removal = azureCircuit.removal?.(circuitParams, { resource, failure: undefined }, aContext());
    expect(removal).toEqual({ state: "waiting", reason: expect.stringContaining(state) });
  });

  test("is removed once Oracle has let go, also when it has failed", () => {
    for (const provisioningState of ["Succeeded", "Failed"]) {
      const resource = aCircuit({ provisioningState });
      expect(azureCircuit.removal?.(circuitParams, { resource, failure: undefined }, aContext())).toBe("not-begun");
    }
  });

  test("is not removed twice", () => {
    const seen = { resource: aCircuit({ provisioningState: "Deleting" }), failure: undefined };
    const removal = azureCircuit.removal?.(circuitParams, seen, aContext());
    expect(removal).toEqual({ state: "waiting", reason: "Azure is removing the circuit" });
  });

  test("is dead when its removal failed", () => {
    const seen = { resource: aCircuit(), failure };
    const removal = azureCircuit.removal?.(circuitParams, seen, aContext({}, { sentAt: 1 }));
    expect(removal).toEqual({ state: "dead", error: failure });
  });

  test.each([
    { name: "nobody said Retry", memo: { failedAt: 500 }, signals: {}, sent: false },
    { name: "Retry was said before it failed", memo: { failedAt: 500 }, signals: { retry: { at: 400 } }, sent: false },
    { name: "Retry was said after it failed", memo: { failedAt: 500 }, signals: { retry: { at: 600 } }, sent: true },
  ])("a failed one is written back only on request: $name", ({ memo, signals, sent }) => {
    const seen = { resource: aCircuit({ provisioningState: "Failed" }), failure };
    const change = azureCircuit.sync?.(circuitParams, seen, aContext(memo, { signals }));
    expect(change?.what).toBe(sent ? "write the failed circuit back" : undefined);
  });

  test("a healthy one is never written again, whatever was said", () => {
    const seen = { resource: aCircuit(), failure: undefined };
    const signals = { retry: { at: 600 } };
    expect(azureCircuit.sync?.(circuitParams, seen, aContext({ failedAt: 500 }, { signals }))).toBeUndefined();
  });
});

describe("azure.gateway", () => {
  test.each([
    {
      provisioningState: "Updating",
      removal: { state: "waiting", reason: expect.stringContaining("cannot be stopped") },
    },
    { provisioningState: "Deleting", removal: { state: "waiting", reason: "Azure is removing the gateway" } },
    { provisioningState: "Succeeded", removal: "not-begun" },
    { provisioningState: "Failed", removal: "not-begun" },
  ])("its removal when $provisioningState", ({ provisioningState, removal }) => {
    const resource = { id: gatewayParams.id, provisioningState, sku: "ErGw1AZ", tags: {} };
    expect(azureGateway.removal?.(gatewayParams, { resource, failure: undefined }, aContext())).toEqual(removal);
  });
});

describe("azure.provider-provisioned that hears nothing from Oracle for 15 minutes", () => {
  const mark = { "interconnect-uid": "u", "interconnect-environment": "prod", "interconnect-seal": "s" };
  const tags = { ...mark, "interconnect-step": "oci.virtual-circuit" };
  const other = { id: "vc-1", name: "vc", tags, lifecycleState: "PROVISIONED", serviceKeyFingerprint: "fp-1" };

  async function afterAWhile(virtualCircuit: object | undefined) {
    const clouds = {
      azure: { readCircuit: () => Promise.resolve(aCircuit()) },
      oci: {
        virtualCircuits: {
          list: () => Promise.resolve(virtualCircuit === undefined ? [] : [virtualCircuit]),
          find: () => Promise.resolve(virtualCircuit),
        },
      },
    } as unknown as Clouds;
    const memo: Record<string, Memo[string]> = { unheardSince: 1_000_000 - 15 * 60_000 };
    const context = aContext(memo, { clouds, note: (patch) => Object.assign(memo, patch) });
    const seen = await azureProviderProvisioned.observe(providerParams, context);
    return azureProviderProvisioned.settled(providerParams, seen, context);
  }

  test.each([
    { name: "the virtual circuit is gone", virtualCircuit: undefined, words: "does not exist any more" },
    {
      name: "it has another key",
      virtualCircuit: { ...other, serviceKeyFingerprint: "fp-2" },
      words: "service key of another circuit",
    },
    { name: "it is inactive", virtualCircuit: { ...other, providerState: "INACTIVE" }, words: "INACTIVE on Microsoft" },
  ])("says that $name", async ({ virtualCircuit, words }) => {
    const settled = await afterAWhile(virtualCircuit);
    expect(settled).toMatchObject({ state: "dead", error: { code: "StateDrifted", kind: "blocked" } });
    expect(settled.state === "dead" && settled.error.message).toContain(words);
  });

  test("waits on when nothing explains it", async () => {
    expect(await afterAWhile({ ...other, providerState: "ACTIVE" })).toMatchObject({ state: "waiting" });
  });
});

describe("azure.provider-provisioned", () => {
  const settled = (circuit: AzureCircuit | undefined) =>
    azureProviderProvisioned.settled(providerParams, circuit, aContext());
  const provisioned = (peering: PrivatePeeringFacts | undefined) =>
    aCircuit({ serviceProviderProvisioningState: "Provisioned", peering });

  test.each([
    { state: "NotProvisioned", reason: "Azure has not heard from Oracle about the circuit yet" },
    { state: "Provisioning", reason: "Oracle is provisioning its side of the circuit" },
    { state: "Unheard", reason: "Azure shows Oracle's side of the circuit as Unheard" },
  ])("waits while $state", ({ state, reason }) => {
    expect(settled(aCircuit({ serviceProviderProvisioningState: state }))).toEqual({ state: "waiting", reason });
  });

  test.each([
    { name: "no peering", peering: undefined },
    { name: "no VLAN", peering: aPeering({ vlanId: undefined }) },
    { name: "a disabled peering", peering: aPeering({ state: "Disabled" }) },
  ])("waits while Azure shows $name", ({ peering }) => {
    expect(settled(provisioned(peering))).toMatchObject({ state: "waiting" });
  });

  test("is done with the planned addresses and a VLAN", () => {
    expect(settled(provisioned(aPeering()))).toEqual({ state: "done", outputs: { vlanId: 101 } });
  });

  test.each([
    { name: "other addresses", circuit: provisioned(aPeering({ primaryPrefix: "10.0.0.0/30" })), words: "10.0.0.0/30" },
    {
      name: "both addresses exchanged",
      circuit: provisioned(aPeering({ primaryPrefix: "10.255.0.4/30", secondaryPrefix: "10.255.0.0/30" })),
      words: "instead of the planned",
    },
    {
      name: "Oracle letting go",
      circuit: aCircuit({ serviceProviderProvisioningState: "Deprovisioning" }),
      words: "letting go",
    },
    { name: "no circuit", circuit: undefined, words: "disappeared" },
  ])("is dead with $name", ({ circuit, words }) => {
    const answer = settled(circuit);
    expect(answer).toMatchObject({ state: "dead", error: { code: "StateDrifted", kind: "blocked" } });
    expect(answer.state === "dead" && answer.error.message).toContain(words);
  });

  test.each([
    { name: "four minutes", since: 1_000_000 - 4 * 60_000, memo: {}, sent: false },
    { name: "five minutes", since: 1_000_000 - 5 * 60_000, memo: {}, sent: true },
    { name: "longer, and asked before", since: 0, memo: { refreshed: true }, sent: false },
  ])("asks Azure to look again when the peering has not shown for $name: $sent", ({ since, memo, sent }) => {
    const context = aContext({ withoutPeeringSince: since, ...memo });
    const change = azureProviderProvisioned.sync?.(providerParams, provisioned(undefined), context);
    expect(change !== undefined).toBe(sent);
  });
});

describe("all steps of Azure", () => {
  test("have kinds of their own", () => {
    const kinds = azureSteps.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds.every((kind) => /^azure\.[a-z-]+$/.test(kind))).toBe(true);
  });

  test("refuse stored params that do not fit", () => {
    for (const step of azureSteps) expect(() => step.usualMs({ nonsense: true }, "build")).toThrow(/nonsense/);
  });
});
