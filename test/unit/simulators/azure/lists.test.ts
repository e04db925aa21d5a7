import { type AzureWorld, FAST, STILL, startAzureWorld } from "./azure-world.ts";
import { aPublicIp, createCircuit, GROUP, LOCATION } from "./bodies.ts";

const namesOf = async (items: AsyncIterable<{ readonly name?: string }>): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const { name } of items) names.push(name ?? "");
  return names;
};

describe("lists of Azure", () => {
  let azure: AzureWorld;

  beforeEach(async () => {
    azure = await startAzureWorld({ account: { pageSize: 2 } });
    await azure.resources.resourceGroups.createOrUpdate(GROUP, { location: LOCATION, tags: { owner: "test" } });
  });

  afterEach(() => azure.close());

  test("come in pages that the SDK follows", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const { publicIPAddresses } = azure.network;
    await Promise.all(
      names.map((name) => publicIPAddresses.beginCreateOrUpdateAndWait(GROUP, name, aPublicIp(), FAST)),
    );
    expect(await namesOf(publicIPAddresses.list(GROUP))).toEqual(names);
    expect(await namesOf(publicIPAddresses.listAll())).toEqual(names);
    expect(await namesOf(azure.resources.resources.listByResourceGroup(GROUP))).toEqual(names);
    expect(azure.exchanges.some(({ request }) => request.url.includes("skiptoken=4"))).toBe(true);
  });

  test("name Oracle among the service providers with its locations and bandwidths", async () => {
    const found = [];
    for await (const provider of azure.network.expressRouteServiceProviders.list()) found.push(provider);
    const oracle = found.find(({ name }) => name === "Oracle Cloud FastConnect");
    expect(oracle?.peeringLocations).toContain("London");
    expect(oracle?.bandwidthsOffered?.map(({ valueInMbps }) => valueInMbps)).toEqual([1000, 2000, 5000, 10_000]);
  });

  test("tell rights and locks at a scope", async () => {
    azure.azure.account.missingPermissions = ["Microsoft.Network/connections/delete"];
    const scope = `/subscriptions/${azure.azure.account.subscriptionId}/resourceGroups/${GROUP}`;
    azure.azure.account.locks = [{ scope, name: "keep", level: "CanNotDelete" }];
    const { resources } = azure.resources;
    const rights = await resources.getById(`${scope}/providers/Microsoft.Authorization/permissions`, "2022-04-01");
    expect(rights).toMatchObject({ value: [{ actions: ["*"], notActions: ["Microsoft.Network/connections/delete"] }] });
    const locks = await resources.getById(`${scope}/providers/Microsoft.Authorization/locks`, "2020-05-01");
    expect(locks).toMatchObject({ value: [{ name: "keep", properties: { level: "CanNotDelete" } }] });
  });

  test("show tags, and a tag update keeps the rest", async () => {
    await createCircuit(azure);
    const { expressRouteCircuits } = azure.network;
    const tagged = await expressRouteCircuits.updateTags(GROUP, "circuit", { tags: { uid: "ic-1" } });
    expect(tagged).toMatchObject({ tags: { uid: "ic-1" }, provisioningState: "Succeeded" });
    expect((await azure.resources.resourceGroups.get(GROUP)).location).toBe(LOCATION);
  });

  test("say when a subscription writes too fast, in virtual time", async () => {
    await azure.close();
    azure = await startAzureWorld(STILL);
    const puts = Array.from({ length: 205 }, (_one, index) =>
      azure.resources.resourceGroups.createOrUpdate(`group-${index}`, { location: LOCATION }),
    );
    const refused = (await Promise.allSettled(puts)).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ reason: { statusCode: 429, code: "SubscriptionRequestsThrottled" } });
  });
});
