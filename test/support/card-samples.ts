/** Cards with everything that the product draws and asks in Teams. */

const run = (text: string, look: object = {}) => ({ type: "TextRun", text, ...look });
const line = (...inlines: readonly object[]) => ({ type: "RichTextBlock", inlines });
const bold = (text: string) => run(text, { weight: "bolder" });
const execute = (title: string, more: object = {}) => ({
  type: "Action.Execute",
  title,
  verb: "press",
  data: { interconnect: { action: title.toLowerCase(), subject: "r1" } },
  ...more,
});

const card = (body: readonly object[], more: object = {}) => ({ type: "AdaptiveCard", version: "1.5", body, ...more });

export const PLAN_CARD = card(
  [
    line(run("erp is being built ⏳", { weight: "bolder", size: "large" })),
    line(run("<img src=x onerror=\"document.title='broken'\"> & **no** [link](https://x.example)")),
    line(bold("Primary "), run("10.255.0.0/30", { fontType: "monospace" })),
    line(run("since {{TIME(2026-11-21T14:05:00Z)}}", { isSubtle: true, size: "small" })),
    {
      type: "Table",
      columns: [{ width: 1 }, { width: 1 }],
      firstRowAsHeaders: true,
      rows: ["Check", "BGP"].map((text) => ({
        type: "TableRow",
        cells: [text, "up"].map((cell) => ({ type: "TableCell", items: [line(run(cell))] })),
      })),
    },
    { type: "TextBlock", text: "Mentioned: <at>Alex Okafor</at>", wrap: true },
    {
      type: "ActionSet",
      actions: [
        {
          type: "Action.ShowCard",
          title: "Approve",
          style: "positive",
          card: { type: "AdaptiveCard", body: [line(run("About £710 a month?"))], actions: [execute("Yes, approve")] },
        },
        execute("Reject", { style: "destructive" }),
      ],
    },
  ],
  {
    msteams: {
      width: "Full",
      entities: [{ type: "mention", text: "<at>Alex Okafor</at>", mentioned: { id: "29:1alex", name: "Alex Okafor" } }],
    },
  },
);

export const FORM_CARD = card([
  { type: "Input.Text", id: "name", label: "Name", placeholder: "erp" },
  {
    type: "Input.ChoiceSet",
    id: "env",
    label: "Environment",
    value: "prod",
    choices: ["prod", "lab"].map((value) => ({ title: value, value })),
  },
  {
    type: "Input.ChoiceSet",
    id: "vnet",
    label: "Which VNet",
    style: "filtered",
    placeholder: "Type to search",
    choices: [],
    "choices.data": { type: "Data.Query", dataset: "vnet" },
  },
  {
    type: "Input.Toggle",
    id: "fast",
    label: "FastPath",
    title: "Past the gateway",
    valueOn: "yes",
    valueOff: "",
    value: "",
  },
  { type: "ActionSet", actions: [execute("Check and ask", { style: "positive" })] },
]);

export const ANSWER_CARD = card([line(run("Only the requester may"))]);
