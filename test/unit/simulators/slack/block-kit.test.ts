import { checkBlocks, checkModal, checkSuggestions } from "../../../simulators/slack/block-kit/block-kit.ts";
import { aModal, buttonRow, plain, section } from "./samples.ts";

const option = (value: string, text = value) => ({ text: plain(text), value });
const input = (element: object) => ({ type: "input", block_id: "b", label: plain("Field"), element });
const button = (changes: object) => ({
  type: "actions",
  elements: [{ type: "button", action_id: "go", text: plain("Go"), ...changes }],
});

const refusedMessages = [
  {
    name: "an empty text",
    blocks: [section("")],
    reason: "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
  },
  {
    name: "a section over 3000",
    blocks: [section("x".repeat(3001))],
    reason: "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
  },
  { name: "a section without text", blocks: [{ type: "section" }], reason: "must define either `text` or `fields`" },
  { name: "an unknown block", blocks: [{ type: "hero" }], reason: "unsupported type" },
  {
    name: "an unknown field",
    blocks: [{ ...section("x"), colour: "red" }],
    reason: "invalid additional property: colour [json-pointer:/blocks/0]",
  },
  {
    name: "markup in a header",
    blocks: [{ type: "header", text: { type: "mrkdwn", text: "x" } }],
    reason: "/blocks/0/text/type",
  },
  { name: "a header over 150", blocks: [{ type: "header", text: plain("x".repeat(151)) }], reason: "less than 151" },
  {
    name: "more than 50 blocks",
    blocks: Array.from({ length: 51 }, () => ({ type: "divider" })),
    reason: "no more than 50 items",
  },
  { name: "a button text over 75", blocks: [button({ text: plain("x".repeat(76)) })], reason: "less than 76" },
  {
    name: "markup on a button",
    blocks: [button({ text: { type: "mrkdwn", text: "x" } })],
    reason: "/elements/0/text/type",
  },
  { name: "a button value over 2000", blocks: [button({ value: "x".repeat(2001) })], reason: "less than 2001" },
  {
    name: "a confirm text over 300",
    blocks: [
      button({ confirm: { title: plain("t"), text: plain("x".repeat(301)), confirm: plain("y"), deny: plain("n") } }),
    ],
    reason: "less than 301",
  },
  { name: "a relative link", blocks: [button({ url: "/portal" })], reason: "invalid url" },
  {
    name: "eleven context elements",
    blocks: [{ type: "context", elements: Array.from({ length: 11 }, () => plain("x")) }],
    reason: "no more than 10 items",
  },
  {
    name: "a repeated block_id",
    blocks: [
      { ...section("x"), block_id: "a" },
      { ...section("y"), block_id: "a" },
    ],
    reason: '`block_id` "a" already exists',
  },
  {
    name: "a repeated action_id in one block",
    blocks: [
      {
        type: "actions",
        elements: ["1", "2"].map((value) => ({ type: "button", action_id: "go", text: plain("x"), value })),
      },
    ],
    reason: '`action_id` "go" already exists',
  },
  {
    name: "an option value over 150",
    blocks: [{ type: "actions", elements: [{ type: "static_select", options: [option("v".repeat(151))] }] }],
    reason: "less than 151",
  },
  {
    name: "an option text over 75",
    blocks: [{ type: "actions", elements: [{ type: "static_select", options: [option("v", "x".repeat(76))] }] }],
    reason: "less than 76",
  },
  {
    name: "101 options",
    blocks: [
      {
        type: "actions",
        elements: [{ type: "static_select", options: Array.from({ length: 101 }, (_, at) => option(String(at))) }],
      },
    ],
    reason: "no more than 100 items",
  },
  {
    name: "a choice that is not offered",
    blocks: [
      { type: "actions", elements: [{ type: "static_select", options: [option("a")], initial_option: option("b") }] },
    ],
    reason: "initial choice",
  },
  {
    name: "a menu of options and groups",
    blocks: [
      {
        type: "actions",
        elements: [
          {
            type: "static_select",
            options: [option("a")],
            option_groups: [{ label: plain("g"), options: [option("a")] }],
          },
        ],
      },
    ],
    reason: "either `options` or `option_groups`",
  },
  {
    name: "eleven radio buttons",
    blocks: [
      {
        type: "actions",
        elements: [{ type: "radio_buttons", options: Array.from({ length: 11 }, (_, at) => option(String(at))) }],
      },
    ],
    reason: "no more than 10 items",
  },
  {
    name: "two tables",
    blocks: [1, 2].map(() => ({ type: "table", rows: [[{ type: "raw_text", text: "x" }]] })),
    reason: "only_one_table_allowed",
  },
  {
    name: "a picture of nowhere",
    blocks: [{ type: "image", alt_text: "x" }],
    reason: "either `image_url` or `slack_file`",
  },
  {
    name: "an unknown rich text element",
    blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "blink" }] }] }],
    reason: "unsupported type",
  },
];

const takenMessages = [
  {
    name: "text, buttons, context",
    blocks: [
      section("*erp*"),
      buttonRow("approve", "Approve", "r1"),
      { type: "context", elements: [plain("since 14:05")] },
    ],
  },
  {
    name: "rich text with a mention and a date",
    blocks: [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "erp", style: { bold: true } },
              { type: "user", user_id: "U0DANA" },
              { type: "date", timestamp: 1, format: "{time}", fallback: "then" },
            ],
          },
        ],
      },
    ],
  },
  {
    name: "a table",
    blocks: [{ type: "table", rows: [[{ type: "raw_text", text: "path" }]], column_settings: [{ align: "right" }] }],
  },
  {
    name: "the longest values allowed",
    blocks: [section("x".repeat(3000)), button({ text: plain("x".repeat(75)), value: "v".repeat(2000) })],
  },
];

const refusedModals = [
  { name: "a title over 24", view: aModal({ title: plain("x".repeat(25)) }), reason: "less than 25" },
  {
    name: "an input without submit",
    view: { ...aModal(), submit: undefined },
    reason: "missing required field: submit",
  },
  {
    name: "private_metadata over 3000",
    view: aModal({ private_metadata: "x".repeat(3001) }),
    reason: "less than 3001",
  },
  {
    name: "more than 100 blocks",
    view: aModal({ blocks: Array.from({ length: 101 }, () => ({ type: "divider" as const })) }),
    reason: "no more than 100 items",
  },
  {
    name: "an input without block_id",
    view: aModal({
      blocks: [{ type: "input", label: plain("x"), element: { type: "plain_text_input", action_id: "a" } }],
    }),
    reason: "missing required field: block_id",
  },
  {
    name: "an input without action_id",
    view: { ...aModal(), blocks: [input({ type: "plain_text_input" })] },
    reason: "missing required field: action_id",
  },
  { name: "a table", view: { ...aModal(), blocks: [{ type: "table", rows: [] }] }, reason: "unsupported type" },
  {
    name: "a longest length over 3000",
    view: { ...aModal(), blocks: [input({ type: "plain_text_input", action_id: "a", max_length: 3001 })] },
    reason: "no more than 3000",
  },
  {
    name: "a number that is none",
    view: {
      ...aModal(),
      blocks: [input({ type: "number_input", action_id: "a", is_decimal_allowed: false, initial_value: "one" })],
    },
    reason: "must be a number",
  },
  {
    name: "two focused fields",
    view: {
      ...aModal(),
      blocks: ["a", "b"].map((id) => ({
        ...input({ type: "plain_text_input", action_id: id, focus_on_load: true }),
        block_id: id,
      })),
    },
    reason: "only one element can be focused",
  },
];

describe("Block Kit of the Slack simulator", () => {
  test.each(refusedMessages)("refuses $name", ({ blocks, reason }) => {
    expect(checkBlocks(blocks)).toEqual({
      ok: false,
      problems: expect.arrayContaining([expect.stringContaining(reason)]),
    });
  });

  test.each(takenMessages)("takes $name", ({ blocks }) => {
    expect(checkBlocks(blocks)).toEqual({ ok: true, value: expect.any(Array) });
  });

  test("fills in the ids that a message leaves out", () => {
    const checked = checkBlocks([button({ action_id: undefined })]);
    expect(checked).toEqual({
      ok: true,
      value: [
        expect.objectContaining({
          block_id: expect.any(String),
          elements: [expect.objectContaining({ action_id: expect.any(String) })],
        }),
      ],
    });
  });

  test.each(refusedModals)("refuses a modal with $name", ({ view, reason }) => {
    expect(checkModal(view)).toEqual({
      ok: false,
      problems: expect.arrayContaining([expect.stringContaining(reason)]),
    });
  });

  test("takes a modal with a field", () => {
    expect(checkModal(aModal())).toEqual({ ok: true, value: expect.objectContaining({ type: "modal" }) });
  });

  test.each([
    { name: "options", answer: { options: [option("a")] }, ok: true },
    { name: "groups", answer: { option_groups: [{ label: plain("UK"), options: [option("a")] }] }, ok: true },
    { name: "nothing at all", answer: undefined, ok: false },
    { name: "101 options", answer: { options: Array.from({ length: 101 }, (_, at) => option(String(at))) }, ok: false },
  ])("judges an answer of $name to a suggestion", ({ answer, ok }) => {
    expect(checkSuggestions(answer).ok).toBe(ok);
  });
});
