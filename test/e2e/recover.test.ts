import { jest } from "@jest/globals";
import { wordsOf } from "../support/channel-view.ts";
import { everythingNew } from "../support/cloud-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

/** All that the product remembers is lost; it starts again with nothing. */
async function losesRedis(): Promise<void> {
  const { programs, redis } = scene();
  await Promise.all(programs.splice(0).map(({ child }) => child.kill()));
  await redis.flushall();
  await scene().start();
}

const scene = useScene({
  clock: "300",
  environments: {
    prod: { soakMinutes: 1, policy: { recoverers: ["slack:T0CONTOSO/U0SAM"] } },
  },
});

test("with Redis lost for good, links are found by their tags, taken back, verified and taken down", async () => {
  const { people, channel, clouds, redis } = scene();
  const before = new Map(clouds.everything());
  await people.builds(createLine("lost", 1, { vnet: "vnet-edge", vcn: "vcn-joined" }));
  const uid = await clouds.uidOf("lost");
  const made = clouds.changes().length;

  await losesRedis();
  const nothing = await people.hears("sam", /./, () => people.types("sam", "status lost"));
  expect(nothing).toMatch(/^There is no interconnect "lost"/);
  const refused = await people.hears("dana", /./, () => people.types("dana", "recover prod"));
  expect(refused).toMatch(/^You may not take interconnects back in prod/);
  const found = await people.hears("sam", /taken back/, () => people.types("sam", "recover prod"));
  expect(found).toMatch(/^1 interconnect can be taken back in prod/);
  expect(found).toContain(`lost (${uid}): all of it is there`);
  expect(await redis.exists("ic:names")).toBe(0);
  await people.hears("sam", /is taken back/, () => people.types("sam", "recover prod confirm=lost"));
  const card = await people.sees(() => {
    const newest = channel.card("lost");
    return newest !== undefined && wordsOf(newest).startsWith("lost is built, not verified yet") && newest;
  });
  expect(clouds.changes()).toHaveLength(made);

  await people.types("dana", "verify lost");
  const verdict = await people.sees(() => channel.thread("lost").find((one) => wordsOf(one).startsWith("lost is ")));
  expect(wordsOf(verdict)).toMatch(/^lost is up/);

  await people.types("dana", 'teardown lost confirm=lost reason="no longer needed"');
  await people.sees(() => wordsOf(channel.card("lost") ?? card).startsWith("lost is to be taken down"));
  await people.approves("lost");
  const result = await people.result("lost");
  expect(wordsOf(result)).toMatch(/^lost was taken down ✅/);
  expect(clouds.leftOf(uid)).toEqual([]);
  expect(clouds.illegal()).toEqual([]);
  expect([...before.keys()].filter((id) => !clouds.everything().has(id))).toEqual([]);
});

test("what was half built when Redis was lost is found, said to be incomplete, and taken down", async () => {
  const { people, channel, clouds, world } = scene();
  world.fabric.faults.set("key-refused");
  await people.asks(createLine("half", 2));
  await people.approves("half");
  await people.sees(() => channel.thread("half").find((one) => /stopped at the virtual circuit/.test(wordsOf(one))));
  const uid = await clouds.uidOf("half");
  await losesRedis();
  await people.hears("sam", /is taken back/, () => people.types("sam", `recover prod confirm=${uid}`));
  const card = await people.sees(() => {
    const now = channel.card("half");
    return now !== undefined && wordsOf(now).startsWith("half is not complete") && now;
  });
  expect(wordsOf(card)).toMatch(/The clouds did not show: .*virtual circuit in OCI.*connection in Azure/);
  await people.types("dana", 'teardown half confirm=half reason="it was never finished"');
  await people.sees(() => wordsOf(channel.card("half") ?? card).startsWith("half is to be taken down"));
  await people.approves("half");
  const result = await people.result("half");
  expect(wordsOf(result)).toMatch(/^half was taken down ✅/);
  expect(clouds.leftOf(uid)).toEqual([]);
  expect(clouds.illegal()).toEqual([]);
});

/** Somebody's circuit, with their own tag, that nothing stands on yet. */
function aCircuitElsewhere(name: string): string {
  const { azure } = scene().world;
  const group = `/subscriptions/${azure.account.subscriptionId}/resourceGroups/rg-${name}`;
  const id = `${group}/providers/Microsoft.Network/expressRouteCircuits/er-${name}`;
  const serviceProviderProperties = {
    serviceProviderName: "Oracle Cloud FastConnect",
    peeringLocation: "London",
    bandwidthInMbps: 1000,
  };
  const sku = { name: "Standard_MeteredData", tier: "Standard", family: "MeteredData" };
  azure.seed({
    id,
    body: { location: "uksouth", tags: { costcentre: "4711" }, sku, properties: { serviceProviderProperties } },
  });
  return id;
}

test("a circuit that was made without the bot is given back when it cannot be finished, then finished, and taken down", async () => {
  const { people, channel, clouds, world } = scene();
  const circuit = aCircuitElsewhere("old");
  const found = clouds.everything().get(circuit);
  const line = `adopt env=prod name=old circuit=${circuit}`;
  const lacking = await people.hears("sam", /is not complete/, () => people.types("sam", line));
  expect(lacking).toContain("own=yes vnet=… vcn=…");
  const card = await people.asks(`${line} own=yes vnet=vnet-edge vcn=vcn-joined`, "sam");
  expect(wordsOf(card)).toContain("Taken over: Circuit er-old. They get the bot's tags");

  world.fabric.faults.set("key-refused");
  await people.approves("old");
  await people.sees(() => channel.thread("old").find((one) => /stopped at the virtual circuit/.test(wordsOf(one))));
  expect(clouds.everything().get(circuit)).toMatchObject({
    tags: { costcentre: "4711", "interconnect-environment": "prod" },
  });
  await people.hears("dana", /is not the bot's yet/, () => people.types("dana", "teardown old confirm=old reason=x"));
  await people.presses("sam", "rollback", "old");
  expect(wordsOf(await people.result("old"))).toMatch(/^old was rolled back ✅.*As it was found.*: circuit er-old\./s);
  expect({ ...asRow(clouds.everything().get(circuit)), etag: "" }).toEqual({ ...asRow(found), etag: "" });

  world.fabric.faults.clear("key-refused");
  await people.asks(`${line} own=yes vnet=vnet-edge vcn=vcn-joined`, "sam");
  await people.approves("old");
  expect(wordsOf(await people.result("old"))).toMatch(/^old is up/);
  const uid = await clouds.uidOf("old");
  expect(clouds.everything().get(circuit)).toMatchObject({ tags: { costcentre: "4711", "interconnect-uid": uid } });
  expect(await clouds.madeFor("old")).toEqual(["azure Microsoft.Network/connections", "oci virtualcircuit"]);

  // Read too often by now, the clouds would be said to be unreadable in the proof at the end.
  await scene().refillBudget();
  await people.types("dana", 'teardown old confirm=old reason="no longer needed"');
  await people.sees(() => wordsOf(channel.card("old") ?? card).startsWith("old is to be taken down"));
  await people.approves("old");
  expect(wordsOf(await people.result("old"))).toMatch(/^old was taken down ✅/);
  expect(clouds.leftOf(uid)).toEqual([]);
  expect(clouds.everything().has(circuit)).toBe(false);
  expect(clouds.illegal()).toEqual([]);
});

const asRow = (row: unknown): object => (typeof row === "object" && row !== null ? row : {});

test("what was half built when Redis was lost is finished once somebody else approves, with one of everything", async () => {
  const { people, channel, clouds, world } = scene();
  world.fabric.faults.clear("key-refused");
  await people.asks(createLine("torn", 3));
  await people.approves("torn");
  const uid = await clouds.uidOf("torn");
  await people.sees(() => [...clouds.everything().keys()].some((id) => id.endsWith(`/torn-${uid}-gateway`)));
  await losesRedis();
  await people.hears("sam", /retry asks for the rest/, () => people.types("sam", `recover prod confirm=${uid}`));
  await people.sees(() => {
    const now = channel.card("torn");
    return now !== undefined && wordsOf(now).startsWith("torn is not complete");
  });
  await people.hears("dana", /The completion of torn is asked for/, () => people.presses("dana", "command", "torn"));
  const asked = await people.sees(() => {
    const now = channel.card("torn");
    return now !== undefined && wordsOf(now).startsWith("torn waits for approval") && now;
  });
  expect(wordsOf(asked)).toMatch(/There already.*circuit in Azure.*Still to be made: .*connection in Azure/s);
  await people.approves("torn");
  expect(wordsOf(await people.result("torn"))).toMatch(/^torn is up/);
  expect(await clouds.madeFor("torn")).toEqual(everythingNew);

  await people.types("dana", 'teardown torn confirm=torn reason="no longer needed"');
  await people.sees(() => wordsOf(channel.card("torn") ?? asked).startsWith("torn is to be taken down"));
  await people.approves("torn");
  expect(wordsOf(await people.result("torn"))).toMatch(/^torn was taken down ✅/);
  expect(clouds.leftOf(uid)).toEqual([]);
  expect(clouds.illegal()).toEqual([]);
});
