import { jest } from "@jest/globals";
import { wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

// The gateway takes long enough to be cancelled in its middle.
const scene = useScene({ clock: "300", durations: { "azure.gateway.create": 1_500_000 } });

async function cancelled(name: string, number: number) {
  const { people, channel, clouds } = scene();
  await people.asks(createLine(name, number));
  await people.approves(name);
  await people.sees(() => channel.moments(name).includes("circuit/provisioned"));
  await people.presses("dana", "cancel", name);
  const post = await people.sees(() => channel.thread(name).find((one) => /its build is cancelled/.test(wordsOf(one))));
  return { post, changes: clouds.changes().length };
}

test("a build is cancelled half-way, says what there is, and goes on from there after Resume", async () => {
  const { people, channel, clouds } = scene();
  const { post, changes } = await cancelled("halted", 1);
  const said = wordsOf(post);
  expect(said).toContain("Made so far in Azure: resource group, circuit");
  expect(said).toMatch(/What the clouds have begun cannot be stopped, only awaited:\n• gateway: about \d+ min more/);
  expect(said).toContain("Until then Azure bills the circuit, about GBP");
  expect(clouds.changes()).toHaveLength(changes);
  await people.hears("dana", /^Nothing of halted is under way/, () => people.types("dana", "cancel halted"));
  await people.pressesOn("dana", "retry", post);
  await people.result("halted");
  expect(channel.moments("halted").filter((moment) => moment === "end")).toHaveLength(1);
});

test("a cancelled build is rolled back: all it made is gone, in order, and its name is free again", async () => {
  const { people, channel, clouds, redis } = scene();
  const { post } = await cancelled("undone", 2);
  const uid = await clouds.uidOf("undone");
  const refused = await people.hears("gus", /./, () => people.pressesOn("gus", "rollback", post));
  expect(refused).toContain("full members of its own workspace only");
  await Promise.all([people.pressesOn("dana", "rollback", post), people.pressesOn("alex", "rollback", post)]);
  const result = await people.result("undone");
  expect(wordsOf(result)).toMatch(/^undone was rolled back ✅/);
  expect(wordsOf(result)).toContain("Both circuits are gone since");
  expect(clouds.leftOf(uid)).toEqual([]);
  expect(clouds.illegal()).toEqual([]);
  expect(await redis.hexists("ic:names", "undone")).toBe(0);
  expect(channel.moments("undone").filter((moment) => moment === "begun")).toHaveLength(2);
  const told = await people.hears("dana", /./, () => people.types("dana", "status undone"));
  expect(told).toContain('There is no interconnect "undone"');
  // What may have come late is looked for twice more, and nothing is said of nothing.
  await people.sees(async () => (await redis.zcard("ic:due:operations")) === 0);
  expect(channel.moments("undone").at(-1)).toBe("end");
});
