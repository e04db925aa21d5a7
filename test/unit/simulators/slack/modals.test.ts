import { jest } from "@jest/globals";
import { WebClient } from "@slack/web-api";
import type { SlackSimulator } from "../../../simulators/slack/simulator.ts";
import { Triggers } from "../../../simulators/slack/workspace/triggers.ts";
import { quickSlack, quiet } from "./bolt-app.ts";
import { aModal, plain } from "./samples.ts";

const DANA = "U0DANA";

describe("modals of the Slack simulator", () => {
  let slack: SlackSimulator;
  let client: WebClient;

  const open = async (view = aModal()) => {
    const opened = await client.views.open({ trigger_id: slack.workspace.triggers.issue(DANA), view });
    return { viewId: opened.view?.id ?? "", hash: opened.view?.hash ?? "" };
  };

  beforeEach(async () => {
    slack = await quickSlack();
    const { botToken } = slack.workspace.app;
    client = new WebClient(botToken, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quiet });
  });
  afterEach(() => slack.close());

  test("a trigger opens one modal, once", async () => {
    const trigger_id = slack.workspace.triggers.issue(DANA);
    await client.views.open({ trigger_id, view: aModal() });
    const again = client.views.open({ trigger_id, view: aModal() });
    await expect(again).rejects.toMatchObject({ data: { error: "exchanged_trigger_id" } });
    const unknown = client.views.open({ trigger_id: "1.2.x", view: aModal() });
    await expect(unknown).rejects.toMatchObject({ data: { error: "invalid_trigger_id" } });
  });

  test("a trigger is worth nothing after 3 s", () => {
    jest.useFakeTimers({ now: 0 });
    try {
      const triggers = new Triggers();
      const late = triggers.issue(DANA);
      jest.setSystemTime(3001);
      expect(triggers.exchange(late)).toBe("expired_trigger_id");
    } finally {
      jest.useRealTimers();
    }
  });

  test("an update needs the current hash when it names one, and the view to be open", async () => {
    const { viewId, hash } = await open();
    await client.views.update({ view_id: viewId, hash, view: aModal({ title: plain("Second") }) });
    const stale = client.views.update({ view_id: viewId, hash, view: aModal() });
    await expect(stale).rejects.toMatchObject({ data: { error: "hash_conflict" } });
    await slack.player.closeView("dana", viewId);
    const closed = client.views.update({ view_id: viewId, view: aModal() });
    await expect(closed).rejects.toMatchObject({ data: { error: "not_found" } });
    const [view] = slack.ledger().views;
    expect(view?.versions.map(({ modal }) => modal.title.text)).toEqual(["New interconnect", "Second"]);
  });

  test("an update keeps what was entered where the ids stay", async () => {
    const { viewId } = await open();
    slack.player.fillIn("dana", viewId, { name: "erp" });
    const kept = await client.views.update({ view_id: viewId, view: aModal() });
    expect(kept.view?.state).toEqual({ values: { name: { name: { type: "plain_text_input", value: "erp" } } } });
    const element = { type: "plain_text_input" as const, action_id: "name" };
    const renamed = aModal({ blocks: [{ type: "input", block_id: "name-2", label: plain("Name"), element }] });
    const dropped = await client.views.update({ view_id: viewId, view: renamed });
    expect(dropped.view?.state).toEqual({
      values: { "name-2": { name: { type: "plain_text_input", value: null } } },
    });
  });

  test("at most three views stand on each other", async () => {
    let { viewId } = await open();
    const push = async () => {
      const trigger_id = slack.workspace.triggers.issue(DANA, viewId);
      viewId = (await client.views.push({ trigger_id, view: aModal() })).view?.id ?? "";
    };
    await push();
    await push();
    await expect(push()).rejects.toMatchObject({ data: { error: "push_limit_reached" } });
    await slack.player.closeView("dana", viewId);
    expect(slack.workspace.views.stack(DANA)).toHaveLength(2);
  });

  test("a faulty view is refused with every reason, and does not cost the trigger", async () => {
    const trigger_id = slack.workspace.triggers.issue(DANA);
    const faulty = client.views.open({ trigger_id, view: aModal({ title: plain("x".repeat(25)) }) });
    await expect(faulty).rejects.toMatchObject({
      data: {
        error: "invalid_arguments",
        response_metadata: { messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"] },
      },
    });
    await expect(client.views.open({ trigger_id, view: aModal() })).resolves.toMatchObject({ ok: true });
  });

  test("nobody can press what is not there or choose what is not offered", async () => {
    const element = { type: "external_select" as const, action_id: "size" };
    const { viewId } = await open(
      aModal({ blocks: [{ type: "input", block_id: "b", label: plain("Size"), element }] }),
    );
    expect(() => slack.player.fillIn("dana", viewId, { size: "large" })).toThrow('"large" is not offered by size');
    expect(() => slack.player.fillIn("alex", viewId, {})).toThrow("is not in front of alex");
    await expect(slack.player.clickInView({ who: "dana", viewId, actionId: "go" })).rejects.toThrow(
      "no go among: size",
    );
  });
});
