import { interactiveIn } from "../../simulators/slack/block-kit/block-kit.ts";
import type { SlackSimulator } from "../../simulators/slack/simulator.ts";
import { current, type Message } from "../../simulators/slack/workspace/messages.ts";
import { eventually } from "../../support/eventually.ts";
import { answer, submit } from "./form.ts";

const OPENS = { withinMs: 4000 };
const COMES = { withinMs: 20_000 };
const TRIES = 3;
const ASKED = { withinMs: 3000 };

/** What somebody answers to the questions of a form, by label, in the order in which they come. */
export type Answers = readonly (readonly [label: string, answer: string])[];

/** Where a story is told. */
export type Narrate = (text: string) => void;

const buttonsOf = (message: Message) =>
  current(message).blocks.flatMap((block) =>
    interactiveIn(block).flatMap((element) => (element.type === "button" ? [{ block, element }] : [])),
  );

/** A message with a button of this label among those who can be seen now; the newest of them. */
export const messageWithButton = (slack: SlackSimulator, channel: string, label: string): Message | undefined =>
  slack.workspace.messages
    .visible(slack.workspace.directory.channel(channel).id)
    .findLast((message) => buttonsOf(message).some(({ element }) => element.text.text === label));

/** The newest message with a button of this label among those that only this person can see. */
const askedAlone = ({ workspace }: SlackSimulator, who: string, label: string): Message | undefined => {
  const { id } = workspace.directory.person(who);
  return workspace.messages.all.findLast(
    (message) => message.onlyFor === id && buttonsOf(message).some(({ element }) => element.text.text === label),
  );
};

/** Somebody in the workspace who acts as people do, and says what they do. */
export class Persona {
  private readonly slack: SlackSimulator;
  private readonly who: string;
  private readonly narrate: Narrate;

  constructor(slack: SlackSimulator, who: string, narrate: Narrate) {
    this.slack = slack;
    this.who = who;
    this.narrate = narrate;
  }

  get name(): string {
    return this.slack.workspace.directory.person(this.who).realName;
  }

  /** Types a slash command into a channel. */
  async types(line: string, channel: string): Promise<void> {
    const failure = await this.tries(line, channel);
    if (failure) throw new Error(`Nobody took "${line}": ${failure}.`);
  }

  /** Types a command that opens a form. On a busy machine it may come too late for Slack: then once more. */
  async opens(title: string, line: string, channel: string): Promise<void> {
    const isOpen = () => this.slack.player.modalOf(this.who).title.text === title;
    for (let tries = 1; tries < TRIES; tries += 1) {
      const failure = await this.tries(line, channel);
      if (failure === "http_timeout") continue;
      if (failure) throw new Error(`Nobody took "${line}": ${failure}.`);
      if (await eventually(isOpen, OPENS).catch(() => false)) return;
    }
    await this.types(line, channel);
    await eventually(isOpen, OPENS);
  }

  /** Fills in the form in front of them and sends it. */
  async fillsIn(title: string, answers: Answers): Promise<void> {
    const reader = { player: this.slack.player, who: this.who };
    const told = answers.map(([label, text]) => `${label}: ${text}`).join("; ");
    this.narrate(`${this.name} fills in "${title}": ${told}`);
    for (const [label, text] of answers) await answer(reader, label, text);
    await submit(reader);
  }

  /** Gives a private word from the bot a moment to come; who reads the channel needs none. */
  async isAsked(): Promise<void> {
    const { workspace } = this.slack;
    const { id } = workspace.botMessageWith(workspace.directory.person(this.who).id);
    const asked = eventually(() => workspace.messages.visible(id).length > 0, ASKED);
    await asked.catch(() => undefined);
  }

  /** Waits for a word that only they see, with this button. */
  awaits(label: string): Promise<Message> {
    return eventually(() => askedAlone(this.slack, this.who, label), COMES);
  }

  /** Presses a button of a message, and confirms where it asks. */
  async presses(label: string, message: Message): Promise<void> {
    const found = buttonsOf(message).find(({ element }) => element.text.text === label);
    if (!found) throw new Error(`There is no button "${label}" any more.`);
    const asked = found.element.confirm?.text.text;
    this.narrate(`${this.name} presses [${label}]${asked === undefined ? "" : ` and confirms: ${asked}`}`);
    const { block_id: blockId } = found.block;
    const actionId = found.element.action_id ?? "";
    const receipt = await this.slack.player.click({ who: this.who, on: message, actionId, blockId });
    if (receipt.failure) throw new Error(`Nobody took the press of "${label}": ${receipt.failure}.`);
  }
  /** @returns why Slack says that it failed, if it did */
  private async tries(line: string, channel: string): Promise<string | undefined> {
    this.narrate(`${this.name} types ${line}`);
    const { receipt } = await this.slack.player.slashCommand(this.who, channel, line);
    return receipt.failure;
  }
}
