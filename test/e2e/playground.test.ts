import { jest } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { BOT } from "../simulators/teams/tenant/bot.ts";
import { LAPTOP, type OpenPage, useBrowser } from "../support/browser.ts";
import { createLine } from "../support/players.ts";
import { startPlayground } from "../support/playground.ts";
import { Scene } from "../support/scene.ts";

/*
 * Microsoft's own client and connector, in place of our simulator of Teams. Each Playground plays one person: Dana asks
 * in her chat with the bot, and Alex, who approves, has the channel. It sends no tokens, so the bot takes anonymous
 * activities here; it checks no rates, loses no answer, and does not draw search fields, mentions and wide cards. Those
 * are shown with the simulator.
 */

jest.setTimeout(120_000);

const TENANT = "c0070500-0000-4000-8000-000000000001";
const ALEX = `teams:${TENANT}/0b1ec700-0000-4000-8000-000000000002`;
const NET = "19:netinterconnects@thread.tacv2";

const browser = useBrowser();
const closing: (() => Promise<unknown>)[] = [];
let scene: Scene;
let dana: OpenPage;
let alex: OpenPage;

beforeAll(async () => {
  scene = await Scene.open({
    roles: [],
    // Long enough for the card to be seen on its way.
    durations: { "azure.gateway.create": 8 * 60_000 },
    environments: { prod: { soakMinutes: 5, channels: { teams: NET }, policy: { approvers: [ALEX] } } },
  });
  closing.push(() => scene.close());
  const bot = `http://127.0.0.1:${scene.env["PORT"]}/api/messages`;
  const clients = await Promise.all(
    ["dana", "alex"].map(async (who) => {
      const client = await startPlayground(who, bot);
      closing.push(() => client.close());
      return client;
    }),
  );
  await scene.start("all", {
    TEAMS_APP_ID: BOT.appId,
    TEAMS_APP_TENANT_ID: TENANT,
    TEAMS_ALLOW_ANONYMOUS: "true",
    TEAMS_SERVICE_URLS: clients.map(({ serviceUrl }) => serviceUrl).join(),
  });
  const [hers, his] = clients.map(({ url }) => browser.open(url, { ...LAPTOP, drawn: "[role=treeitem]" }));
  if (!hers || !his) throw new Error("two people need two clients");
  [dana, alex] = await Promise.all([hers, his]);
});
afterAll(() => Promise.all(closing.map((close) => close())));

const says = async (page: Page, line: string): Promise<void> => {
  await page.getByRole("textbox").last().click();
  await page.keyboard.insertText(line);
  await page.keyboard.press("Enter");
};

/** A post of the channel with the replies below it. */
const post = (page: Page, title: string): Locator => page.getByRole("group").filter({ has: page.getByText(title) });

/** Presses the card's button, then the last one below it: that of the question which unfolds. */
const approve = async (card: Locator, question: string, yes: string): Promise<void> => {
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  await card.getByText(question).waitFor();
  await card.getByRole("button", { name: yes, exact: true }).last().click();
};

test("asked for by one, approved by another, built, and taken down again, in Microsoft's Agents Playground", async () => {
  // Opening a channel there for the first time installs the bot in it.
  await alex.page.getByRole("treeitem", { name: /net-interconnects/ }).click();
  await dana.page.getByText("Interconnects between Azure and OCI").waitFor();

  await says(dana.page, createLine("erp", 1));
  await dana.page.getByText("erp is asked for").waitFor();
  const asked = post(alex.page, "erp waits for approval");
  await asked.getByText("@Dana Reyes").first().waitFor();
  await asked.getByText("10.101.0.0/16").first().waitFor();
  expect(scene.clouds.created()).toEqual([]);

  await approve(asked, "Approve erp?", "Approve");
  const card = post(alex.page, "Approved by @Alex Okafor");
  await card.getByText(/[1-9]\d* of \d+ steps/).waitFor();
  await card.getByText("The service key was").waitFor();
  await card.getByText("Both BGP sessions are up").last().waitFor();
  expect(await alex.picture("built")).toMatch(/\.png$/);
  const uid = await scene.clouds.uidOf("erp");
  expect(scene.clouds.leftOf(uid)).not.toEqual([]);

  await says(dana.page, "teardown erp");
  const form = dana.page;
  await form.getByLabel("Type erp to go on").fill("epr");
  await form.getByLabel("Reason").fill("moved away");
  await form.getByRole("button", { name: "Ask for approval" }).click();
  await form.getByText("This is not the name").waitFor();
  await form.getByLabel("Type erp to go on").fill("erp");
  expect(await dana.picture("typed")).toMatch(/\.png$/);

  await form.getByRole("button", { name: "Ask for approval" }).click();
  await form.getByText("The request is in").waitFor();

  await approve(post(alex.page, "erp is to be taken down"), "Take erp down?", "Take it down");
  await alex.page.getByText("erp was taken down").first().waitFor();
  expect(scene.clouds.leftOf(uid)).toEqual([]);
  expect(scene.clouds.illegal()).toEqual([]);
  expect(await alex.picture("taken-down")).toMatch(/\.png$/);
});
