import { jest } from "@jest/globals";
import { allOnce, whatCameOf } from "../support/all-once.ts";
import { wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene({ slackMode: "socket" });

test("the main job is done over Socket Mode, without a way in from outside, after a cut connection too", async () => {
  const { people, world, channel, env } = scene();
  expect(env).not.toHaveProperty("SLACK_SIGNING_SECRET");
  await people.asks(createLine("socket", 1));
  world.slack.sockets.cut();
  await people.sees(() => world.slack.sockets.connections === 0);
  await people.sees(() => world.slack.sockets.connections > 0);
  await people.approves("socket");
  expect(wordsOf(await people.result("socket"))).toMatch(/^socket is up ✅/);
  expect(await whatCameOf(scene(), "socket")).toEqual(allOnce);
  const told = await people.hears("noor", /./, () => people.types("noor", "status socket"));
  expect(told).toMatch(/^socket is up ✅/);
  expect(channel.fromBot().length).toBeGreaterThan(5);
  expect(world.slack.ledger().deliveries.every(({ by }) => by === "socket")).toBe(true);
});
