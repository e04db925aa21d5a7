import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { toOcid } from "../../../simulators/oci/ocid.ts";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { aDrg, aLivingCircuit, azureServiceId, circuitDetails, refusalOf } from "./requests.ts";

const unknownDrg = toOcid("drg", "uk-london-1", "nobody's");
const unknownKey = "00000000-0000-4000-8000-000000000000";
const first = { oracleBgpPeeringIp: "10.255.0.1/30", customerBgpPeeringIp: "10.255.0.2/30" };
const second = { oracleBgpPeeringIp: "10.255.0.5/30", customerBgpPeeringIp: "10.255.0.6/30" };

type Change = Readonly<Record<string, unknown>>;

let world: OciWorld;

const open = async () => {
  world = await startOciWorld();
  world.oci.seed({ drgs: [{ name: "hub" }] });
};

const close = async () => {
  await world.close();
};

const createWith = async (change: Change, circuit: Parameters<OciWorld["addCircuit"]>[0] = {}): Promise<string> => {
  const gatewayId = world.oci.cloud.drgs.all()[0]?.id ?? "";
  const details = await circuitDetails(world, { gatewayId, serviceKey: world.addCircuit(circuit) });
  const createVirtualCircuitDetails = { ...details, ...change };
  return refusalOf(world.network.createVirtualCircuit({ createVirtualCircuitDetails }));
};

const left = () => world.oci.cloud.virtualCircuits.all();

describe("createVirtualCircuit refuses, and makes nothing of,", () => {
  // Nothing is made, so one world serves every row.
  beforeAll(open);
  afterAll(close);

  test.each<{ name: string; change: Change; refused: string }>([
    { name: "no type", change: { type: undefined }, refused: "400 MissingParameter" },
    { name: "no provider", change: { providerServiceId: undefined }, refused: "400 MissingParameter" },
    { name: "no DRG", change: { gatewayId: undefined }, refused: "400 MissingParameter" },
    { name: "no key", change: { providerServiceKeyName: undefined }, refused: "400 MissingParameter" },
    { name: "no mappings", change: { crossConnectMappings: undefined }, refused: "400 MissingParameter" },
    {
      name: "a DRG that is not there",
      change: { gatewayId: unknownDrg },
      refused: "400 RelatedResourceNotAuthorizedOrNotFound",
    },
    {
      name: "a provider that is not there",
      change: { providerServiceId: toOcid("providerservice", "uk-london-1", "nobody") },
      refused: "400 RelatedResourceNotAuthorizedOrNotFound",
    },
    {
      name: "a compartment of another tenancy",
      change: { compartmentId: "ocid1.compartment.oc1..x" },
      refused: "404 NotAuthorizedOrNotFound",
    },
    { name: "a malformed key", change: { providerServiceKeyName: "secret" }, refused: "400 InvalidParameter" },
    {
      name: "an unknown key",
      change: { providerServiceKeyName: unknownKey },
      refused: "400 RelatedResourceNotAuthorizedOrNotFound",
    },
    {
      name: "another bandwidth than the key's",
      change: { bandwidthShapeName: "2 Gbps" },
      refused: "400 InvalidParameter",
    },
    {
      name: "a bandwidth that is not offered",
      change: { bandwidthShapeName: "100 Gbps" },
      refused: "400 InvalidParameter",
    },
    { name: "one mapping only", change: { crossConnectMappings: [first] }, refused: "400 InvalidParameter" },
    {
      name: "ends of two networks",
      change: { crossConnectMappings: [{ ...first, customerBgpPeeringIp: "10.255.9.2/30" }, second] },
      refused: "400 InvalidParameter",
    },
    {
      name: "a mask outside /28 to /31",
      change: {
        crossConnectMappings: [{ oracleBgpPeeringIp: "10.255.0.1/24", customerBgpPeeringIp: "10.255.0.2/24" }, second],
      },
      refused: "400 InvalidParameter",
    },
    {
      name: "a VLAN",
      change: { crossConnectMappings: [{ ...first, vlan: 100 }, second] },
      refused: "400 InvalidParameter",
    },
    {
      name: "a cross-connect",
      change: { crossConnectMappings: [{ ...first, crossConnectOrCrossConnectGroupId: "x" }, second] },
      refused: "400 InvalidParameter",
    },
    { name: "customerBgpAsn", change: { customerBgpAsn: 12_076 }, refused: "400 InvalidParameter" },
    { name: "publicPrefixes", change: { publicPrefixes: [] }, refused: "400 InvalidParameter" },
    { name: "routingPolicy", change: { routingPolicy: [] }, refused: "400 InvalidParameter" },
    { name: "remoteAccountId", change: { remoteAccountId: "1" }, refused: "400 InvalidParameter" },
    { name: "providerRemoteRegion", change: { providerRemoteRegion: "uksouth" }, refused: "400 InvalidParameter" },
    {
      name: "too many tags",
      change: { freeformTags: Object.fromEntries(Array.from("abcdefghijk", (k) => [k, ""])) },
      refused: "400 InvalidParameter",
    },
  ])("$name", async ({ change, refused }) => {
    expect(await createWith(change)).toBe(refused);
    expect(left()).toEqual([]);
  });
});

describe("createVirtualCircuit refuses", () => {
  beforeEach(open);
  afterEach(close);

  test("a key of a peering location that does not meet the region", async () => {
    expect(await createWith({}, { peeringLocation: "Tokyo" })).toBe("400 InvalidParameter");
  });

  test("a key that another circuit uses, which is no longer good to look at either", async () => {
    const { serviceKey } = await aLivingCircuit(world);
    expect(await createWith({ providerServiceKeyName: serviceKey })).toBe("409 Conflict");
    const providerServiceId = await azureServiceId(world);
    const look = (providerServiceKeyName: string) =>
      refusalOf(world.network.getFastConnectProviderServiceKey({ providerServiceId, providerServiceKeyName }));
    expect(await look(serviceKey)).toBe("404 NotAuthorizedOrNotFound");
    expect(await look(unknownKey)).toBe("404 NotAuthorizedOrNotFound");
    expect(await look(world.addCircuit())).toBe("not refused");
  });

  test("every key while the provider refuses them", async () => {
    world.fabric.faults.set("key-refused");
    expect(await createWith({})).toBe("400 InvalidParameter");
  });

  test("one circuit more than the service limit", async () => {
    world.oci.seed({ limits: { "virtual-circuit-count": 0 } });
    expect(await createWith({})).toBe("400 LimitExceeded");
  });

  test("a DRG that is not AVAILABLE yet", async () => {
    const { drg } = await world.network.createDrg({ createDrgDetails: { compartmentId: world.compartmentId } });
    const details = await circuitDetails(world, { gatewayId: drg.id, serviceKey: world.addCircuit() });
    expect(await refusalOf(world.network.createVirtualCircuit({ createVirtualCircuitDetails: details }))).toBe(
      "409 IncorrectState",
    );
  });

  test("nothing of what breaks later: swapped ends leave the sessions down", async () => {
    const swapped = { oracleBgpPeeringIp: "10.255.0.2/30", customerBgpPeeringIp: "10.255.0.1/30" };
    expect(await createWith({ crossConnectMappings: [swapped, second] })).toBe("not refused");
    world.pass(30);
    const [circuit] = left();
    const { items } = (await world.network.listCrossConnectMappings({ virtualCircuitId: circuit?.id ?? "" }))
      .crossConnectMappingDetailsCollection;
    expect(items.map(({ ipv4BgpStatus }) => ipv4BgpStatus)).toEqual(["DOWN", "UP"]);
  });
});

describe("every call is refused", () => {
  beforeEach(open);
  afterEach(close);

  test("with 404 where a policy is missing, whether or not the thing is there", async () => {
    const drgId = await aDrg(world);
    world.oci.seed({ denied: ["manage drgs"] });
    const createDrgDetails = { compartmentId: world.compartmentId };
    expect(await refusalOf(world.network.createDrg({ createDrgDetails }))).toBe("404 NotAuthorizedOrNotFound");
    expect(await refusalOf(world.network.deleteDrg({ drgId }))).toBe("404 NotAuthorizedOrNotFound");
    expect(await refusalOf(world.network.getDrg({ drgId }))).toBe("not refused");
    world.oci.seed({ denied: ["read drgs"] });
    expect(await refusalOf(world.network.getDrg({ drgId }))).toBe("404 NotAuthorizedOrNotFound");
  });

  test("with 404 NotFound on a path that OCI does not have here", async () => {
    expect(await refusalOf(world.network.listCpes({ compartmentId: world.compartmentId }))).toBe("404 NotFound");
  });

  test("with 400 for a field that the contract does not know", async () => {
    const createDrgDetails = { compartmentId: world.compartmentId, routeTableId: "" };
    expect(await refusalOf(world.network.createDrg({ createDrgDetails }))).toBe("400 CannotParseRequest");
  });
});
