import * as fc from "fast-check";
import { cardData, readCardData, readValues } from "../../../adapters/teams/card-data.ts";
import { formIdOf, formSpotOf } from "../../../adapters/teams/form-id.ts";
import { renderMessage } from "../../../adapters/teams/render-card.ts";
import { renderForm } from "../../../adapters/teams/render-form.ts";
import { writtenText } from "../../../adapters/teams/written-text.ts";
import { button } from "../../../src/chat/actions.ts";
import {
  actions,
  bold,
  type Card,
  card,
  channel,
  code,
  divider,
  fields,
  link,
  list,
  mention,
  note,
  progress,
  say,
  serviceKey,
  table,
  text,
  time,
  word,
} from "../../../src/chat/card.ts";
import type { FormView } from "../../../src/chat/form.ts";
import { createFormAgain } from "../../../src/chat/forms/create-again.ts";
import { createForm } from "../../../src/chat/forms/create-form.ts";
import { rejectForm } from "../../../src/chat/forms/reject-form.ts";
import { resizeBlocked, resizeForm } from "../../../src/chat/forms/resize-form.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { aFinding } from "../../builders/plan.ts";
import { cardProblems } from "../../simulators/teams/cards/check.ts";
import { hostileTexts } from "../../support/hostile.ts";
import { review } from "../chat/resize-cards.ts";

const dana = "teams:c0070500-0000-4000-8000-000000000001/0b1ec700-0000-4000-8000-000000000001";
const names = {
  person: (who: string) => (who === dana ? "Dana [x](y) <at>" : undefined),
  channel: (id: string) => (id === "19:net@thread.tacv2" ? "net" : undefined),
};
const drawn = (shown: Card) => renderMessage(shown, names);
const contentOf = (shown: Card) => drawn(shown).attachments[0].content;
const environments = [anEnvironment(), anEnvironment({ name: "test" })];
const place = { platform: "teams", channel: "19:net@thread.tacv2", direct: false } as const;
const formCard = (view: FormView) => renderForm(view, { names, place, options: new Map() });

const press = (label: string, subject = "r1") => ({ label, action: "approve", subject });

/** Every place of a card in which a text from outside may stand. */
function cardFull(of: string): Card {
  return card(of, "look", [
    text(say`before ${of} after`),
    text(bold(of)),
    text(code(of)),
    note(say`${of} since ${time(0)}`),
    fields([[of, of]]),
    list([of, of]),
    table([of, of], [[of, of]]),
    actions([{ ...press(of), confirm: { title: of, text: of, yes: of, no: of } }]),
  ]);
}

const formFull = (of: string): FormView => ({
  form: "create",
  subject: of,
  title: of,
  blocks: [text(of)],
  submit: of,
  fields: [
    { kind: "text", name: "name", label: of, help: of, error: of, value: of, placeholder: of },
    { kind: "select", name: "env", label: of, leads: true, options: [{ value: of, label: of, description: of }] },
    { kind: "search", name: "vnet", label: of, source: "vnet", value: of },
    { kind: "checkbox", name: "fastpath", label: of, text: of, checked: true },
  ],
});

/** All parts of a card, however deep. */
function partsIn(value: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(partsIn);
  if (typeof value !== "object" || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(partsIn)];
}

/** Texts that Teams reads as markdown. */
const markdownIn = (value: unknown) => partsIn(value).filter(({ type }) => type === "TextBlock");

/** Text runs and labels in which Teams would fill in a date. */
const datesIn = (value: unknown) => JSON.stringify(value).match(/\{\{/g) ?? [];

describe("a card in Teams", () => {
  test.each(hostileTexts)("keeps %j harmless wherever it stands", (hostile) => {
    const whole = contentOf(cardFull(hostile));
    expect(cardProblems(structuredClone(whole))).toEqual([]);
    expect(markdownIn(whole)).toEqual([]);
    // The one date is the card's own.
    expect(datesIn(whole)).toHaveLength(1);
    expect(JSON.stringify(drawn(cardFull(hostile)))).not.toMatch(/[\u200B\u202E\u2066]/);
    expect(drawn(cardFull(hostile)).summary).not.toContain("{{");
    const form = formCard(formFull(hostile));
    expect(cardProblems(structuredClone(form))).toEqual([]);
    expect(markdownIn(form)).toEqual([]);
    expect(partsIn(form).filter(({ text: shown }) => typeof shown === "string" && shown.includes("{{"))).toEqual([]);
  });

  test("is one that Teams takes, whatever the texts are", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }),
        (any) => cardProblems(contentOf(cardFull(any))).length === 0,
      ),
      { numRuns: 40, examples: [["\u0000"], ["\u202E\u200B"]] },
    );
  });

  test("mentions people of Teams in a line of their own that holds nothing but names", () => {
    const { body, msteams } = contentOf(
      word("w", undefined, [text(say`${mention(dana)} & ${mention("slack:T1/U1")}`)]),
    );
    expect(body.at(-1)).toMatchObject({ type: "TextBlock", text: "Mentioned: <at>Dana xy at</at>" });
    expect(msteams?.entities).toEqual([
      {
        type: "mention",
        text: "<at>Dana xy at</at>",
        mentioned: { id: "0b1ec700-0000-4000-8000-000000000001", name: "Dana xy at" },
      },
    ]);
    expect(body[1]).toMatchObject({
      inlines: [{ text: "@Dana [x](y) < at>", weight: "bolder" }, { text: " & " }, { text: "@slack:T1/U1" }],
    });
  });

  test("shows times in the reader's zone, channels by name, links as links, and no key that nobody put in", () => {
    const at = Date.UTC(2026, 10, 22, 14, 5, 7, 123);
    const shown = say`${time(at)} ${time(at, "day")} ${channel({ platform: "teams", channel: "19:net@thread.tacv2" })} ${link("portal", "https://portal.azure.com/x")} ${serviceKey({ environment: "prod", circuitId: "/c", seal: "s", readers: [] })}`;
    const whole = contentOf(word("w", undefined, [text(shown)]));
    expect(whole.body[1]).toMatchObject({
      inlines: [
        { text: "{{TIME(2026-11-22T14:05:07Z)}}" },
        {},
        { text: "{{DATE(2026-11-22T14:05:07Z,SHORT)}}" },
        {},
        { text: "#net" },
        {},
        { text: "portal", selectAction: { type: "Action.OpenUrl", url: "https://portal.azure.com/x" } },
        {},
        { text: "(kept back)", fontType: "monospace" },
      ],
    });
    expect(whole.fallbackText).toContain("14:05 UTC");
  });

  test("presses by Action.Execute, by Action.Submit in older clients, and asks first where it must", () => {
    const [plain, asked] = [
      button("approve", "r1"),
      button("approve", "r2", { confirm: { title: "Sure?", text: "It costs.", yes: "Approve", no: "No" } }),
    ];
    const set = contentOf(word("w", undefined, [actions([plain, asked])])).body.at(-1);
    const data = (subject: string) => cardData({ kind: "press", action: "approve", subject });
    expect(set).toMatchObject({
      actions: [
        {
          type: "Action.Execute",
          verb: "press",
          style: "positive",
          data: data("r1"),
          fallback: { type: "Action.Submit", data: data("r1") },
        },
        {
          type: "Action.ShowCard",
          card: { actions: [{ type: "Action.Execute", title: "Approve", data: data("r2") }] },
        },
      ],
    });
  });

  test("leaves out a button whose subject does not fit, and puts more than six behind a menu", () => {
    const many = Array.from({ length: 30 }, (_, at) => press(`b${at}`));
    const whole = contentOf(card("t", undefined, [actions([press("long", "x".repeat(2001)), ...many])]));
    expect(cardProblems(whole)).toEqual([]);
    expect(JSON.stringify(whole)).not.toContain('"long"');
    expect(partsIn(whole).filter(({ mode }) => mode === "secondary")).toHaveLength(14);
  });

  test.each([
    { name: "too many blocks", blocks: Array.from({ length: 400 }, (_, at) => note(`line ${at} ${"x".repeat(90)}`)) },
    { name: "a long list", blocks: [list(Array.from({ length: 900 }, (_, at) => `item ${at} ${"x".repeat(90)}`))] },
    { name: "long texts", blocks: Array.from({ length: 20 }, () => text("é".repeat(9000))) },
  ])("cuts $name to what Teams takes, says so and keeps the buttons", ({ blocks }) => {
    const whole = contentOf(card("t", undefined, [...blocks, actions([press("Approve")])]));
    expect(Buffer.byteLength(JSON.stringify(whole))).toBeLessThanOrEqual(28 * 1024);
    expect(JSON.stringify(whole.body.at(-2))).toContain("does not fit");
    expect(whole.body.at(-1)).toMatchObject({ type: "ActionSet" });
  });

  test("says steps in words before the bar, sets dividers apart, and carries everything in its fallback", () => {
    const shown = card("erp is up", "done", [
      progress(6, 12),
      divider(),
      text("Both sessions are up."),
      table(["a"], [["x"]]),
      actions([press("Verify again")]),
    ]);
    const whole = contentOf(shown);
    expect(whole.body[1]).toMatchObject({ inlines: [{ text: "6 of 12 steps ▰▰▰▰▰▱▱▱▱▱" }] });
    expect(whole.body[2]).toMatchObject({ separator: true });
    expect(whole.fallbackText).toBe(
      "erp is up ✅\n6 of 12 steps ▰▰▰▰▰▱▱▱▱▱\nBoth sessions are up.\nx\nButtons: Verify again",
    );
    expect(drawn(shown)).not.toHaveProperty("text");
  });
});

describe("a form in Teams", () => {
  test.each([
    { name: "the empty create form", view: createForm({}, { environments }) },
    { name: "new networks", view: createForm({ env: "prod", "vnet-is": "new", "vcn-is": "new" }, { environments }) },
    { name: "nowhere to ask", view: createForm({}, { environments: [] }) },
    { name: "findings", view: createFormAgain({ env: "prod" }, [aFinding({ severity: "blocking" })], environments) },
    { name: "the reject form", view: rejectForm("r1") },
    { name: "the resize form", view: resizeForm(review.plan, [2000, 5000], { review }) },
    { name: "what cannot be resized", view: resizeBlocked(review) },
  ])("draws $name as Teams takes it", ({ view }) => {
    expect(cardProblems(structuredClone(formCard(view)))).toEqual([]);
  });

  test("gives back what it is, where it was asked for, and what others depended on", () => {
    const whole = formCard(createForm({ env: "prod" }, { environments }));
    const sent = partsIn(whole).find(({ verb }) => verb === "send")?.["data"];
    expect(readCardData(sent)).toMatchObject({
      kind: "send",
      form: "create",
      place: { channel: place.channel, direct: false },
      led: { env: "prod", "vnet-is": "existing" },
    });
    expect(readValues({ ...(sent as object), name: "erp", fastpath: "", count: 3 })).toEqual({ name: "erp" });
  });

  test.each([undefined, null, "x", [], {}, { interconnect: 1 }, { interconnect: { kind: "press" } }])(
    "reads nothing out of %j",
    (foreign) => {
      expect(readCardData(foreign)).toBeUndefined();
    },
  );

  test("shows what is searched for, what is chosen even if nobody offers it, and asks for more as one types", () => {
    const view = createForm({ env: "prod", vnet: "hub/one" }, { environments });
    const whole = renderForm(view, { names, options: new Map([["vnet", [{ value: "spoke", label: "spoke" }]]]) });
    expect(partsIn(whole).find(({ id }) => id === "vnet")).toMatchObject({
      style: "filtered",
      value: "hub/one",
      choices: [{ value: "hub/one" }, { value: "spoke" }],
      "choices.data": { type: "Data.Query", dataset: "vnet?env=prod" },
    });
  });

  test.each([
    { kind: "card", conversation: "19:a/b;x@thread.tacv2", messageId: "17:1", place: { ...place, threadRef: "17/0" } },
    { kind: "typed", act: "teams-message-1", person: dana, place: { ...place, direct: true } },
    { kind: "pressed", act: "teams-message-1", person: dana, place: { ...place, direct: false } },
  ] as const)("its id leads back to where it is: $kind", (spot) => {
    expect(formSpotOf(formIdOf(spot))).toEqual(spot);
  });

  test.each(["", "card", "V1/C0NET/c", "card/a/b", "%"])("%j is the id of no form", (id) => {
    expect(formSpotOf(id)).toBeUndefined();
  });
});

test.each([
  { written: "<at>Interconnect</at> status erp\n", read: "status erp" },
  { written: '<at id="0">Interconnect</at>&nbsp;verify', read: "verify" },
  { written: "create name=erp reason=&quot;a &lt;b&gt; &amp; c&quot;", read: 'create name=erp reason="a <b> & c"' },
  { written: "<at>Interconnect</at> status of <at>Dana</at>", read: "status of Dana" },
  { written: "/interconnect list", read: "list" },
  { written: "@interconnect list", read: "list" },
  { written: "@interconnect", read: "" },
  { written: "/interconnection", read: "/interconnection" },
  { written: "&amp;lt;", read: "&lt;" },
])("reads $written as $read", ({ written, read }) => {
  expect(writtenText(written)).toBe(read);
});
