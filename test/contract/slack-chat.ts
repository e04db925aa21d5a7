import { slackPerson } from "../../adapters/slack/ids.ts";
import { startSlackWorld } from "../integration/slack/slack-world.ts";
import { listAt, textAt } from "../simulators/kit/json.ts";
import { current } from "../simulators/slack/workspace/messages.ts";
import type { ChatProduct, ChatWorld } from "./chat-world.ts";

const channel = "C0NET";

export const slackChat: ChatProduct = { name: "slack", start: startSlackChat };

async function startSlackChat(): Promise<ChatWorld> {
  const { slack, world, inbox, poster, close } = await startSlackWorld();
  const { player, workspace } = slack;
  let last = "";
  const idOf = (who: string): string => `U0${who.toUpperCase()}`;
  const took = (receipt: { readonly id: string } | undefined): void => {
    last = receipt?.id ?? "";
  };
  const viewOf = (who: string): string => player.modalOf(who).viewId;
  return {
    inbox,
    poster,
    channel,
    elsewhere: "C0RANDOM",
    close,
    personOf: (who) => slackPerson("T0CONTOSO", idOf(who)),
    async types(who, line, thread) {
      if (thread === undefined) took((await player.slashCommand(who, channel, `/interconnect ${line}`)).receipt);
      else took((await player.mention({ who, where: channel, text: line, threadTs: thread })).receipt);
    },
    async presses(who, label, on) {
      const found = workspace.messages.all.find(({ ts }) => ts === on);
      const elements = (found ? current(found).blocks : []).flatMap((block) => listAt(block, "elements"));
      const actionId = textAt(
        elements.find((one) => textAt(one, "text", "text") === label),
        "action_id",
      );
      took(await player.click({ who, on: { channel, ts: on }, actionId: actionId ?? label }));
    },
    again: async () => void (await slack.courier.repeat(last)),
    form(who) {
      const { blocks } = player.modalOf(who);
      const inputs = blocks.flatMap((block) => (block.type === "input" ? [block.element] : []));
      const values = inputs.map((element) => [element.action_id ?? "", startOf(element)]);
      return {
        text: JSON.stringify(player.modalOf(who)),
        values: Object.fromEntries(values) as Record<string, string>,
      };
    },
    async chooses(who, field, value) {
      took(await player.clickInView({ who, viewId: viewOf(who), actionId: field, value }));
    },
    async sends(who, entries) {
      const { errors, receipt } = await player.submitView({ who, viewId: viewOf(who), entries });
      took(receipt);
      return Object.fromEntries(Object.entries(errors).map(([block, error]) => [block.split(".")[0] ?? "", error]));
    },
    async searches(who, field, text) {
      const { options } = await player.typeInSelect({ who, viewId: viewOf(who), actionId: field, text });
      return options.map(({ value }) => value ?? "");
    },
    told: (who) =>
      workspace.messages.all
        .filter(({ onlyFor, channel: where }) => onlyFor === idOf(who) || where.startsWith("D"))
        .map((message) => current(message).text)
        .join("\n"),
    reads: (id) => {
      const found = workspace.messages.all.find(({ ts }) => ts === id);
      return found ? current(found).text : "";
    },
    messages: (below) =>
      workspace.messages.all
        .filter(
          (one) => one.channel === channel && one.onlyFor === undefined && one.threadTs === below && one.ts !== below,
        )
        .map(({ ts }) => ts),
    next: (post) => void world.faults.add(faultOf(post)),
    refused: () => workspace.journal.refused.filter(({ error }) => error.startsWith("invalid_")),
  };
}

const faultOf = (post: Parameters<ChatWorld["next"]>[0]) => ({
  match: { service: "slack", path: "chat.postMessage", times: 1 },
  effect:
    post === "answer-lost"
      ? ({ kind: "dropAfter" } as const)
      : ({ kind: "respond", status: post, ...(post === 429 && { headers: { "retry-after": "7" } }) } as const),
});

function startOf(element: object): string {
  const chosen = "initial_option" in element ? textAt(element, "initial_option", "value") : undefined;
  const typed = "initial_value" in element ? element.initial_value : undefined;
  return chosen ?? (typeof typed === "string" ? typed : "");
}
