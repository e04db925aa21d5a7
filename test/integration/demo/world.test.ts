import { readFile } from "node:fs/promises";
import { loadConfig } from "../../../src/config/load-config.ts";
import { startTwoChatWorld, startWorld, type World } from "../../simulators/world.ts";

describe("a simulated world", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ seed: 7, clock: "120" });
  });
  afterAll(() => world.close());

  const control = async (path: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`${world.control.url}/_sim${path}`);
    expect(response.status).toBe(200);
    return JSON.parse(await response.text());
  };

  test("is all that the product needs beside Redis", async () => {
    const file = await readFile(world.env["INTERCONNECT_CONFIG"] ?? "", "utf8");
    const config = loadConfig(world.env, file, Date.now());
    expect(config.clock).toEqual({ scale: 120, anchorMs: world.sim.clock.spec.anchorWallMs });
    expect(config.slack?.way.kind).toBe("http");
    expect(config.file.environments.map(({ name, oci }) => [name, oci.region])).toEqual([
      ["prod", "uk-london-1"],
      ["lab", "eu-amsterdam-1"],
    ]);
    expect(config.file.prices?.items["circuit/1000/Standard/MeteredData"]).toBeGreaterThan(0);
  });

  test("starts at the present, whatever its speed", () => {
    expect(Math.abs(world.sim.clock.now() - Date.now())).toBeLessThan(3_600_000);
  });

  test("shows every service behind one control API", async () => {
    const state = await control("/state");
    expect(Object.keys(state)).toEqual(["clock", "world", "azure", "oci", "slack", "fabric"]);
    const seen = await control("/slack/seen?by=dana");
    expect(seen["person"]).toMatchObject({ name: "dana" });
  });

  test("takes the traffic of its links, and nothing else for it", async () => {
    const post = (traffic: unknown) =>
      fetch(`${world.control.url}/_sim/seed/fabric`, { method: "POST", body: JSON.stringify({ traffic }) });
    expect((await post({ toAzureBps: 1_000, toOciBps: 0 })).status).toBe(201);
    expect((await post({ toAzureBps: -1, toOciBps: 0 })).status).toBe(400);
    expect((await post("much")).status).toBe(400);
    expect(world.fabric.traffic.measured([5, undefined], 1)).toEqual({ toAzureBps: 1_000, toOciBps: 0, sinceMs: 5 });
    expect(world.fabric.traffic.measured([undefined, undefined], 1)).toBeUndefined();
  });

  test("holds what people bring, and has made nothing itself", async () => {
    const { resources, remaining, calls } = world.sim.ledger.snapshot();
    const names = resources.filter(({ origin }) => origin === "seeded").map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["vnet-app", "vnet-full", "gw-edge", "vnet-hub", "vcn-app", "drg-legacy"]),
    );
    expect(remaining).toEqual([]);
    expect(calls).toEqual([]);
  });
});

describe("a world in which people meet in Teams too", () => {
  test("is all that the product needs, and knows who is who", async () => {
    const world = await startTwoChatWorld();
    const config = loadConfig(world.env, await readFile(world.env["INTERCONNECT_CONFIG"] ?? "", "utf8"), Date.now());
    expect(config.teams).toMatchObject({
      tenantId: world.teams.tenant.id,
      loginEndpoint: world.teams.origin,
      serviceUrls: [`${world.teams.origin}/`],
    });
    const [prod] = config.file.environments;
    expect(prod?.channels).toEqual({ slack: "C0NET", teams: "19:netinterconnects@thread.tacv2" });
    expect(prod?.policy.approvers).toHaveLength(4);
    expect(config.file.people.map((accounts) => accounts.length)).toEqual([2, 2, 2, 2]);
    expect(world.teams.tenant.bot.endpoint).toBe(`http://127.0.0.1:${world.env["PORT"]}/api/messages`);
    await world.close();
  });
});

describe("a world in Socket Mode", () => {
  test("gives out an app token in place of a signing secret", async () => {
    const world = await startWorld({ slackMode: "socket" });
    expect(world.env).toHaveProperty("SLACK_APP_TOKEN");
    expect(world.env).not.toHaveProperty("SLACK_SIGNING_SECRET");
    await world.close();
  });
});
