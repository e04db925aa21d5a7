import { jest } from "@jest/globals";
import { home, wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene();

beforeAll(async () => {
  const { people } = scene();
  await people.builds(createLine("erp", 1, { vnet: "vnet-edge", vcn: "vcn-joined" }));
  await people.asks(createLine("crm", 2));
}, 60_000);

test.each([
  { types: "list", hears: [/2 interconnects/, /crm waits for approval/, /erp is up/] },
  { types: "list env=prod", hears: [/erp/, /crm/] },
  { types: "list env=nowhere", hears: [/no environment "nowhere"/] },
  { types: "status erp", hears: [/^erp is up ✅/, /primary/, /secondary/] },
  { types: "status crm", hears: [/^crm waits for approval/, /Needs 1 of <@U0ALEX> or <@U0SAM>/] },
  { types: "plan crm", hears: [/^The whole plan of crm/, /10\.102\.0\.0\/16/, /GBP/] },
  { types: "status epr", hears: [/no interconnect "epr"/, /Buttons: erp/] },
  { types: "status", hears: [/^Which interconnect\?/, /erp/, /crm/] },
  { types: "verify crm", hears: [/^crm cannot be verified now/] },
  { types: "retry erp", hears: [/^Nothing of erp has stopped/] },
  { types: "", hears: [/What you can do:/, /create/, /verify/] },
  { types: "help create", hears: [/^\/interconnect create/, /opens the form/] },
  { types: "crate name=x", hears: [/^Did you mean create\?/, /Buttons: Run create/] },
  { types: "create nme=x", hears: [/create knows no "nme". Did you mean name\?/] },
  { types: "xylophone", hears: [/xylophone/] },
])("`/interconnect $types` is answered to the one who typed it", async ({ types, hears }) => {
  const { people, channel } = scene();
  const openly = channel.thread("erp").length;
  const told = await people.hears("noor", /./, () => people.types("noor", types));
  for (const part of hears) expect(told).toMatch(part);
  expect(channel.thread("erp")).toHaveLength(openly);
});

test("help tells an approver what waits for them, and nobody else", async () => {
  const { people } = scene();
  const alex = await people.hears("alex", /What you can do/, () => people.types("alex", "help"));
  expect(alex).toMatch(/crm.*waits for your approval/);
  const noor = await people.hears("noor", /What you can do/, () => people.types("noor", "help"));
  expect(noor).not.toContain("waits for your approval");
});

test("a suggested word may be taken up with its button", async () => {
  const { people, channel } = scene();
  await people.hears("noor", /no interconnect "epr"/, () => people.types("noor", "status epr"));
  const suggestion = channel.heardBy("noor").at(-1);
  if (suggestion === undefined) throw new Error("nothing was suggested");
  const told = await people.hears("noor", /erp is up/, () => people.pressesOn("noor", "command", suggestion));
  expect(told).toMatch(/^erp is up ✅/);
});

describe("a mention in an interconnect's thread", () => {
  const mention = (text: string) => {
    const { world, channel } = scene();
    return world.slack.player.mention({ who: "noor", where: home, text, threadTs: channel.card("erp")?.ts });
  };

  test("is answered in the thread, about this interconnect", async () => {
    const { people, channel } = scene();
    const before = channel.thread("erp").length;
    await mention("status");
    const answer = await people.sees(() => channel.thread("erp")[before]);
    expect(wordsOf(answer)).toMatch(/^erp is up ✅/);
  });

  test("that Slack brings again, at once and later, is answered once", async () => {
    const { people, channel, world } = scene();
    const before = channel.thread("erp").length;
    const { receipt } = await mention("plan");
    if (receipt === undefined) throw new Error("the bot was not told");
    await people.sees(() => channel.thread("erp")[before]);
    const again = await world.slack.courier.repeat(receipt.id);
    const later = await world.slack.courier.repeat(receipt.id, { num: 2, reason: "http_error" });
    expect([again.failure, later.failure]).toEqual([undefined, undefined]);
    await mention("status");
    await people.sees(() => channel.thread("erp")[before + 1]);
    expect(
      channel
        .thread("erp")
        .slice(before)
        .map((one) => wordsOf(one).split("\n")[0]),
    ).toEqual(["The whole plan of erp", "erp is up ✅"]);
  });
});
