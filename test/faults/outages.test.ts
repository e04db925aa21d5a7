import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { jest } from "@jest/globals";
import { BOT } from "../simulators/slack/workspace/default-seed.ts";
import { allOnce, whatCameOf } from "../support/all-once.ts";
import { home, wordsOf } from "../support/channel-view.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/free-port.mjs";
import { createLine } from "../support/players.ts";
import { Program } from "../support/program.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(90_000);

describe("Redis", () => {
  const scene = useScene();

  async function startsWith(url: string) {
    const begun = performance.now();
    const child = await Program.spawn("all", { ...scene().env, REDIS_URL: url, PORT: "0" });
    await eventually(() => child.hasEnded, { withinMs: 10_000 });
    return { tookMs: performance.now() - begun, code: child.process.exitCode, said: child.output };
  }

  test("not there at the start: one clear sentence within 5 s, and no password in it", async () => {
    const port = await freePort();
    const { tookMs, code, said } = await startsWith(`redis://user:pa55word@127.0.0.1:${port}`);
    expect(code).toBe(1);
    expect(said).toContain(`Redis does not answer at redis://127.0.0.1:${port}`);
    expect(said).toContain("Start Redis, or set REDIS_URL to where it is.");
    expect(said).not.toContain("pa55word");
    expect(tookMs).toBeLessThan(5_000);
  });

  test("there but silent at the start: the same", async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const { tookMs, code, said } = await startsWith(`redis://127.0.0.1:${port}`);
    silent.close();
    expect(code).toBe(1);
    expect(said).toContain("Redis does not answer");
    expect(tookMs).toBeLessThan(6_000);
  });

  test("away in the middle: who asks hears it at once, and everything resumes", async () => {
    const { people, server, channel } = scene();
    await people.asks(createLine("resumed", 1));
    await people.approves("resumed");
    await people.sees(() => channel.moments("resumed").includes("begun"));
    const back = server.restart(3_000);
    const told = await people.hears("dana", /./, () => people.types("dana", "list"));
    expect(told).toMatch(/^Not taken, try again/);
    await back;
    await people.result("resumed", { withinMs: 60_000 });
    expect(await whatCameOf(scene(), "resumed")).toEqual(allOnce);
    const list = await people.hears("dana", /interconnect/, () => people.types("dana", "list"));
    expect(list).toContain("resumed");
  });
});

describe("Slack", () => {
  const scene = useScene();

  test.each([
    { name: "refused", how: "refused" as const, number: 1 },
    { name: "failing", how: "unavailable" as const, number: 2 },
  ])("$how for a while: the build goes on, and the thread catches up in order", async ({ name, how, number }) => {
    const { people, world, clouds, channel } = scene();
    await people.asks(createLine(name, number));
    await people.approves(name);
    await people.sees(() => channel.moments(name).includes("begun"));
    const said = channel.fromBot().length;
    const done = clouds.changes().length;
    await world.slack.down(5_000, how);
    await people.sees(() => clouds.changes().length >= done + 6, { withinMs: 4_000 });
    expect(channel.fromBot()).toHaveLength(said);
    await people.result(name);
    expect(await whatCameOf(scene(), name)).toEqual(allOnce);
  });

  test("putting the bot out of the channel: the requester hears directly what the channel cannot", async () => {
    const { people, world, channel } = scene();
    await people.asks(createLine("outcast", 3));
    await people.approves("outcast");
    await people.sees(() => channel.moments("outcast").includes("begun"));
    world.slack.workspace.directory.channel(home).members.delete(BOT.userId);
    const told = await people.sees(() =>
      channel.heardBy("dana").find((one) => wordsOf(one).startsWith("outcast is up ✅")),
    );
    expect(wordsOf(told)).toContain("Both BGP sessions are up");
    world.slack.workspace.directory.channel(home).members.add(BOT.userId);
  });
});

describe("a cloud away for an hour", () => {
  // 1200 virtual seconds a second: the hour takes three.
  // The gateway outlasts it, so that Azure is looked at while it is away.
  const scene = useScene({ clock: "1200", durations: { "azure.gateway.create": 7_200_000 } });
  const hourMs = 3_000;

  test.each([
    { name: "azure", side: "Azure", number: 1, effect: { kind: "respond", status: 503 } as const },
    { name: "oci", side: "OCI", number: 2, effect: { kind: "dropBefore" } as const },
  ])("$side: the build waits, says so once, and says when it is over", async ({ name, side, number, effect }) => {
    const { people, world, channel } = scene();
    await people.asks(createLine(`away-${name}`, number));
    await people.approves(`away-${name}`);
    await people.sees(() => channel.moments(`away-${name}`).includes("begun"));
    const fault = world.sim.faults.add({ match: { service: name }, effect });
    setTimeout(() => world.sim.faults.remove(fault), hourMs);
    await people.result(`away-${name}`);
    const texts = channel.thread(`away-${name}`).map(wordsOf);
    expect(texts.filter((text) => text.startsWith(`${side} is away for the moment`))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith(`${side} answers again, after`))).toHaveLength(1);
    const { made, saidTwice, illegal } = await whatCameOf(scene(), `away-${name}`);
    expect({ made, saidTwice, illegal }).toEqual({ made: allOnce.made, saidTwice: [], illegal: [] });
  });

  test("who asks meanwhile hears what could not be read, and nothing is made", async () => {
    const { people, world, channel } = scene();
    const fault = world.sim.faults.add({ match: { service: "azure" }, effect: { kind: "respond", status: 503 } });
    const told = await people.hears("dana", /./, () => people.types("dana", createLine("nobody", 3)));
    world.sim.faults.remove(fault);
    expect(told).toMatch(/^nobody could(n't| not) be checked/);
    expect(channel.card("nobody")).toBeUndefined();
  });
});
