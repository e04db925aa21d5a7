/** One of everything that messages and modals may hold, with texts that try to be more than text. */

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const option = (value: string, text = value) => ({ value, text: plain(text) });

const HOSTILE = `<img src=x onerror="document.title='broken'"> & <b>bold</b>`;

/** A moment whose date differs between UTC and Tokyo. */
const LATE_EVENING_UTC_S = Date.UTC(2026, 10, 23, 22, 30) / 1000;

const text = (words: string, style?: object) => ({ type: "text", text: words, ...(style && { style }) });

const richText = {
  type: "rich_text",
  elements: [
    {
      type: "rich_text_section",
      elements: [
        text("rich "),
        text("bold", { bold: true }),
        text(" code", { code: true }),
        text(" italic", { italic: true }),
        text(" strike", { strike: true }),
        text(` ${HOSTILE} `),
        { type: "link", url: "https://example.com/a", text: "a link" },
        { type: "link", url: "javascript:alert(1)", text: "no link" },
        { type: "user", user_id: "U0DANA" },
        { type: "usergroup", usergroup_id: "S0APPROVERS" },
        { type: "channel", channel_id: "C0RANDOM" },
        { type: "emoji", name: "warning" },
        { type: "broadcast", range: "here" },
        { type: "date", timestamp: LATE_EVENING_UTC_S, format: "{date_num} at {time}", fallback: "then" },
      ],
    },
    {
      type: "rich_text_list",
      style: "bullet",
      elements: [{ type: "rich_text_section", elements: [text("first item")] }],
    },
    {
      type: "rich_text_list",
      style: "ordered",
      offset: 2,
      elements: [{ type: "rich_text_section", elements: [text("third item")] }],
    },
    { type: "rich_text_preformatted", elements: [text("preformatted\ntext")] },
    { type: "rich_text_quote", elements: [text("a quote")] },
  ],
};

const question = {
  title: plain("Sure?"),
  text: plain("This costs money."),
  confirm: plain("Yes"),
  deny: plain("Not now"),
};

/** A message with every block and every element that may stand in one. */
export const EVERYTHING = [
  { type: "header", text: plain("A header") },
  {
    type: "section",
    text: mrkdwn(
      `*bold* _italic_ ~strike~ \`code\` <https://example.com/b|b link> <@U0ALEX> <#C0RANDOM> <!subteam^S0APPROVERS> <!date^${LATE_EVENING_UTC_S}^{date_num} {time}|then> &lt;i&gt; snake_case_name\n> quoted\n\`\`\`block\nof code\`\`\``,
    ),
    accessory: { type: "button", action_id: "beside", text: plain("Beside"), style: "danger", confirm: question },
  },
  { type: "section", fields: [mrkdwn("*Left*\none"), plain(HOSTILE)] },
  { type: "divider" },
  richText,
  {
    type: "table",
    rows: [
      [
        { type: "raw_text", text: "Check" },
        { type: "raw_text", text: "Says" },
      ],
      [
        { type: "raw_text", text: "BGP" },
        { type: "rich_text", elements: [{ type: "rich_text_section", elements: [text("up", { bold: true })] }] },
      ],
    ],
  },
  { type: "context", elements: [mrkdwn("small print"), plain("more of it")] },
  { type: "image", image_url: "https://example.com/x.png", alt_text: "what the picture shows" },
  { type: "markdown", text: "# A heading\n- **strong** item\n[m link](https://example.com/c)" },
  {
    type: "actions",
    elements: [
      { type: "button", action_id: "press", text: plain("Press"), style: "primary", value: "r1" },
      { type: "static_select", action_id: "menu", placeholder: plain("A menu"), options: [option("a"), option("b")] },
      { type: "radio_buttons", action_id: "radio", options: [option("x"), option("y")] },
      { type: "checkboxes", action_id: "check", options: [option("tick")] },
    ],
  },
];

const input = (id: string, label: string, element: object, more: object = {}) => ({
  type: "input",
  block_id: id,
  label: plain(label),
  element: { action_id: id, ...element },
  ...more,
});

/** A modal with every kind of question. */
export const EVERY_QUESTION = {
  type: "modal",
  callback_id: "questions",
  title: plain("Every question"),
  submit: plain("Send"),
  close: plain("Leave"),
  notify_on_close: true,
  blocks: [
    { type: "section", text: plain("Answer all of them.") },
    input("line", "A line", { type: "plain_text_input", max_length: 20 }, { hint: plain("At most 20 characters.") }),
    input("area", "A paragraph", { type: "plain_text_input", multiline: true }, { optional: true }),
    input("number", "A number", { type: "number_input", is_decimal_allowed: false, min_value: "1" }),
    input(
      "one",
      "One of a menu",
      { type: "static_select", options: [option("red"), option("blue")] },
      { dispatch_action: true },
    ),
    input("grouped", "One of groups", {
      type: "static_select",
      option_groups: [{ label: plain("Group"), options: [option("in-group", "In a group")] }],
    }),
    input("several", "Several of a menu", { type: "multi_static_select", options: [option("north"), option("south")] }),
    input("radio", "One of a few", { type: "radio_buttons", options: [option("yes"), option("no")] }),
    input(
      "ticks",
      "Any of a few",
      { type: "checkboxes", options: [option("cheap"), option("fast")] },
      { optional: true },
    ),
    input("found", "Found by typing", { type: "external_select", min_query_length: 1 }),
    input("many", "Many found", { type: "multi_external_select", min_query_length: 1 }, { optional: true }),
  ],
};
