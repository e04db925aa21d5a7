import { renderCard } from "../../../adapters/slack/render-card.ts";
import { renderMessage } from "../../../adapters/teams/render-card.ts";
import type { Card } from "../../../src/chat/card.ts";
import { slashCommand } from "../../../src/chat/command-table.ts";
import { fallbackText } from "../../../src/chat/fallback.ts";
import { helpFor, helpOverview } from "../../../src/chat/views/help.ts";
import { operationCard } from "../../../src/chat/views/operation-card.ts";
import { planCard } from "../../../src/chat/views/plan-card.ts";
import { aPlan } from "../../builders/plan.ts";
import { checkBlocks } from "../../simulators/slack/block-kit/block-kit.ts";
import { building, cards, request } from "./cards.ts";

const all = Object.entries(cards).map(([name, card]) => ({ name, card }));

const nobody = { person: () => undefined, channel: () => undefined };

/** Everything that Teams is sent of a card: what is drawn, what is read out, what a notification says. */
const inTeams = (card: Card): string => JSON.stringify(renderMessage(card, nobody));

const buttonsOf = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === "actions" ? block.buttons : []));

describe("every view", () => {
  test.each(all)("$name reads so", ({ card }) => {
    expect(fallbackText(card)).toMatchSnapshot();
  });

  test.each(all)("$name is drawn as Slack takes it", ({ card }) => {
    const checked = checkBlocks(structuredClone(renderCard(card).blocks));
    expect(checked).toMatchObject({ ok: true });
  });

  test.each(all)("$name says commands in Teams as one types them there", ({ card }) => {
    expect(inTeams(card)).not.toContain(slashCommand);
  });

  test.each(all)("$name survives a trip through Redis", ({ card }) => {
    expect(JSON.parse(JSON.stringify(card))).toEqual(card);
  });

  test.each(all)("$name says what is, without exclamation, please, oops or success", ({ card }) => {
    expect(fallbackText(card)).not.toMatch(/!|\bplease\b|\bsuccessful|\boops\b|\bsorry\b/i);
  });

  test.each(all)("$name keeps subjects opaque: no address, name or money in a button", ({ card }) => {
    const subjects = buttonsOf(card).flatMap(({ action, subject }) => (action === "command" ? [] : [subject]));
    expect(subjects.filter((subject) => !/^[a-z0-9-]{1,40}$/.test(subject))).toEqual([]);
  });
});

describe("help", () => {
  test("on a verb is headed by the line as one types it, on both platforms", () => {
    const { text, blocks } = renderCard(helpFor("create"));
    expect(text).toMatch(/^\/interconnect create\n/);
    expect(blocks[0]).toMatchObject({ type: "header", text: { text: "/interconnect create" } });
    expect(renderMessage(helpFor("create"), nobody)).toMatchObject({
      summary: "@interconnect create",
      attachments: [{ content: { fallbackText: expect.stringMatching(/^@interconnect create\n/) } }],
    });
  });

  test("says every way of typing a command on each platform", () => {
    const overview = helpOverview({ waiting: [], running: [], freezes: [], now: 0 });
    expect(renderCard(overview).text).toContain("Type /interconnect VERB, or mention the bot in a thread. help VERB");
    expect(renderMessage(overview, nobody).attachments[0].content.fallbackText).toContain(
      "Type @interconnect VERB, or VERB alone in your own chat with the bot. help VERB",
    );
  });
});

describe("the plan card", () => {
  test("asks once more, with money and reach, before it approves", () => {
    const approve = buttonsOf(planCard(request)).find(({ action }) => action === "approve");
    expect(approve?.confirm).toEqual({
      title: "Approve erp?",
      text: "About GBP 612 a month from now on; opens 10.1.0.0/16 ⇄ 10.20.0.0/20 and 1 further range.",
      yes: "Approve",
      no: "Not now",
    });
  });

  test("the question stays within what a confirmation holds, however many ranges there are", () => {
    const many = Array.from({ length: 60 }, (_, at) => `10.${at}.0.0/16`);
    const reach = { ociShowsAzure: many, azureShowsOci: many, beyond: [], openSubnets: 0 };
    const card = planCard({ ...request, plan: aPlan({ reach, name: "a-name-of-thirty-characters-xx" }) });
    expect(buttonsOf(card)[0]?.confirm?.text.length).toBeLessThanOrEqual(300);
  });
});

test("the live card reads the same when nothing but the number of looks has changed", () => {
  const { operation } = building;
  const looked = Object.fromEntries(
    Object.entries(operation.steps).map(([id, step]) => [id, { ...step, looks: step.looks + 5, nextLookAt: 1 }]),
  );
  expect(operationCard({ ...building, operation: { ...operation, steps: looked } })).toEqual(operationCard(building));
});
