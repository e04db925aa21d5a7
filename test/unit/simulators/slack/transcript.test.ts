import { checkBlocks } from "../../../simulators/slack/block-kit/block-kit.ts";
import { blockText, Names, readMrkdwn } from "../../../simulators/slack/report/plain-text.ts";
import { defaultSeed } from "../../../simulators/slack/workspace/default-seed.ts";
import { Directory } from "../../../simulators/slack/workspace/directory.ts";
import { quickSlack } from "./bolt-app.ts";
import { buttonRow, plain, section } from "./samples.ts";

const names = new Names(new Directory(defaultSeed));

const textOf = (raw: object): string => {
  const checked = checkBlocks([raw]);
  const [block] = checked.ok ? checked.value : [];
  if (!block) throw new Error("the sample is no block");
  return blockText(block, names);
};

describe("Slack read as plain text", () => {
  test.each([
    { mrkdwn: "*erp* is up", text: "erp is up" },
    { mrkdwn: "asked by <@U0DANA>, for <!subteam^S0APPROVERS>", text: "asked by @dana, for @net-approvers" },
    { mrkdwn: "see <https://portal.azure.com|the circuit> in <#C0NET>", text: "see the circuit in #net-interconnects" },
    { mrkdwn: "since <!date^1700000000^{time}|22:13 UTC>", text: "since 22:13 UTC" },
    { mrkdwn: "1 &lt; 2 &amp;&amp; a * b * c", text: "1 < 2 && a * b * c" },
  ])("$mrkdwn", ({ mrkdwn, text }) => {
    expect(readMrkdwn(mrkdwn, names)).toBe(text);
  });

  test.each([
    { block: { type: "header", text: plain("New request") }, text: "New request" },
    { block: buttonRow("approve", "Approve", "r1"), text: "[Approve]" },
    {
      block: { ...section("erp"), accessory: { type: "button", action_id: "plan", text: plain("Whole plan") } },
      text: "erp  [Whole plan]",
    },
    { block: { type: "section", fields: [plain("Primary"), plain("up")] }, text: "Primary\nup" },
    {
      block: {
        type: "context",
        elements: [plain("6 of 12"), { type: "image", image_url: "https://x.example/a.png", alt_text: "map" }],
      },
      text: "6 of 12 · (map)",
    },
    { block: { type: "divider" }, text: "───" },
    {
      block: { type: "image", image_url: "https://x.example/a.png", alt_text: "Both paths up" },
      text: "(picture: Both paths up)",
    },
    {
      block: {
        type: "table",
        rows: [
          [
            { type: "raw_text", text: "path" },
            { type: "raw_text", text: "up" },
          ],
        ],
      },
      text: "path | up",
    },
    {
      block: {
        type: "actions",
        elements: [
          {
            type: "static_select",
            action_id: "env",
            placeholder: plain("Environment"),
            options: [{ text: plain("prod"), value: "prod" }],
          },
        ],
      },
      text: "[Environment ▾]",
    },
    {
      block: {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_list",
            style: "ordered",
            elements: ["circuit", "gateway"].map((text) => ({
              type: "rich_text_section",
              elements: [{ type: "text", text }],
            })),
          },
        ],
      },
      text: "1. circuit\n2. gateway",
    },
  ])("a $block.type block: $text", ({ block, text }) => {
    expect(textOf(block)).toBe(text);
  });

  test("a channel with its threads, edits and private words", async () => {
    const slack = await quickSlack();
    const { messages } = slack.workspace;
    const post = (text: string, more: object = {}) =>
      messages.post({ channel: "C0NET", user: "U0INTERCONNECT", text, blocks: [], ...more });
    const parent = post("erp is being built");
    slack.player.say({ who: "sam", where: "net-interconnects", text: "unrelated" });
    post("Approved by <@U0ALEX>", { threadTs: parent.ts });
    post("erp is up", { threadTs: parent.ts, broadcast: true });
    post("Only the requester may", { onlyFor: "U0DANA" });
    messages.edit(parent, { text: "erp was built", blocks: [] });
    expect(slack.transcript("net-interconnects", { times: "none" })).toBe(
      [
        "#net-interconnects",
        "@interconnect (edited 1 ×)\n  erp was built",
        "    @interconnect\n      Approved by @alex",
        "    @interconnect (also in the channel)\n      erp is up",
        "@sam\n  unrelated",
        "@interconnect (only @dana sees this)\n  Only the requester may",
      ].join("\n\n"),
    );
    expect(slack.transcript("C0NET", { times: "wall" })).toMatch(/^\d\d:\d\d:\d\d {2}@sam$/m);
    await slack.close();
  });
});
