import { jest } from "@jest/globals";
import type { Message } from "../simulators/slack/workspace/messages.ts";
import { home, wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { type Scene, useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene();
const flipped = "arp-incomplete:primary";

/** Waits for the next verification that this act brings to the thread. */
async function verifiedAfter({ people, channel }: Scene, name: string, act: () => Promise<unknown>): Promise<Message> {
  const before = channel.thread(name).length;
  await act();
  return people.sees(() =>
    channel
      .thread(name)
      .slice(before)
      .find((one) => /checks passed/.test(wordsOf(one))),
  );
}

describe("an interconnect that is up", () => {
  beforeAll(async () => {
    await scene().people.builds(createLine("erp", 1));
  }, 60_000);

  afterEach(() => scene().world.fabric.faults.clear());

  test.each([
    {
      way: "the button of the result",
      act: ({ people, channel }: Scene) => people.pressesOn("dana", "verify", resultOf(channel.thread("erp"))),
    },
    { way: "a slash command", act: ({ people }: Scene) => people.types("noor", "verify erp") },
    {
      way: "a mention in its thread, without the name",
      act: ({ world, channel }: Scene) =>
        world.slack.player.mention({ who: "noor", where: home, text: "verify", threadTs: channel.card("erp")?.ts }),
    },
  ])("is verified by $way", async ({ act }) => {
    const told = await verifiedAfter(scene(), "erp", () => act(scene()));
    expect(wordsOf(told)).toMatch(/^erp is up ✅\n\d+ of \d+ checks passed, read from both clouds/);
  });

  test("is called degraded when one ARP row goes wrong", async () => {
    scene().world.fabric.faults.set(flipped);
    const told = await verifiedAfter(scene(), "erp", () => scene().people.types("noor", "verify erp"));
    expect(wordsOf(told)).toMatch(/^erp is up, but degraded ⚠️/);
    expect(wordsOf(told)).toContain("ARP, primary path · failed ⛔");
  });
});

test("one ARP row flipped between the last step and the verification makes the result degraded", async () => {
  const { people, world, clouds } = scene();
  await people.asks(createLine("honest", 2));
  await people.approves("honest");
  await people.sees(() => clouds.changes().filter((call) => /connections|routeTables/.test(call)).length >= 4);
  world.fabric.faults.set(flipped);
  const result = await people.result("honest");
  world.fabric.faults.clear();
  expect(wordsOf(result)).toMatch(/^honest is up, but degraded/);
  expect(wordsOf(result)).toContain("On the primary path Oracle's end does not answer ARP.");
});

function resultOf(thread: readonly Message[]): Message {
  const found = thread.find((one) => wordsOf(one).includes("is up"));
  if (found === undefined) throw new Error("no result in this thread");
  return found;
}
