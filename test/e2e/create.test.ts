import { jest } from "@jest/globals";
import { idOf, wordsOf } from "../support/channel-view.ts";
import { everythingNew, withoutEntriesOf } from "../support/cloud-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene();

test("builds an interconnect with everything new, with the fewest calls that can do it", async () => {
  const { people, channel, clouds } = scene();
  const result = await people.builds(createLine("fresh", 1));
  expect(wordsOf(result)).toMatch(/^fresh is up/);
  expect(await clouds.madeFor("fresh")).toEqual(everythingNew);
  expect(clouds.changes().toSorted()).toEqual([
    "azure PUT connections 201",
    "azure PUT expressRouteCircuits 201",
    "azure PUT publicIPAddresses 201",
    "azure PUT resourceGroups 201",
    "azure PUT virtualNetworkGateways 201",
    "azure PUT virtualNetworks 201",
    "oci POST /drgAttachments 200",
    "oci POST /drgs 200",
    "oci POST /subnets 200",
    "oci POST /vcns 200",
    "oci POST /virtualCircuits 200",
    "oci PUT /routeTables/{id} 200",
  ]);
  expect(clouds.illegal()).toEqual([]);
  expect(channel.moments("fresh")).toEqual(["begun", "circuit/provisioned", "end"]);
});

test("tells the result in the channel too, and the card ends with it", async () => {
  const { people, channel } = scene();
  const end = channel.thread("fresh").at(-1);
  expect(end?.broadcast).toBe(true);
  const card = await people.sees(() => {
    const now = channel.card("fresh");
    return now !== undefined && wordsOf(now).startsWith("fresh is up") && now;
  });
  expect(wordsOf(card)).toContain("Both BGP sessions are up");
});

test("says nothing twice: every message of the product has an id of its own", () => {
  const ids = scene()
    .channel.fromBot()
    .flatMap((message) => idOf(message) ?? []);
  expect(ids.length).toBeGreaterThan(4);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([
  {
    what: "a VNet with its gateway and a VCN with its DRG",
    name: "joined",
    brought: { vnet: "vnet-edge", vcn: "vcn-joined" },
    recorded: ["VNet vnet-edge", "gateway gw-edge", "VCN vcn-joined", "DRG drg-core"],
    calls: [
      "azure PUT connections 201",
      "azure PUT expressRouteCircuits 201",
      "azure PUT resourceGroups 201",
      "oci POST /virtualCircuits 200",
      "oci PUT /routeTables/{id} 200",
    ],
  },
  {
    what: "a VNet with room for a gateway and a VCN without a DRG",
    name: "plain",
    brought: { vnet: "vnet-app", vcn: "vcn-app" },
    recorded: ["VNet vnet-app", "VCN vcn-app"],
    calls: [
      "azure PUT connections 201",
      "azure PUT expressRouteCircuits 201",
      "azure PUT publicIPAddresses 201",
      "azure PUT resourceGroups 201",
      "azure PUT subnets 201",
      "azure PUT virtualNetworkGateways 201",
      "oci POST /drgAttachments 200",
      "oci POST /drgs 200",
      "oci POST /virtualCircuits 200",
      "oci PUT /routeTables/{id} 200",
    ],
  },
])("joins $what and leaves what was brought as it was and on record", async ({ name, brought, recorded, calls }) => {
  const { people, clouds } = scene();
  const before = clouds.everything();
  const callsBefore = clouds.changes().length;
  const result = await people.builds(createLine(name, 3, brought));
  expect(wordsOf(result)).toMatch(new RegExp(`^${name} is up`));
  expect(clouds.changes().slice(callsBefore).toSorted()).toEqual(calls);
  const after = clouds.everything();
  const uid = await clouds.uidOf(name);
  for (const [id, row] of before) expect(withoutEntriesOf(uid, after.get(id))).toEqual(row);
  expect((await clouds.broughtTo(name)).map(({ what }) => what)).toEqual(recorded);
  expect(clouds.illegal()).toEqual([]);
});
