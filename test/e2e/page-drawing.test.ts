import { jest } from "@jest/globals";
import { startPage } from "../demo/page-server.ts";
import type { SimServer } from "../simulators/kit/http.ts";
import { at, listAt } from "../simulators/kit/json.ts";
import { checkBlocks, checkModal } from "../simulators/slack/block-kit/block-kit.ts";
import { BOT } from "../simulators/slack/workspace/default-seed.ts";
import { startWorld, type World } from "../simulators/world.ts";
import { audit } from "../support/audit.mjs";
import { EVERY_QUESTION, EVERYTHING } from "../support/block-samples.ts";
import { LAPTOP, type OpenPage, PHONE, useBrowser } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { type ListeningApp, listenIn } from "../support/listening-app.ts";

/** A browser and a whole world for each test: on a busy machine that takes its time. */
jest.setTimeout(45_000);

const program = { state: "is running", restarts: 0, kill: () => Promise.resolve() };

const valid = <T>(checked: { ok: true; value: T } | { ok: false; problems: string[] }): T => {
  if (!checked.ok) throw new Error(checked.problems.join("\n"));
  return checked.value;
};

describe("the page in a browser", () => {
  const browser = useBrowser();
  let world: World;
  let app: ListeningApp;
  let server: SimServer;
  beforeEach(async () => {
    world = await startWorld();
    app = await listenIn(world);
    server = await startPage(world, program);
  });
  afterEach(async () => {
    await server.close();
    await app.close();
    await world.close();
  });

  const post = (blocks: readonly unknown[], more: { onlyFor?: string; threadTs?: string } = {}) =>
    world.slack.workspace.messages.post({
      channel: "C0NET",
      user: BOT.userId,
      text: "said",
      blocks: valid(checkBlocks(blocks)),
      ...more,
    });

  const say = (text: string) => [{ type: "section", text: { type: "mrkdwn", text } }];

  const lastHeard = () => app.heard.at(-1);

  test("draws every block, with what comes from outside as nothing but text", async () => {
    post(EVERYTHING);
    const { page, complaints } = await browser.open(server.url);
    const message = page.locator("#channel .message");
    await message.waitFor();

    const words = await message.innerText();
    expect(words).toContain("A header");
    expect(words).toContain("<img src=x onerror=\"document.title='broken'\"> & <b>bold</b>");
    expect(words).toContain("snake_case_name");
    expect(words).toContain("@Dana Reyes");
    expect(words).toContain("@net-approvers");
    expect(words).toContain("#random");
    expect(words).toContain("what the picture shows");
    for (const [tag, text] of [
      ["strong", "bold"],
      ["em", "italic"],
      ["s", "strike"],
      ["code", "code"],
      ["pre", "block"],
      ["blockquote", "quoted"],
      ["th", "Check"],
      ["td", "BGP"],
      ["li", "first item"],
    ])
      expect(await message.locator(`${tag}:has-text("${text}")`).count()).toBeGreaterThan(0);
    expect(await message.locator("ol").getAttribute("start")).toBe("3");
    const links = await message.locator("a").all();
    expect(await Promise.all(links.map((link) => link.getAttribute("href")))).toEqual([
      "https://example.com/b",
      "https://example.com/a",
      "https://example.com/c",
    ]);
    expect(await page.title()).toBe("Interconnect demonstration");
    expect(complaints).toEqual([]);
  });

  test("shows moments in the reader's own time zone", async () => {
    post(EVERYTHING);
    const { page } = await browser.open(server.url);
    await page.locator("#channel .message").waitFor();
    expect(await page.locator("#channel .rich-text time").innerText()).toBe("2026-11-24 at 07:30");
    expect(await page.locator("#channel .section time").innerText()).toBe("2026-11-24 07:30");
  });

  test("presses a button only after its question was answered, as whoever one is", async () => {
    post(EVERYTHING);
    const { page } = await browser.open(server.url);
    await page.getByRole("button", { name: "Beside" }).click();
    await page.getByRole("dialog").getByText("This costs money.").waitFor();
    await page.getByRole("button", { name: "Not now" }).click();
    await page.getByRole("button", { name: /Alex Okafor/ }).click();
    await page.getByRole("button", { name: "Beside" }).click();
    await page.getByRole("button", { name: "Yes", exact: true }).click();
    const payload = await eventually(lastHeard);
    expect(app.heard).toHaveLength(1);
    expect(payload).toMatchObject({
      type: "block_actions",
      user: { id: "U0ALEX" },
      actions: [{ action_id: "beside" }],
    });
  });

  test("reports what is chosen in menus, radio buttons and checkboxes of a message", async () => {
    post(EVERYTHING);
    const { page } = await browser.open(server.url);
    await page.getByLabel("A menu").selectOption("b");
    await eventually(() => app.heard.length === 1);
    await page.getByLabel("y", { exact: true }).check();
    await eventually(() => app.heard.length === 2);
    await page.getByLabel("tick").check();
    await eventually(() => app.heard.length === 3);
    expect(app.heard.map((payload) => listAt(payload, "actions")[0])).toMatchObject([
      { action_id: "menu", selected_option: { value: "b" } },
      { action_id: "radio", selected_option: { value: "y" } },
      { action_id: "check", selected_options: [{ value: "tick" }] },
    ]);
  });

  test("shows a private word to its person alone, and follows edits, deletions and threads as they happen", async () => {
    const { page } = await browser.open(server.url);
    await page.getByText("Nothing has been said here yet").waitFor();
    const parent = post(say("first wording"));
    await page.getByText("first wording").waitFor();
    world.slack.workspace.messages.edit(parent, { text: "", blocks: valid(checkBlocks(say("second wording"))) });
    await page.getByText("second wording").waitFor();
    expect(await page.getByText("first wording").count()).toBe(0);

    post(say("a reply"), { threadTs: parent.ts });
    await page.getByRole("button", { name: /^1 reply/ }).click();
    await page.locator("#thread").getByText("a reply").waitFor();

    const aside = post(say("between us"), { onlyFor: "U0GUS" });
    await page.getByRole("button", { name: /Gus Guest/ }).click();
    await page.getByText("between us").waitFor();
    await page.getByText("only you can see this").waitFor();
    world.slack.workspace.messages.delete(aside);
    await page.getByText("between us").waitFor({ state: "detached" });
    expect(await page.locator("#channel .message").count()).toBe(1);
  });

  test("says on a persona that a direct message waits, until it is read", async () => {
    const { page } = await browser.open(server.url);
    const { id } = world.slack.workspace.botMessageWith("U0ALEX");
    const draft = { channel: id, user: BOT.userId, text: "your decision", blocks: [] };
    world.slack.workspace.messages.post(draft);
    const alex = page.getByRole("button", { name: /Alex Okafor/ });
    await alex.getByText("1 unread").waitFor();
    await alex.click();
    await page.getByRole("button", { name: /^Interconnect/ }).click();
    await page.locator("#channel").getByText("your decision").waitFor();
    await page.locator("#channels .count").waitFor({ state: "detached" });
    expect(await alex.innerText()).not.toContain("unread");
  });

  describe("with a modal in front", () => {
    let open: OpenPage;
    const inFront = () => world.slack.player.modalOf("dana");
    beforeEach(async () => {
      open = await browser.open(server.url);
      world.slack.workspace.views.open("U0DANA", valid(checkModal(EVERY_QUESTION)));
      await open.page.getByRole("dialog").waitFor();
    });

    test("collects an answer of every kind", async () => {
      const { page, complaints } = open;
      app.answers.set("block_suggestion", {
        options: [{ value: "vnet-1", text: { type: "plain_text", text: "vnet-app" } }],
      });
      await page.getByLabel("A line").fill("words");
      await page.getByLabel("A paragraph").fill("more\nwords");
      await page.getByLabel("A number").fill("3");
      await page.getByLabel("One of a menu").selectOption("blue");
      await page.getByLabel("One of groups").selectOption("in-group");
      await page.getByLabel("south").check();
      await page.getByLabel("yes").check();
      await page.getByLabel("fast").check();
      await page.getByLabel("Found by typing").pressSequentially("vn");
      await page.getByRole("option", { name: "vnet-app" }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByLabel("Many found").pressSequentially("vn");
      await page.getByRole("option", { name: "vnet-app" }).click();
      await page.getByRole("button", { name: "Remove vnet-app" }).waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });

      expect(at(lastHeard(), "view", "state", "values")).toMatchObject({
        line: { line: { value: "words" } },
        area: { area: { value: "more\nwords" } },
        number: { number: { value: "3" } },
        one: { one: { selected_option: { value: "blue" } } },
        grouped: { grouped: { selected_option: { value: "in-group" } } },
        several: { several: { selected_options: [{ value: "south" }] } },
        radio: { radio: { selected_option: { value: "yes" } } },
        ticks: { ticks: { selected_options: [{ value: "fast" }] } },
        found: { found: { selected_option: { value: "vnet-1" } } },
        many: { many: { selected_options: [{ value: "vnet-1" }] } },
      });
      expect(complaints).toEqual([]);
    });

    test("shows what is missing on its field, before the app hears of anything", async () => {
      const { page } = open;
      await page.getByLabel("A line").fill("words");
      await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
      const number = page.getByLabel("A number");
      await page.locator("#number-error").waitFor();
      expect(await number.getAttribute("aria-describedby")).toBe("number-error");
      expect(await page.locator(".error").count()).toBe(6);
      expect(await page.getByLabel("A line").inputValue()).toBe("words");
      expect(app.heard).toEqual([]);
    });

    test("follows the app's choice of questions without losing what is being typed", async () => {
      const { page } = open;
      await page.getByLabel("One of a menu").selectOption("red");
      await eventually(() => app.heard.length === 1);
      await page.getByLabel("A line").click();
      await page.keyboard.type("half a w");
      const view = world.slack.workspace.views.stack("U0DANA").at(-1);
      if (!view) throw new Error("no view");
      const blocks = EVERY_QUESTION.blocks.filter((block) => !("block_id" in block) || block.block_id !== "grouped");
      world.slack.workspace.views.update(view, valid(checkModal({ ...EVERY_QUESTION, blocks })));
      await page.getByLabel("One of groups").waitFor({ state: "detached" });
      await page.keyboard.type("ord");
      expect(await page.getByLabel("A line").inputValue()).toBe("half a word");
    });

    test("closes with Escape, and the app hears of it", async () => {
      const { page } = open;
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(lastHeard()).toMatchObject({ type: "view_closed", user: { id: "U0DANA" } });
      expect(inFront).toThrow("no modal in front of dana");
    });
  });

  test("makes a bad day at the press of a button, and ends it at the next", async () => {
    const { fabric, sim } = world;
    const hits = (service: string) => sim.faults.list().some(({ match }) => match.service === service);
    const days: readonly (readonly [title: string, isOn: () => boolean])[] = [
      ["Primary link down", () => fabric.faults.has("link-down:primary")],
      ["Secondary link down", () => fabric.faults.has("link-down:secondary")],
      ["Oracle refuses the key", () => fabric.faults.has("key-refused")],
      ["Azure away", () => hits("azure")],
      ["OCI away", () => hits("oci")],
    ];
    const { page } = await browser.open(server.url);
    for (const [title, isOn] of days) {
      const fault = page.getByRole("button", { name: title });
      await fault.click();
      await page.getByRole("button", { name: title, pressed: true }).waitFor();
      expect({ title, isOn: isOn() }).toEqual({ title, isOn: true });
      await fault.click();
      await page.getByRole("button", { name: title, pressed: false }).waitFor();
      expect({ title, isOn: isOn() }).toEqual({ title, isOn: false });
    }
  });

  test("takes Slack away for a while, and stays connected itself", async () => {
    const { page } = await browser.open(server.url);
    await page.getByRole("button", { name: /Slack away/ }).click();
    await page.getByText("Slack is away.").waitFor();
    await expect(fetch(`${world.slack.origin}/api/auth.test`, { method: "POST" })).rejects.toThrow("fetch failed");
    post(say("seen all the same"));
    await page.getByText("seen all the same").waitFor();
  });

  test("is audited by something that notices what is wrong", async () => {
    const { page } = await browser.open(server.url);
    await page.evaluate(`document.querySelector("#channel").innerHTML =
      '<button></button><img src="/page/icon.svg"><p>pale</p><i id="clock"></i>';
      document.querySelector("#channel p").style.color = "#aaaaaa"`);
    expect(await page.evaluate(audit)).toEqual([
      expect.stringMatching("has no name"),
      expect.stringMatching("has no alternative"),
      "is an id twice: clock",
      expect.stringMatching("has a contrast of 2.32"),
    ]);
  });

  test.each([
    { name: "on a laptop", look: LAPTOP },
    { name: "on a laptop in the dark", look: { ...LAPTOP, width: 1280, dark: true } },
    { name: "on a phone", look: PHONE },
    { name: "on a phone in the dark", look: { ...PHONE, dark: true } },
  ])("can be read and used $name", async ({ look }) => {
    const parent = post(EVERYTHING);
    post(say("a reply"), { threadTs: parent.ts });
    const { page, picture } = await browser.open(server.url, look);
    await page.getByRole("button", { name: /^1 reply/ }).click();
    await page.locator("#thread").getByText("a reply").waitFor();
    expect(await page.evaluate(audit)).toEqual([]);
    await page.evaluate("document.body.dataset.pane = 'clouds'");
    await page.getByRole("heading", { name: "Oracle Cloud" }).waitFor();
    expect(await page.evaluate(audit)).toEqual([]);
    world.slack.workspace.views.open("U0DANA", valid(checkModal(EVERY_QUESTION)));
    await page.getByRole("dialog").waitFor();
    expect(await page.evaluate(audit)).toEqual([]);
    expect(await picture("page")).toMatch(/\.png$/);
  });
});
