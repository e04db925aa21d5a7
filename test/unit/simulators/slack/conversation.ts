import type { App } from "@slack/bolt";
import type { SlackSimulator } from "../../../simulators/slack/simulator.ts";
import { current } from "../../../simulators/slack/workspace/messages.ts";
import { eventually } from "../../../support/eventually.ts";
import { aModal, buttonRow, plain, section } from "./samples.ts";

const CHANNEL = "net-interconnects";

const form = aModal({
  blocks: [
    ...aModal().blocks,
    {
      type: "input",
      block_id: "vnet",
      label: plain("Azure network"),
      element: { type: "external_select", action_id: "vnet", min_query_length: 1 },
    },
  ],
});

const card = (name: string, asker: string) => ({
  channel: "C0NET",
  text: `${name}: approval needed`,
  blocks: [section(`*${name}* · asked for by <@${asker}>`), buttonRow("approve", "Approve", name)],
});

/** A small bot that uses each way in which Slack and an app talk. */
export const talkative = (app: App): void => {
  app.command("/interconnect", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.options("vnet", ({ ack, payload }) =>
    ack({ options: [{ text: plain(`hub-${payload.value}`), value: `id-${payload.value}` }] }),
  );
  app.view("new-interconnect", async ({ ack, view, client, body }) => {
    const name = view.state.values["name"]?.["name"]?.value ?? "";
    if (name === "taken") return ack({ response_action: "errors", errors: { name: "There is one already." } });
    await ack({
      response_action: "update",
      view: aModal({ title: plain("Checking"), blocks: [section("About 5 s")] }),
    });
    await client.chat.postMessage(card(name, body.user.id));
    await client.views.update({
      view_id: view.id,
      view: aModal({ title: plain("Asked"), blocks: [section("In the channel")] }),
    });
  });
  app.action("approve", async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== "block_actions" || !body.message) return;
    await client.chat.update({ channel: "C0NET", ts: body.message.ts, text: `Approved by <@${body.user.id}>` });
    await client.chat.postMessage({ channel: "C0NET", thread_ts: body.message.ts, text: "Building starts" });
    await respond("Thank you");
  });
};

/** Plays that conversation and expects every step of it. */
export const playConversation = async (slack: SlackSimulator): Promise<void> => {
  const { player } = slack;
  await player.slashCommand("dana", CHANNEL, "/interconnect create");
  const { viewId } = await eventually(() => player.modalOf("dana"));
  const empty = await player.submitView({ who: "dana", viewId, entries: { name: "taken" } });
  expect(empty).toEqual({ result: "not sent", errors: { vnet: "required" } });
  const typed = await player.typeInSelect({ who: "dana", viewId, actionId: "vnet", text: "uk" });
  expect(typed.options).toEqual([{ text: plain("hub-uk"), value: "id-uk" }]);
  const refused = await player.submitView({ who: "dana", viewId, entries: { vnet: "id-uk" } });
  expect(refused).toMatchObject({ result: "errors", errors: { name: "There is one already." } });
  const taken = await player.submitView({ who: "dana", viewId, entries: { name: "erp" } });
  expect(taken).toMatchObject({ result: "updated", errors: {} });
  await eventually(() => player.modalOf("dana").title.text === "Asked");
  const posted = slack.workspace.messages.visible("C0NET")[0];
  if (!posted) throw new Error("no card in the channel");
  const receipt = await player.click({ who: "alex", on: posted, actionId: "approve" });
  expect(receipt).toMatchObject({ status: 200, failure: undefined });
  await eventually(() => slack.ledger().ephemerals.length === 1);
  expect(current(posted)).toMatchObject({ text: "Approved by <@U0ALEX>", blocks: [] });
  expect(slack.ledger()).toMatchObject({ refused: [], counts: { posts: 2, edits: 1 } });
};
