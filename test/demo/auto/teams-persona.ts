import { type JsonObject, listAt, objectAt, textAt } from "../../simulators/kit/json.ts";
import { actionsIn, type Card, inputsIn, typeOf } from "../../simulators/teams/cards/parts.ts";
import type { PressOutcome } from "../../simulators/teams/player/presses.ts";
import { cardText } from "../../simulators/teams/report/card-text.ts";
import type { TeamsSimulator } from "../../simulators/teams/simulator.ts";
import { BOT } from "../../simulators/teams/tenant/bot.ts";
import { current, type Message } from "../../simulators/teams/tenant/messages.ts";
import { eventually } from "../../support/eventually.ts";
import type { Answers, Narrate } from "./persona.ts";

const COMES = { withinMs: 20_000 };
const FOLLOWS = { withinMs: 10_000 };
const ASKED = { withinMs: 3000 };

interface CardButton {
  readonly action: JsonObject;
  /** What is asked before it acts. */
  readonly asked: string | undefined;
}

/** The button of this label; where it asks first, the one that confirms. */
function buttonIn(card: Card, label: string): CardButton | undefined {
  const found = actionsIn(card).find((action) => textAt(action, "title") === label);
  if (!found || typeOf(found) !== "Action.ShowCard") return found && { action: found, asked: undefined };
  const shown = objectAt(found, "card");
  const [action] = actionsIn(shown);
  return action && { action, asked: cardText(shown).split("\n").slice(0, -1).join(" ") };
}

/** The newest message of a conversation in which a card has a button of one of these labels. */
export const messageWithButton = (
  { tenant }: TeamsSimulator,
  conversation: string,
  labels: readonly string[],
): Message | undefined =>
  tenant.messages.visible(conversation).findLast((message) => {
    const { card } = current(message);
    return card !== undefined && labels.some((label) => buttonIn(card, label) !== undefined);
  });

/** Somebody in the tenant who acts as people do, and says what they do. */
export class TeamsPersona {
  private readonly teams: TeamsSimulator;
  private readonly who: string;
  private readonly narrate: Narrate;

  constructor(teams: TeamsSimulator, who: string, narrate: Narrate) {
    this.teams = teams;
    this.who = who;
    this.narrate = narrate;
  }

  get name(): string {
    return this.teams.tenant.directory.person(this.who).displayName;
  }

  /** The id of their chat with the bot. */
  get chat(): string {
    const { directory } = this.teams.tenant;
    return directory.personalChat(directory.person(this.who)).id;
  }

  /** Writes to the bot in a channel. */
  async mentions(text: string, channel: string): Promise<void> {
    this.narrate(`${this.name} writes @${BOT.name} ${text}`);
    const { receipt } = await this.teams.player.mention({ who: this.who, where: channel, text });
    if (!receipt || receipt.failure) throw new Error(`Nobody took "${text}": ${receipt?.failure ?? "no bot there"}.`);
  }

  /** Waits for a card with this button in their chat with the bot. */
  awaits(label: string): Promise<Message> {
    return eventually(() => messageWithButton(this.teams, this.chat, [label]), COMES);
  }

  /** Gives a private word from the bot a moment to come; who reads the channel needs none. */
  async isAsked(): Promise<void> {
    const { messages } = this.teams.tenant;
    await eventually(() => messages.visible(this.chat).length > 0, ASKED).catch(() => undefined);
  }

  /** Presses a button, and confirms where it asks. Resolves to the wall moment at which the bot heard it. */
  async presses(label: string, on: Message, inputs: Readonly<Record<string, string>> = {}): Promise<number> {
    const button = this.buttonOf(on, label);
    this.narrate(`${this.name} presses [${label}]${button.asked ? ` and confirms: ${button.asked}` : ""}`);
    const { receipt } = await this.pressed(button, on, inputs);
    return Date.now() - (receipt?.latencyMs ?? 0);
  }

  /** Fills in a form by the labels that they read; where a question depends on another, lets the form follow first. */
  async fillsIn(answers: Answers, form: Message, { send, follow }: { send: string; follow: string }): Promise<void> {
    this.narrate(`${this.name} fills in: ${answers.map(([label, text]) => `${label}: ${text}`).join("; ")}`);
    const inputs: Record<string, string> = {};
    for (const [label, text] of answers) {
      if (!this.inputOf(form, label)) await this.pressed(this.buttonOf(form, follow), form, inputs);
      const input = this.inputOf(form, label);
      if (!input) throw new Error(`The form does not ask for "${label}".`);
      inputs[textAt(input, "id") ?? ""] = await this.valueOf(input, text, form);
    }
    await this.presses(send, form, inputs);
  }

  private cardOf({ conversation, id }: Message): Card {
    return this.teams.player.cardOf(this.who, { conversation, id });
  }

  private buttonOf(on: Message, label: string): CardButton {
    const button = buttonIn(this.cardOf(on), label);
    if (!button) throw new Error(`There is no button "${label}" in:\n${cardText(this.cardOf(on))}`);
    return button;
  }

  private inputOf(form: Message, label: string): JsonObject | undefined {
    return inputsIn(this.cardOf(form)).find((input) => textAt(input, "label")?.replace(/ \(optional\)$/, "") === label);
  }

  private async pressed(
    { action }: CardButton,
    { conversation, id }: Message,
    inputs: Readonly<Record<string, string>>,
  ): Promise<PressOutcome> {
    const named = { action: textAt(action, "verb") ?? "", data: objectAt(action, "data") };
    const outcome = await this.teams.player.press({ who: this.who, on: { conversation, id }, ...named, inputs });
    const { answer, receipt } = outcome;
    if (receipt?.failure) throw new Error(`Nobody took the press: ${receipt.failure}.`);
    if (answer?.kind === "error") throw new Error(`The press was not taken: ${answer.text}`);
    return outcome;
  }

  /** Of a list the value of what reads like this; what one searches for may only be known a moment later. */
  private async valueOf(input: JsonObject, text: string, { conversation, id }: Message): Promise<string> {
    if (typeOf(input) !== "Input.ChoiceSet") return text;
    const named = (choices: readonly unknown[]) =>
      choices.find((one) => textAt(one, "title") === text) ??
      choices.find((one) => textAt(one, "title")?.includes(text));
    const shown = textAt(named(listAt(input, "choices")), "value");
    if (shown !== undefined) return shown;
    return eventually(async () => {
      const asked = { who: this.who, on: { conversation, id }, input: textAt(input, "id") ?? "", text };
      const { choices } = await this.teams.player.search(asked);
      return textAt(named(choices), "value");
    }, FOLLOWS);
  }
}
