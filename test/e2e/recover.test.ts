import { jest } from "@jest/globals";
import { wordsOf } from "../support/channel-view.ts";
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
