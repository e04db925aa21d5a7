import { button } from "../../../src/chat/actions.ts";
import { actions, word } from "../../../src/chat/card.ts";
import { askedForm } from "../../../src/chat/forms/form-messages.ts";
import { personId } from "../../../src/domain/ids.ts";
import { textAt } from "../../simulators/kit/json.ts";
import type { SlackSimulator } from "../../simulators/slack/simulator.ts";
import { eventually } from "../../support/eventually.ts";
import { type SlackWorld, startSlackWorld, type WorldOptions } from "./slack-world.ts";

const dana = personId("slack:T0CONTOSO/U0DANA");

/** The fields in front of a person, by action_id, with what they start with. */
function fieldsOf(slack: SlackSimulator, who: string): Record<string, unknown> {
  const { blocks } = slack.player.modalOf(who);
  const inputs = blocks.flatMap((block) => (block.type === "input" ? [block.element] : []));
  return Object.fromEntries(inputs.map((element) => [element.action_id ?? "", startOf(element)]));
}

function startOf(element: object): unknown {
  if ("initial_option" in element) return textAt(element, "initial_option", "value");
  return "initial_value" in element ? element.initial_value : undefined;
}

const everyWay = [{ way: "http" as const }, { way: "socket" as const }];

describe.each(everyWay)("buttons and forms of Slack by $way", ({ way }) => {
  let it: SlackWorld;
  const start = async (options: WorldOptions = {}) => {
    it = await startSlackWorld({ way, ...options });
    return it;
  };
  afterEach(() => it.close());

  const posted = async (action: "approve" | "reject" | "command" | "send-again", subject: string) => {
    const card = word("erp", undefined, [actions([button(action, subject)])]);
    const sent = await it.poster.post(
      { platform: "slack", channel: "C0NET" },
      { id: subject, card, alsoInChannel: false },
    );
    return { channel: "C0NET", ts: sent.kind === "sent" ? sent.ref : "" };
  };

  const openCreate = async (line = "/interconnect create") => {
    const { receipt } = await it.slack.player.slashCommand("dana", "C0NET", line);
    return { receipt, viewId: it.slack.player.modalOf("dana").viewId };
  };

  test("hands a button's action and opaque subject over", async () => {
    const { slack, inbox } = await start();
    const on = await posted("approve", "i4f0a");
    const receipt = await slack.player.click({ who: "alex", on, actionId: "approve" });
    expect(receipt.failure).toBeUndefined();
    expect(inbox.taken).toMatchObject([
      {
        person: "slack:T0CONTOSO/U0ALEX",
        place: { channel: "C0NET", direct: false },
        act: { kind: "action", action: "approve", subject: "i4f0a" },
      },
    ]);
  });

  test("two clicks are two acts: the use case says that it is decided", async () => {
    const { slack, inbox } = await start();
    const on = await posted("approve", "i4f0a");
    await Promise.all([1, 2].map(() => slack.player.click({ who: "alex", on, actionId: "approve" })));
    expect(new Set(inbox.taken.map(({ dedupeId }) => dedupeId)).size).toBe(2);
  });

  test("tells who pressed that it was not taken", async () => {
    const { slack, inbox } = await start();
    const on = await posted("approve", "i4f0a");
    inbox.reachable = false;
    await slack.player.click({ who: "alex", on, actionId: "approve" });
    const told = slack.workspace.messages.all.find(({ onlyFor }) => onlyFor === "U0ALEX");
    expect(told?.revisions[0].text).toContain("Not taken, try again");
  });

  test("a button that stands for a line runs it as if typed", async () => {
    const { slack, inbox } = await start();
    await slack.player.click({ who: "dana", on: await posted("command", "status erp"), actionId: "command" });
    expect(inbox.taken).toMatchObject([{ act: { kind: "command", text: "status erp" } }]);
  });

  test("Reject asks for the reason first, and hands it over with the request", async () => {
    const { slack, inbox } = await start();
    await slack.player.click({ who: "alex", on: await posted("reject", "i4f0a"), actionId: "reject" });
    expect(inbox.taken).toEqual([]);
    const { viewId, title } = slack.player.modalOf("alex");
    expect(title.text).toBe("Reject the request");
    const { result } = await slack.player.submitView({ who: "alex", viewId, entries: { reason: "Freeze" } });
    expect(result).toBe("updated");
    expect(inbox.taken).toMatchObject([
      {
        place: { channel: "C0NET" },
        act: { kind: "form", form: "reject", subject: "i4f0a", values: { reason: "Freeze" } },
      },
    ]);
  });

  test("create without everything opens the form, filled in as typed", async () => {
    const { slack, inbox } = await start();
    const { receipt, viewId } = await openCreate(
      "/interconnect create name=erp env=prod bandwidth=2 vnet=new:10.1.0.0/16",
    );
    expect(receipt.failure).toBeUndefined();
    expect(fieldsOf(slack, "dana")).toMatchObject({
      name: "erp",
      env: "prod",
      bandwidth: "2",
      "vnet-is": "new",
      "vnet-range": "10.1.0.0/16",
    });
    expect(inbox.taken).toMatchObject([{ act: { kind: "command", formId: `${viewId}/C0NET/c` } }]);
  });

  test("create with everything in one line opens no form", async () => {
    const { slack, inbox } = await start();
    const line = 'create name=erp env=prod bandwidth=1 vnet=hub vcn=app reason="cut-over"';
    await slack.player.slashCommand("dana", "C0NET", `/interconnect ${line}`);
    expect(() => slack.player.modalOf("dana")).toThrow("no modal");
    expect(inbox.taken).toMatchObject([{ act: { kind: "command", text: line } }]);
  });

  test("the form follows its own choices and keeps what was filled in", async () => {
    const { slack } = await start();
    const { viewId } = await openCreate();
    expect(Object.keys(fieldsOf(slack, "dana"))).toEqual(["name", "env", "bandwidth"]);
    slack.player.fillIn("dana", viewId, { name: "erp" });
    await slack.player.clickInView({ who: "dana", viewId, actionId: "env", value: "prod" });
    await eventually(() => "vnet" in fieldsOf(slack, "dana"));
    expect(fieldsOf(slack, "dana")).toMatchObject({ name: "erp", env: "prod", "vnet-is": "existing", vnet: undefined });
    await slack.player.clickInView({ who: "dana", viewId, actionId: "vnet-is", value: "new" });
    await eventually(() => "vnet-range" in fieldsOf(slack, "dana"));
    const followed = fieldsOf(slack, "dana");
    expect(followed).toMatchObject({ name: "erp", "vnet-is": "new", "gateway-size": "ErGw1AZ" });
    expect(followed).not.toHaveProperty("vnet");
    await slack.player.clickInView({ who: "dana", viewId, actionId: "gateway-size", value: "ErGw3AZ" });
    await eventually(() => "fastpath" in fieldsOf(slack, "dana"));
    expect(fieldsOf(slack, "dana")).toHaveProperty("fastpath", undefined);
  });

  test("another environment takes the networks of the first one out", async () => {
    const { slack } = await start();
    const { viewId } = await openCreate("/interconnect create env=prod vnet=hub vcn=app");
    expect(fieldsOf(slack, "dana")).toMatchObject({ vnet: "hub", vcn: "app" });
    await slack.player.clickInView({ who: "dana", viewId, actionId: "env", value: "test" });
    await eventually(() => fieldsOf(slack, "dana")["env"] === "test");
    expect(fieldsOf(slack, "dana")).toMatchObject({ vnet: undefined, vcn: undefined });
  });

  test("a search answers from what is typed", async () => {
    const { slack } = await start();
    const { viewId } = await openCreate("/interconnect create env=prod");
    const { options } = await slack.player.typeInSelect({ who: "dana", viewId, actionId: "vnet", text: "spoke" });
    expect(options.map(({ value }) => value)).toEqual(["vnet/spoke-a", "vnet/spoke-b"]);
  });

  test("a search that takes too long answers with nothing, in time", async () => {
    const { slack } = await start({ desk: { suggest: () => new Promise(() => undefined) } });
    const { viewId } = await openCreate("/interconnect create env=prod");
    const { options, receipt } = await slack.player.typeInSelect({ who: "dana", viewId, actionId: "vnet", text: "x" });
    expect(options).toEqual([]);
    expect(receipt?.failure).toBeUndefined();
  });

  test("errors of shape sit on their fields, and nothing is taken", async () => {
    const { slack, inbox } = await start();
    const { viewId } = await openCreate("/interconnect create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
    inbox.taken.length = 0;
    const { result, errors } = await slack.player.submitView({
      who: "dana",
      viewId,
      entries: { name: "ERP!", "vnet-range": "10.1.0.0/99", reason: "cut-over" },
    });
    expect(result).toBe("errors");
    expect(Object.keys(errors).toSorted()).toEqual(["name.0", "vnet-range.0"]);
    expect(errors["name.0"]).toContain("3 to 30 lower-case letters");
    expect(inbox.taken).toEqual([]);
  });

  test("a complete form is taken over, says that it is checking, and can become the answer", async () => {
    const { slack, inbox, poster } = await start();
    const { viewId } = await openCreate("/interconnect create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
    const entries = { name: "erp", reason: "cut-over" };
    const { result } = await slack.player.submitView({ who: "dana", viewId, entries });
    expect(result).toBe("updated");
    expect(JSON.stringify(slack.player.modalOf("dana").blocks)).toContain("Checking both clouds for ");
    const act = inbox.taken.at(-1)?.act;
    expect(act).toMatchObject({
      kind: "form",
      form: "create",
      values: { name: "erp", env: "prod", "vnet-is": "new", "vnet-range": "10.1.0.0/16", reason: "cut-over" },
    });
    const formId = act?.kind === "form" ? act.formId : "";
    expect(await poster.updateForm(formId, askedForm("erp", { platform: "slack", channel: "C0NET" }))).toMatchObject({
      kind: "sent",
    });
    expect(JSON.stringify(slack.player.modalOf("dana").blocks)).toContain("is in");
    await slack.player.closeView("dana", viewId);
    expect(await poster.updateForm(formId, askedForm("erp", { platform: "slack", channel: "C0NET" }))).toEqual({
      kind: "refused",
      why: "The form is closed.",
    });
  });

  test("a form that could not be taken stays open with all that was filled in", async () => {
    const { slack, inbox } = await start();
    const { viewId } = await openCreate("/interconnect create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
    inbox.reachable = false;
    const entries = { name: "erp", reason: "cut-over" };
    const failed = await slack.player.submitView({ who: "dana", viewId, entries });
    expect(failed).toMatchObject({ result: "errors", errors: { "name.0": "Not taken, try again" } });
    inbox.reachable = true;
    expect((await slack.player.submitView({ who: "dana", viewId })).result).toBe("updated");
    expect(inbox.taken.at(-1)).toMatchObject({ act: { values: { name: "erp" } } });
  });

  test("a form brought a second time is one act", async () => {
    const { slack, inbox } = await start();
    const { viewId } = await openCreate("/interconnect create env=prod vnet=new:10.1.0.0/16 vcn=new:10.20.0.0/20");
    const { receipt } = await slack.player.submitView({ who: "dana", viewId, entries: { name: "erp", reason: "x" } });
    await slack.courier.repeat(receipt?.id ?? "");
    expect(inbox.duplicates).toHaveLength(1);
  });

  test("Fix and send again opens the form with what was sent before", async () => {
    const { slack } = await start({
      desk: {
        readDraft: (subject, person) =>
          Promise.resolve(subject === "d1" && person === dana ? { name: "erp", env: "prod" } : undefined),
      },
    });
    await slack.player.click({ who: "dana", on: await posted("send-again", "d1"), actionId: "send-again" });
    expect(fieldsOf(slack, "dana")).toMatchObject({ name: "erp", env: "prod" });
  });

  test("a form that cannot be opened in time is told, and nothing else happens", async () => {
    const { slack, inbox } = await start({ desk: { environmentsFor: () => new Promise(() => undefined) } });
    await slack.player.click({ who: "dana", on: await posted("send-again", "d1"), actionId: "send-again" });
    const told = slack.workspace.messages.all.find(({ onlyFor }) => onlyFor === "U0DANA");
    expect(told?.revisions[0].text).toContain("The form could not be opened in time");
    expect(inbox.taken).toEqual([]);
  });

  test("nothing the bot sent was refused as built wrongly", async () => {
    const { slack, world } = await start();
    await openCreate("/interconnect create env=prod");
    expect(slack.workspace.journal.refused).toEqual([]);
    expect(world.ledger.snapshot().illegalCalls).toEqual([]);
  });
});
