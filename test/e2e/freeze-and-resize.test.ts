import { jest } from "@jest/globals";
import { home, wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

// The virtual circuit takes long enough to be frozen in its middle.
const scene = useScene({
  clock: "300",
  durations: { "oci.virtual-circuit.create": 500_000 },
  environments: { growing: { peeringPool: "10.253.0.0/24", resize: true } },
});

const line = createLine("grown", 1, { env: "growing", vnet: "vnet-edge", vcn: "vcn-joined" });

/** Metrics are asked for by POST, and change nothing. */
const changesOf = (calls: readonly string[]): readonly string[] => calls.filter((call) => !call.includes("/metrics/"));

test("a freeze halts a build in its middle, outlives the process, and ends with the build going on by itself", async () => {
  const { people, channel, clouds, programs, env, redis } = scene();
  await people.asks(line);
  await people.approves("grown");
  await people.sees(() => clouds.changes().some((call) => call.includes("virtualCircuits")));
  const refused = await people.hears("dana", /./, () => people.types("dana", "freeze growing"));
  expect(refused).toMatch(/^You may not freeze changes in growing/);
  await people.types("alex", 'freeze growing reason="audit until Monday"');
  const post = await people.sees(() => channel.thread("grown").find((one) => /changes are frozen/.test(wordsOf(one))));
  expect(wordsOf(post)).toMatch(/^grown waits: changes are frozen in growing/);
  expect(wordsOf(post)).toMatch(/by <@U0ALEX> since .*: audit until Monday/);
  expect(wordsOf(post)).toContain(
    "Not done yet in Azure: provider state and connection; in OCI: virtual circuit and routes.",
  );
  expect(wordsOf(post)).toContain("Azure bills the circuit");
  const changes = clouds.changes().length;

  // Both sessions come up, and what lets packets flow does not follow: neither before nor after a restart.
  await people.sees(() => channel.moments("grown").includes("circuit/provisioned"));
  await programs[0]?.child.kill();
  await scene().start("all", { PORT: env["PORT"] ?? "" });
  const list = await people.hears("dana", /interconnect/, () => people.types("dana", "list"));
  expect(list).toContain("Changes are frozen in growing, by <@U0ALEX>");
  expect(clouds.changes()).toHaveLength(changes);

  const held = async () => {
    const connection = await redis.hget(`ic:operation:create-${await clouds.uidOf("grown")}`, "step:azure.connection");
    return connection?.includes('"code":"Frozen"') ?? false;
  };
  await people.sees(held);
  await people.types("sam", "unfreeze");
  const result = await people.result("grown");
  expect(wordsOf(result)).toMatch(/^grown is up ✅/);
  // A restart lasts long on this clock, and then a step is told to be late.
  const moments = channel.moments("grown").filter((moment) => !moment.includes("/late"));
  expect(moments.map((moment) => moment.replace(/-\w+$/, ""))).toEqual([
    "begun",
    "frozen",
    "circuit/provisioned",
    "thawed",
    "end",
  ]);
  expect(channel.transcript(home)).toContain("Changes go on in growing");
  expect(clouds.illegal()).toEqual([]);
});

test("the link is given more bandwidth: shown before, approved, grown on both sides in order, and verified", async () => {
  const { people, channel, clouds, world } = scene();
  const { player } = world.slack;
  const before = changesOf(clouds.changes());
  const shrink = await people.hears("dana", /./, () => people.types("dana", "resize grown bandwidth=1 reason=less"));
  expect(shrink).toMatch(/^grown has 1 Gbps already/);

  await people.types("dana", "resize grown bandwidth=2");
  await people.sees(() => people.formOf("dana").includes("Both BGP sessions go down"));
  expect(people.formOf("dana")).toContain("in place of GBP");
  const { viewId } = player.modalOf("dana");
  await player.submitView({ who: "dana", viewId, entries: { bandwidth: "2", reason: "quarter-end loads" } });
  await people.sees(() => {
    const card = channel.card("grown");
    return card !== undefined && wordsOf(card).startsWith("grown is to grow from 1 Gbps to 2 Gbps");
  });
  expect(changesOf(clouds.changes())).toEqual(before);
  await people.approves("grown");
  const result = await people.result("grown");
  expect(wordsOf(result)).toMatch(/^grown is up ✅/);
  expect(changesOf(clouds.changes()).slice(before.length)).toEqual([
    "azure PUT expressRouteCircuits 200",
    "oci PUT /virtualCircuits/{id} 200",
  ]);
  const status = await people.hears("dana", /grown/, () => people.types("dana", "status grown"));
  expect(status).toContain("2 Gbps");
  expect(clouds.illegal()).toEqual([]);
});
