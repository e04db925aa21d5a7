import { jest } from "@jest/globals";
import type { Page } from "playwright-core";
import { startPage } from "../demo/page-server.ts";
import { type Stage, setStage } from "../demo/stage.ts";
import type { SimServer } from "../simulators/kit/http.ts";
import { audit } from "../support/audit.mjs";
import { type OpenPage, useBrowser } from "../support/browser.ts";

/** Five virtual minutes a wall second. */
const CLOCK = "300";
const BUILT = { timeout: 60_000 };

jest.setTimeout(150_000);

/** Becomes another person; the channel then shows what they see. */
const become = (page: Page, name: RegExp) =>
  page.getByRole("group", { name: "Who you are" }).getByRole("button", { name }).click();

const channelButton = (page: Page, name: string) => page.locator("#channel").getByRole("button", { name, exact: true });

/**
 * Searches in a menu as one types, and takes what was looked for. Not by Enter, which takes whatever stands first: that
 * may still be the answer to the first letters.
 */
const find = async (page: Page, label: string, text: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).pressSequentially(text);
  await page.getByRole("option", { name: text }).first().click();
};

const fillIn = async (page: Page): Promise<void> => {
  await page.getByLabel("Name", { exact: true }).fill("erp");
  await page.getByLabel("Environment").selectOption("prod");
  await find(page, "Which VNet", "vnet-app");
  await find(page, "Which VCN", "vcn-app");
  await page.getByLabel("Reason").fill("Cut-over, change 4711");
};

describe("the demonstration in a browser", () => {
  const browser = useBrowser();
  let stage: Stage;
  let server: SimServer;
  let open: OpenPage;
  beforeAll(async () => {
    stage = await setStage({ clock: CLOCK });
    server = await startPage(stage.world, stage.program);
    open = await browser.open(server.url);
  });
  afterAll(async () => {
    await server.close();
    await stage.close();
  });

  test("plays the main job from the form to the verdict, and then a bad day", async () => {
    const { page } = open;
    await page.getByRole("button", { name: "/interconnect create" }).click();
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog");
    await form.getByRole("heading", { name: "New interconnect" }).waitFor();
    await fillIn(page);
    expect(await page.evaluate(audit)).toEqual([]);
    await form.getByRole("button", { name: "Check and ask" }).click();
    await channelButton(page, "Approve").waitFor();
    await form.getByRole("button", { name: "Close" }).click();

    await become(page, /Gus/);
    await channelButton(page, "Approve").click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await page.getByText("only you can see this").first().waitFor();
    expect(stage.world.sim.ledger.snapshot().calls).toEqual([]);

    await become(page, /Alex/);
    await channelButton(page, "Approve").click();
    await page.getByRole("dialog").getByText("a month from now on").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await page.getByRole("button", { name: /^\d+ repl/ }).click(BUILT);
    await page.locator("#thread").getByText("The service key was").waitFor(BUILT);
    const circuit = page.locator(".cloud.azure .resource").filter({ hasText: "ExpressRoute circuit" });
    await circuit.filter({ hasText: /(?<!Not)Provisioned/ }).waitFor(BUILT);
    await page.locator("#thread").getByText("Both BGP sessions are up").waitFor(BUILT);
    await page.locator(".session.up").nth(1).waitFor();
    expect(await page.evaluate(audit)).toEqual([]);
    expect(await open.picture("built")).toMatch(/\.png$/);

    await page.getByRole("button", { name: "Primary link down" }).click();
    await page.locator(".session.down").getByText("BGP down").waitFor();
    await page.getByLabel("Reply", { exact: true }).fill("@interconnect verify");
    await page.keyboard.press("Enter");
    await page.locator("#thread").getByText("is up, but degraded").first().waitFor(BUILT);
    expect(open.complaints).toEqual([]);
  });

  test("kills the bot at the press of a button, and it comes back", async () => {
    const { page } = open;
    await page.getByRole("button", { name: "Kill the bot" }).click();
    await page.getByText("The bot is running, restarted 1 ×.").waitFor(BUILT);
    await page.getByLabel("Message", { exact: true }).fill("/interconnect list");
    await page.keyboard.press("Enter");
    await page.locator("#channel .private").getByText("erp").first().waitFor(BUILT);
    expect(stage.program.restarts).toBe(1);
  });
});
