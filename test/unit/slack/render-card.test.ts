import * as fc from "fast-check";
import { actionOf, renderCard } from "../../../adapters/slack/render-card.ts";
import {
  actions,
  bold,
  type Card,
  card,
  code,
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
import { aKeyRef } from "../../builders/plan.ts";
import { checkBlocks } from "../../simulators/slack/block-kit/block-kit.ts";
import { hostileTexts } from "../../support/hostile.ts";

const problemsOf = (drawn: Card): readonly string[] => {
  const checked = checkBlocks(structuredClone(renderCard(drawn).blocks));
  return checked.ok ? [] : checked.problems;
};

const press = (label: string, subject = "r1") => ({ label, action: "approve", subject });

/** Every place of a card in which a text from outside may stand. */
function cardFull(of: string): Card {
  return card(of, "look", [
    text(say`before ${of} after`),
    text(bold(of)),
    text(code(of)),
    note(of),
    note(say`${of} since ${time(0)}`),
    fields([[of, of]]),
    list([of, of]),
    table([of, of], [[of, of]]),
    actions([{ ...press(of), confirm: { title: of, text: of, yes: of, no: of } }]),
  ]);
}

/** All texts that Slack would read as markup. */
function markupIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "type" in value && value.type === "mrkdwn" ? [value] : [];
  return [...own, ...Object.values(value).flatMap(markupIn)];
}

describe("renderCard", () => {
  test.each(hostileTexts)("keeps %j harmless wherever it stands", (hostile) => {
    const drawn = renderCard(cardFull(hostile));
    expect(problemsOf(cardFull(hostile))).toEqual([]);
    expect(markupIn(drawn.blocks)).toEqual([]);
    expect(drawn.text).not.toMatch(/<(?!!date\^)/);
    expect(JSON.stringify(drawn)).not.toMatch(/[\u200B\u202E\u2066]/);
    expect(JSON.stringify(drawn.blocks)).not.toMatch(/"type":"(?:user|usergroup|broadcast|link)"/);
  });

  test("draws what Slack takes, whatever the texts are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (any) => problemsOf(cardFull(any)).length === 0),
    );
  });

  test.each([
    { name: "a long title", drawn: card("t".repeat(500), "done", []) },
    { name: "a title that fills the header", drawn: card("t".repeat(150), "stopped", []) },
    { name: "a long text", drawn: card("t", undefined, [text("x".repeat(9000))]) },
    { name: "a long note", drawn: card("t", undefined, [note("x".repeat(9000))]) },
    { name: "a long label", drawn: card("t", undefined, [actions([press("l".repeat(200))])]) },
    {
      name: "more buttons than fit",
      drawn: card("t", undefined, [actions(Array.from({ length: 40 }, () => press("b")))]),
    },
    {
      name: "a long confirmation",
      drawn: card("t", undefined, [
        actions([
          {
            ...press("b"),
            confirm: { title: "x".repeat(500), text: "x".repeat(500), yes: "x".repeat(50), no: "x".repeat(50) },
          },
        ]),
      ]),
    },
    {
      name: "a long table",
      drawn: card("t", undefined, [
        table(
          ["a", "b"],
          Array.from({ length: 300 }, () => ["x".repeat(90), "y"]),
        ),
      ]),
    },
    {
      name: "two tables",
      drawn: card("t", undefined, [table(["a"], [["1"]]), table(["b"], [["2"]])]),
    },
    { name: "an empty text", drawn: card("t", undefined, [text(""), note(""), list([]), table(["a"], [[""]])]) },
    { name: "a word without anything", drawn: word("") },
    { name: "no buttons", drawn: card("t", undefined, [actions([])]) },
  ])("fits $name into Slack's limits", ({ drawn }) => {
    expect(problemsOf(drawn)).toEqual([]);
    expect(renderCard(drawn).text.length).toBeLessThanOrEqual(4000);
  });

  test("cuts a card of too many blocks, says so and keeps the buttons", () => {
    const lines = Array.from({ length: 80 }, (_, at) => note(`line ${at}`));
    const { blocks } = renderCard(card("t", undefined, [...lines, actions([press("Approve")])]));
    expect(blocks).toHaveLength(50);
    expect(JSON.stringify(blocks.at(-2))).toContain("does not fit");
    expect(blocks.at(-1)?.type).toBe("actions");
  });

  test("leaves out a button whose subject does not fit: a shorter one would name something else", () => {
    const { blocks } = renderCard(card("t", undefined, [actions([press("a", "x".repeat(2001)), press("b")])]));
    expect(blocks.at(-1)).toMatchObject({ elements: [{ text: { text: "b" } }] });
  });

  test("gives equal actions in one row ids of their own, from which the action can be told", () => {
    const { blocks } = renderCard(card("t", undefined, [actions([press("a", "1"), press("b", "2"), press("c", "3")])]));
    const row = blocks.at(-1);
    const ids = row?.type === "actions" ? row.elements.map((element) => element.action_id ?? "") : [];
    expect(new Set(ids).size).toBe(3);
    expect(ids.map(actionOf)).toEqual(["approve", "approve", "approve"]);
  });

  test("mentions people and groups of Slack, and only names others", () => {
    const drawn = card("t", undefined, [
      text(say`${mention("slack:T1/U1")} ${mention("slack:T1/S1")} ${mention("teams:tenant/oid")}`),
    ]);
    const { blocks, text: fallback } = renderCard(drawn);
    expect(blocks.at(-1)).toMatchObject({
      elements: [
        {
          elements: [
            { type: "user", user_id: "U1" },
            { type: "text" },
            { type: "usergroup", usergroup_id: "S1" },
            { type: "text" },
            { type: "text", text: "teams:tenant/oid" },
          ],
        },
      ],
    });
    expect(fallback).toContain("<@U1> <!subteam^S1> teams:tenant/oid");
  });

  test("shows times in the reader's zone, with UTC where that is not known", () => {
    const at = Date.UTC(2026, 10, 22, 14, 5);
    const { blocks, text: fallback } = renderCard(card("t", undefined, [text(say`since ${time(at)}`)]));
    expect(blocks.at(-1)).toMatchObject({
      elements: [{ elements: [{}, { type: "date", timestamp: at / 1000, fallback: "14:05 UTC" }] }],
    });
    expect(fallback).toContain(`<!date^${at / 1000}^{time}|14:05 UTC>`);
  });

  test("links only to web addresses", () => {
    const drawn = card("t", undefined, [
      text(say`${link("a", "https://portal.azure.com/x")} ${link("b", "javascript:1")}`),
    ]);
    const types = JSON.stringify(renderCard(drawn).blocks).match(/"type":"link"/g);
    expect(types).toHaveLength(1);
  });

  test("never shows a service key that nobody put in", () => {
    const { blocks, text: fallback } = renderCard(card("t", undefined, [text(say`key ${serviceKey(aKeyRef)}`)]));
    expect(JSON.stringify(blocks)).toContain("(kept back)");
    expect(fallback).toContain("(kept back)");
  });

  test("says the steps in words before the bar", () => {
    const { blocks } = renderCard(card("t", undefined, [progress(6, 12)]));
    expect(blocks.at(-1)).toMatchObject({ elements: [{ elements: [{ text: "6 of 12 steps ▰▰▰▰▰▱▱▱▱▱" }] }] });
  });

  test("the top-level text carries title, blocks and buttons", () => {
    const drawn = card("erp is up", "done", [
      text("Both sessions are up."),
      fields([["Cost", "about GBP 5 a month"]]),
      list(["one", "two"]),
      table(["a", "b"], [["x", "y"]]),
      actions([press("Verify again"), press("Whole plan")]),
    ]);
    expect(renderCard(drawn).text).toBe(
      [
        "erp is up ✅",
        "Both sessions are up.",
        "Cost: about GBP 5 a month",
        "• one",
        "• two",
        "x · y",
        "Buttons: Verify again · Whole plan",
      ].join("\n"),
    );
  });

  test("cuts the top-level text between lines, never inside a mention", () => {
    const lines = Array.from({ length: 300 }, () => say`${mention("slack:T1/U1")} waits & waits`);
    const { text: fallback } = renderCard(card("t", undefined, [list(lines)]));
    expect(fallback.length).toBeLessThanOrEqual(4000);
    expect(fallback.endsWith("…")).toBe(true);
    for (const line of fallback.split("\n").slice(1, -1)) expect(line).toBe("• <@U1> waits &amp; waits");
  });
});
