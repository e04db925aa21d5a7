import { jest } from "@jest/globals";
import { allOnce, whatCameOf } from "../support/all-once.ts";
import { eventually } from "../support/eventually.ts";
import { createLine } from "../support/players.ts";
import { Program } from "../support/program.ts";
import { Scene, useScene } from "../support/scene.ts";

jest.setTimeout(90_000);

describe("bot and worker as processes of their own", () => {
  const scene = useScene({ roles: ["bot", "worker"] });

  test("build an interconnect together, and the build goes on when the bot is killed", async () => {
    const { people, channel, programs } = scene();
    await people.asks(createLine("apart", 1));
    await people.approves("apart");
    await people.sees(() => channel.moments("apart").includes("begun"));
    await programs[0]?.child.kill("SIGKILL");
    await people.result("apart");
    expect(await whatCameOf(scene(), "apart")).toEqual(allOnce);
  });
});

describe("two processes of all roles", () => {
  const scene = useScene({ roles: ["all", "all"] });

  test("share the work of several builds, and one that is told to end does so, handing its share over", async () => {
    const { people, programs, channel } = scene();
    const names = ["one", "two", "three"];
    for (const [index, name] of names.entries()) await people.asks(createLine(name, index + 1));
    await Promise.all(names.map((name) => people.approves(name)));
    await people.sees(() => names.every((name) => channel.moments(name).includes("begun")));
    const [, second] = programs;
    const begun = performance.now();
    await second?.child.kill("SIGTERM");
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(second?.child.process.exitCode).toBe(0);
    for (const name of names) {
      await people.result(name);
      expect(await whatCameOf(scene(), name)).toEqual(allOnce);
    }
  });
});

test("a process that starts while Slack is away works on, is not ready, and hears people once Slack is back", async () => {
  const scene = await Scene.open();
  try {
    const { people, channel, world, clouds } = scene;
    await people.asks(createLine("early", 1));
    await people.approves("early");
    await people.sees(() => channel.moments("early").includes("begun"));
    await scene.programs[0]?.child.kill("SIGKILL");
    const outage = world.sim.faults.add({ match: { service: "slack" }, effect: { kind: "respond", status: 503 } });
    const done = clouds.changes().length;
    const child = await Program.spawn("all", scene.env);
    await eventually(() => clouds.changes().length > done + 3, { withinMs: 20_000 });
    const { HOST, PORT } = scene.env;
    expect((await fetch(`http://${HOST}:${PORT}/healthz`)).status).toBe(200);
    const readiness = await fetch(`http://${HOST}:${PORT}/readyz`);
    expect([readiness.status, await readiness.json()]).toMatchObject([503, { checks: { people: "not heard yet" } }]);
    world.sim.faults.remove(outage);
    await people.result("early");
    expect(await whatCameOf(scene, "early")).toEqual(allOnce);
    await child.said('"msg":"ready"');
    const list = await people.hears("dana", /interconnect/, () => people.types("dana", "list"));
    expect(list).toContain("early is up");
    await child.kill();
  } finally {
    await scene.close();
  }
});
