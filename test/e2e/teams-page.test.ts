import { jest } from "@jest/globals";
import type { Page } from "playwright-core";
import { startPage } from "../demo/page-server.ts";
import { objectAt, textAt } from "../simulators/kit/json.ts";
import { cardProblems } from "../simulators/teams/cards/check.ts";
import { BOT } from "../simulators/teams/tenant/bot.ts";
import { plainContent } from "../simulators/teams/tenant/messages.ts";
import { startTwoChatWorld } from "../simulators/world.ts";
import { audit } from "../support/audit.mjs";
import { PHONE, useBrowser } from "../support/browser.ts";
import { ANSWER_CARD, FORM_CARD, PLAN_CARD } from "../support/card-samples.ts";
import { eventually } from "../support/eventually.ts";
import { listenIn } from "../support/listening-app.ts";

jest.setTimeout(45_000);

const NET = "19:netinterconnects@thread.tacv2";
const program = { state: "is running", restarts: 0, kill: () => Promise.resolve() };

const toTeams = (page: Page) =>
  page.getByRole("group", { name: "Where you are" }).getByRole("button", { name: "Teams" }).click();

const become = (page: Page, name: RegExp) =>
  page.getByRole("group", { name: "Who you are" }).getByRole("button", { name }).click();

/** A world with a page, and a bot that only listens. */
const open = async () => {
  const world = await startTwoChatWorld();
  const app = await listenIn(world);
  const server = await startPage(world, program);
  const post = (card: object, threadId?: string) => {
    if (cardProblems(card).length > 0) throw new Error(cardProblems(card).join("\n"));
    const content = { ...plainContent(""), card: objectAt({ card }, "card") };
    return world.teams.tenant.messages.post({ conversation: NET, from: BOT.id, content, threadId });
  };
  const close = async () => {
    await server.close();
    await app.close();
    await world.close();
  };
  return { world, app, server, post, close };
};

describe("the page's Teams", () => {
  const browser = useBrowser();
  let stage: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    stage = await open();
  });
  afterEach(() => stage.close());

  test("draws cards with Microsoft's renderer, and what comes from outside as nothing but text", async () => {
    const { id } = stage.post(PLAN_CARD);
    stage.post(ANSWER_CARD, id);
    stage.post(FORM_CARD);
    const { page, complaints, picture } = await browser.open(stage.server.url);
    await toTeams(page);
    const card = page.locator("#channel .card").first();
    await card.waitFor();
    const words = await card.innerText();
    expect(words).toContain("<img src=x onerror=\"document.title='broken'\"> & **no** [link](https://x.example)");
    expect(words).toMatch(/since 11:05\sPM/);
    expect(words).not.toContain("⏳");
    expect(await card.locator("img.symbol").count()).toBe(1);
    expect(await card.locator("a").count()).toBe(0);
    expect(await card.locator(".mention").innerText()).toBe("Alex Okafor");
    expect(await page.title()).toBe("Interconnect demonstration");
    await page.getByRole("button", { name: /^1 reply/ }).click();
    await page.locator("#thread").getByText("Only the requester may").waitFor();
    expect(await page.evaluate(audit)).toEqual([]);
    expect(await picture("teams")).toMatch(/\.png$/);

    const phone = await browser.open(stage.server.url, { ...PHONE, dark: true });
    await toTeams(phone.page);
    await phone.page.locator(".card").first().waitFor();
    expect(await phone.page.evaluate(audit)).toEqual([]);
    expect([...complaints, ...phone.complaints]).toEqual([]);
  });

  test("lets people speak, press, search and fill in, each for themselves", async () => {
    const { page, complaints } = await browser.open(stage.server.url);
    const { heard, answers } = stage.app;
    const next = async (act: () => Promise<unknown>) => {
      const before = heard.length;
      await act();
      return eventually(() => heard[before]);
    };
    await toTeams(page);
    await page.getByRole("button", { name: "@Interconnect create" }).click();
    expect(await next(() => page.keyboard.press("Enter"))).toMatchObject({ text: "<at>Interconnect</at> create\n" });
    await page.locator("#channels").getByRole("button", { name: "Interconnect", exact: true }).click();
    await page.getByLabel("Message", { exact: true }).fill("list");
    const said = await next(() => page.keyboard.press("Enter"));
    expect(said).toMatchObject({ text: "list", conversation: { conversationType: "personal" } });

    await page.locator("#channels").getByRole("button", { name: "#net-interconnects" }).click();
    stage.post(PLAN_CARD);
    const value = ANSWER_CARD;
    answers.set("adaptiveCard/action", { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value });
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    const pressed = await next(() => page.getByRole("button", { name: "Yes, approve" }).click());
    expect(pressed).toMatchObject({
      name: "adaptiveCard/action",
      from: { name: "Dana Reyes" },
      value: { action: { verb: "press", data: { interconnect: { action: "yes, approve", subject: "r1" } } } },
    });
    await page.getByText("Only the requester may").waitFor();
    await page.getByText("only you can see this").waitFor();
    await become(page, /Alex/);
    await page.getByRole("button", { name: "Reject" }).waitFor();

    stage.post(FORM_CARD);
    const results = [{ title: "vnet-app · 10.1.0.0/16", value: "v1" }];
    const type = "application/vnd.microsoft.search.searchResponse";
    answers.set("application/search", { statusCode: 200, type, value: { results } });
    await page.getByLabel("Name").fill("erp");
    await page.getByLabel("Environment").selectOption("lab");
    await page.getByPlaceholder("Type to search").pressSequentially("app");
    await page.getByText("vnet-app · 10.1.0.0/16").click();
    answers.set("adaptiveCard/action", {
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: "Taken.",
    });
    const sent = await next(() => page.getByRole("button", { name: "Check and ask" }).click());
    expect(objectAt(sent, "value", "action", "data")).toMatchObject({ name: "erp", env: "lab", vnet: "v1", fast: "" });
    expect(textAt(sent, "from", "name")).toBe("Alex Okafor");
    await page.getByRole("status").getByText("Taken.").waitFor();
    expect(complaints).toEqual([]);
  });
});
