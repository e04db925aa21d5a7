import { jest } from "@jest/globals";
import { wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene({
  clock: "300",
  environments: {
    prudent: {
      peeringPool: "10.253.0.0/24",
      policy: { approvers: ["slack:T0CONTOSO/U0ALEX"], teardown: { approvers: ["slack:T0CONTOSO/U0SAM"] } },
    },
  },
});

test("a link is taken down in the safe order: shown, named, approved, withdrawn, soaked, removed and proved", async () => {
  const { people, channel, clouds, world, redis } = scene();
  const before = new Map(clouds.everything());
  await people.builds(createLine("moved", 1, { env: "prudent", vnet: "vnet-edge", vcn: "vcn-joined" }));
  const uid = await clouds.uidOf("moved");

  await people.types("dana", "teardown moved");
  const { player } = world.slack;
  await people.sees(() => people.formOf("dana").includes("Type moved to go on"));
  expect(people.formOf("dana")).toContain("no longer reaches");
  const submit = (confirm: string) =>
    player.submitView({
      who: "dana",
      viewId: player.modalOf("dana").viewId,
      entries: { confirm, reason: "moved away" },
    });
  await submit("movd");
  await people.sees(() => people.formOf("dana").includes("This is not the name"));
  expect(await redis.zcard("ic:requests:open")).toBe(0);
  await submit("moved");
  const card = await people.sees(() => {
    const now = channel.card("moved");
    return now !== undefined && wordsOf(now).startsWith("moved is to be taken down") && now;
  });
  expect(wordsOf(card)).toMatch(
    /^moved is to be taken down: that waits for approval ⏳\n(Azure|OCI) no longer reaches/,
  );

  const refused = await people.hears("alex", /./, () => people.approves("moved", "alex"));
  expect(refused).toMatch(/^You may not decide about moved/);
  await people.approves("moved", "sam");
  await people.sees(() => channel.moments("moved").includes("soak/reached"));
  const result = await people.result("moved");
  expect(wordsOf(result)).toMatch(/^moved was taken down ✅/);
  expect(wordsOf(result)).toContain("Both circuits are gone since");
  expect(wordsOf(result)).toContain("As they were before, compared field by field: VNet vnet-edge");
  expect(clouds.leftOf(uid)).toEqual([]);
  expect(clouds.illegal()).toEqual([]);
  expect(await redis.hexists("ic:names", "moved")).toBe(0);
  expect([...before.keys()].filter((id) => !clouds.everything().has(id))).toEqual([]);
});

test("during the soak Reconnect puts everything back, and a rejected or withdrawn teardown changes nothing", async () => {
  const { people, channel, clouds } = scene();
  await people.builds(createLine("kept", 2));
  const line = 'teardown kept confirm=kept reason="no longer needed"';
  const asks = async () => {
    const earlier = channel.card("kept");
    await people.types("dana", line);
    await people.sees(() => {
      const now = channel.card("kept");
      return now !== earlier && now !== undefined && wordsOf(now).startsWith("kept is to be taken down");
    });
  };
  await asks();
  const twice = await people.hears("dana", /waits already/, () => people.types("dana", line));
  expect(twice).toMatch(/^kept has a request that waits already/);
  const taken = await people.hears("dana", /withdrawn/, () => people.types("dana", "cancel kept"));
  expect(taken).toMatch(/^The request for kept is withdrawn/);
  await asks();
  await people.approves("kept");
  const post = await people.sees(() => channel.thread("kept").find((one) => /carries no traffic/.test(wordsOf(one))));
  await people.pressesOn("dana", "reconnect", post);
  const result = await people.result("kept");
  expect(wordsOf(result)).toMatch(/^kept is up ✅/);
  const list = await people.hears("dana", /interconnect/, () => people.types("dana", "list"));
  expect(list).toContain("kept is up");
  expect(clouds.illegal()).toEqual([]);
});
