import { teamsPerson } from "../../adapters/teams/ids.ts";
import { startTeamsWorld } from "../integration/teams/teams-world.ts";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../simulators/kit/json.ts";
import { actionsIn, type Card, inputsIn, typeOf } from "../simulators/teams/cards/parts.ts";
import type { Receipt } from "../simulators/teams/delivery/courier.ts";
import type { PressOutcome } from "../simulators/teams/player/presses.ts";
import { cardText } from "../simulators/teams/report/card-text.ts";
import { current, type Message } from "../simulators/teams/tenant/messages.ts";
import type { ChatProduct, ChatWorld, Name } from "./chat-world.ts";

const channel = "19:netinterconnects@thread.tacv2";

export const teamsChat: ChatProduct = { name: "teams", start: startTeamsChat };

async function startTeamsChat(): Promise<ChatWorld> {
  const { teams, world, inbox, poster, close } = await startTeamsWorld();
  const { player, tenant } = teams;
  const { directory, messages } = tenant;
  const answers: Record<Name, string[]> = { dana: [], alex: [] };
  let last: Receipt | undefined;
  const chatOf = (who: Name) => directory.personalChat(directory.person(who)).id;
  const refOf = ({ conversation, id }: Message) => ({ conversation, id });
  const textOf = (message: Message) => textIn(current(message).card);
  // Where Teams is, a bot only learns by being spoken to.
  await player.mention({ who: "dana", where: channel, text: "list" });
  inbox.taken.length = 0;

  const formOf = (who: Name): { readonly on: Message; readonly card: Card } => {
    const on = messages
      .visible(chatOf(who))
      .findLast(({ revisions }) => revisions.some(({ card }) => card && inputsIn(card).length > 0));
    if (!on) throw new RangeError(`no form in front of ${who}`);
    return { on, card: player.cardOf(who, refOf(on)) };
  };
  const heard = (who: Name, { receipt, answer }: PressOutcome): void => {
    last = receipt;
    if (answer?.kind === "message") answers[who].push(answer.text);
    if (answer?.kind === "failed" || answer?.kind === "error") throw new Error(JSON.stringify(answer));
  };
  const presses = async (
    who: Name,
    on: Message,
    meant: (action: JsonObject) => boolean,
    inputs = {},
  ): Promise<void> => {
    const action = confirmed(actionsIn(player.cardOf(who, refOf(on))).find(meant));
    const named = { action: textAt(action, "verb") ?? "", data: objectAt(action, "data") };
    heard(who, await player.press({ who, on: refOf(on), ...named, inputs }));
  };
  const uses = (who: Name, verb: string, inputs: object) =>
    presses(who, formOf(who).on, (action) => textAt(action, "verb") === verb, inputs);

  return {
    inbox,
    poster,
    channel,
    elsewhere: "19:social@thread.tacv2",
    close,
    personOf: (who) => teamsPerson(tenant.id, directory.person(who).aadObjectId),
    async types(who, line, thread) {
      ({ receipt: last } = await player.mention({ who, where: channel, text: line, threadId: thread }));
    },
    presses: (who, label, on) =>
      presses(who, messages.posted(channel, on) ?? never(on), (action) => textAt(action, "title") === label),
    again: async () => void (await teams.courier.repeat(last?.id ?? "")),
    form(who) {
      const { card } = formOf(who);
      const values = inputsIn(card).map((input) => [textAt(input, "id") ?? "", textAt(input, "value") ?? ""]);
      return { text: cardText(card), values: Object.fromEntries(values) as Record<string, string> };
    },
    chooses: (who, field, value) => uses(who, "follow", { [field]: value }),
    async sends(who, entries) {
      await uses(who, "send", entries);
      return errorsIn(formOf(who).card);
    },
    async searches(who, field, text) {
      const { choices } = await player.search({ who, on: refOf(formOf(who).on), input: field, text });
      return choices.map(({ value }) => value);
    },
    told: (who) => [...answers[who], ...messages.visible(chatOf(who)).map(textOf)].join("\n"),
    reads: (id) => textOf(messages.posted(channel, id) ?? never(id)),
    messages: (below) =>
      messages
        .visible(channel)
        .filter(({ threadId, from, id }) => from.startsWith("28:") && id !== below && threadId === below)
        .map(({ id }) => id),
    next: (post) => void world.faults.add(faultOf(post)),
    refused: () => tenant.journal.refused.filter(({ error }) => error === "BadSyntax"),
  };
}

const faultOf = (post: Parameters<ChatWorld["next"]>[0]) => ({
  match: { service: "teams", path: "/activities", times: 1 },
  effect:
    post === "answer-lost"
      ? ({ kind: "dropAfter" } as const)
      : ({ kind: "respond", status: post, ...(post === 429 && { headers: { "retry-after": "7" } }) } as const),
});

const textIn = (card: Card | undefined): string => (card ? cardText(card) : "");

/** What is pressed in the end: the one that confirms, where a button asks first. */
function confirmed(action: JsonObject | undefined): JsonObject | undefined {
  return action && typeOf(action) === "Action.ShowCard" ? actionsIn(objectAt(action, "card"))[0] : action;
}

/** What stands in the colour of alarm below an input. */
function errorsIn(card: Card): Record<string, string> {
  const errors: Record<string, string> = {};
  let field = "";
  for (const part of listAt(card, "body").filter(isObject)) {
    if (typeOf(part).startsWith("Input.")) field = textAt(part, "id") ?? "";
    const [run] = listAt(part, "inlines");
    if (textAt(run, "color") === "attention") errors[field] = textAt(run, "text") ?? "";
  }
  return errors;
}

function never(what: string): never {
  throw new RangeError(`no message ${what}`);
}
