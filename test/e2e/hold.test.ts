import { jest } from "@jest/globals";
import { wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene({
  environments: {
    // Dana alone may ask here, so Noor is nobody to this interconnect.
    quiet: {
      serviceKey: "reveal",
      peeringPool: "10.253.0.0/24",
      policy: { requesters: ["slack:T0CONTOSO/U0DANA"] },
    },
  },
});

const trafficCalls = (calls: readonly string[]): readonly string[] =>
  calls.filter((call) => /connections|routeTables/.test(call));

test("on hold everything is built but what lets packets flow, until somebody presses Activate", async () => {
  const { people, channel, clouds } = scene();
  await people.asks(createLine("patient", 1, { env: "quiet", activate: "hold" }));
  await people.approves("patient");
  const post = await people.sees(() =>
    channel.thread("patient").find((one) => /waits for Activate/.test(wordsOf(one))),
  );
  expect(wordsOf(post)).toContain(
    "<@U0DANA>: both BGP sessions are up. No traffic flows before somebody presses Activate.",
  );
  expect(trafficCalls(clouds.changes())).toEqual([]);
  const refused = await people.hears("noor", /./, () => people.pressesOn("noor", "activate", post));
  expect(refused).toMatch(/^You may not activate patient/);
  expect(trafficCalls(clouds.changes())).toEqual([]);
  await people.pressesOn("dana", "activate", post);
  const result = await people.result("patient");
  expect(wordsOf(result)).toMatch(/^patient is up ✅/);
  expect(trafficCalls(clouds.changes()).toSorted()).toEqual([
    "azure PUT connections 201",
    "oci PUT /routeTables/{id} 200",
  ]);
  expect(channel.moments("patient")).toEqual(["begun", "circuit/provisioned", "hold/reached", "end"]);
});

test("activate typed for what is not on hold changes nothing and says so", async () => {
  const { people } = scene();
  const told = await people.hears("dana", /./, () => people.types("dana", "activate patient"));
  expect(told).toMatch(/^patient is not on hold/);
});

test("activate may be typed too", async () => {
  const { people, channel } = scene();
  await people.asks(createLine("typed", 2, { activate: "hold", vnet: "vnet-edge", vcn: "vcn-joined" }));
  await people.approves("typed");
  await people.sees(() => channel.moments("typed").includes("hold/reached"));
  await people.types("noor", "activate typed");
  expect(wordsOf(await people.result("typed"))).toMatch(/^typed is up ✅/);
});

describe("the service key", () => {
  const keyOf = (name: string): string => {
    const circuits = [...scene().clouds.everything().values()].map((row) => JSON.stringify(row));
    const circuit = circuits.find((row) => row.includes('"serviceKey"') && row.includes(`/${name}-`)) ?? "";
    return /"serviceKey":"([^"]+)"/.exec(circuit)?.[1] ?? "";
  };

  test("is told in the thread only once Oracle has used it", async () => {
    const { people, channel, world } = scene();
    const { faults } = world.fabric;
    await people.asks(createLine("open", 3, { vnet: "vnet-hub", vcn: "vcn-app" }));
    faults.set("provider-lag:3600000");
    await people.approves("open");
    await people.sees(
      () =>
        keyOf("open") !== "" &&
        scene()
          .clouds.changes()
          .some((call) => call.includes("/virtualCircuits")),
    );
    const said = (): string => JSON.stringify(channel.fromBot());
    expect(said()).not.toContain(keyOf("open"));
    faults.clear();
  });

  test("stays private where the environment says so, and shows itself to who asks and may, once, on record", async () => {
    const { people, channel, redis } = scene();
    await people.asks(createLine("shy", 4, { env: "quiet" }));
    await people.approves("shy");
    const post = await people.sees(() => channel.thread("shy").find((one) => /Both clouds agree/.test(wordsOf(one))));
    const key = keyOf("shy");
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(channel.thread("shy"))).not.toContain(key);
    const refused = await people.hears("noor", /./, () => people.pressesOn("noor", "reveal-key", post));
    expect(refused).toMatch(/^You may not see the service key/);
    const told = await people.hears("dana", /service key/, () => people.pressesOn("dana", "reveal-key", post));
    expect(told).toContain(key);
    expect(JSON.stringify(channel.thread("shy"))).not.toContain(key);
    const audit = JSON.stringify(await redis.xrange("ic:audit", "-", "+"));
    expect(audit).toContain('\\"what\\":\\"reveal-key\\",\\"by\\":\\"slack:T0CONTOSO/U0DANA\\"');
    expect(audit).not.toContain("U0NOOR");
    const logged = scene().programs.flatMap((program) =>
      program.log.split("\n").filter((line) => line.includes('"audit":')),
    );
    const said = logged.map((line) => (JSON.parse(line) as { audit: { what: string; by: string } }).audit);
    expect(said).toContainEqual(expect.objectContaining({ what: "reveal-key", by: "slack:T0CONTOSO/U0DANA" }));
    expect(said.filter(({ what }) => what === "approve").length).toBeGreaterThanOrEqual(4);
    expect(said).toHaveLength(await redis.xlen("ic:audit"));
  });
});
