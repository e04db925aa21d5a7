import { blockText, Names } from "../../simulators/slack/report/plain-text.ts";
import type { SlackSimulator } from "../../simulators/slack/simulator.ts";
import type { Message } from "../../simulators/slack/workspace/messages.ts";
import { eventually } from "../../support/eventually.ts";
import type { Cast, Told } from "./cast.ts";
import { type Answers, messageWithButton, type Narrate, Persona } from "./persona.ts";

const CHANNEL = "net-interconnects";
const FORMS = { create: "New interconnect", teardown: "Take a link down" };
const ASKED = { withinMs: 20_000 };
const STOPPED = "Retry";
const STANDS = "Verify again";

/** Dana asks and Alex approves, in Slack. */
export class SlackCast implements Cast {
  readonly narrate: Narrate;
  private readonly slack: SlackSimulator;
  private readonly requester: Persona;
  private readonly approver: Persona;
  private card: Message | undefined;

  constructor(slack: SlackSimulator, narrate: Narrate) {
    this.narrate = narrate;
    this.slack = slack;
    this.requester = new Persona(slack, "dana", narrate);
    this.approver = new Persona(slack, "alex", narrate);
  }

  async asks(answers: Answers): Promise<void> {
    await this.requester.opens(FORMS.create, "/interconnect create", CHANNEL);
    await this.requester.fillsIn(FORMS.create, answers);
  }

  async asksToTakeDown(name: string, answers: Answers): Promise<void> {
    await this.requester.opens(FORMS.teardown, `/interconnect teardown ${name}`, CHANNEL);
    await this.requester.fillsIn(FORMS.teardown, answers);
  }

  commands(line: string): Promise<void> {
    return this.requester.types(`/interconnect ${line}`, CHANNEL);
  }

  async approves(): Promise<number> {
    const card = await eventually(() => messageWithButton(this.slack, CHANNEL, "Approve"), ASKED);
    this.card = card;
    await this.approver.isAsked();
    await this.approver.presses("Approve", card);
    return this.pressedAtMs();
  }

  async presses(label: string): Promise<number> {
    await this.requester.presses(label, await eventually(() => messageWithButton(this.slack, CHANNEL, label), ASKED));
    return this.pressedAtMs();
  }

  async takesBack(name: string): Promise<number> {
    const label = `Take ${name} back`;
    await this.approver.types("/interconnect recover prod", CHANNEL);
    await this.approver.presses(label, await this.approver.awaits(label));
    const pressedAtMs = this.pressedAtMs();
    this.card = await eventually(() => {
      const card = messageWithButton(this.slack, CHANNEL, STANDS);
      return card && card.revisions[0].atVirtualMs >= pressedAtMs && card;
    }, ASKED);
    return pressedAtMs;
  }

  told<What>(sinceMs: number, find: (title: string) => What | undefined): Told<What> | undefined {
    const { messages, directory } = this.slack.workspace;
    const names = new Names(directory);
    const { card } = this;
    const replies = card ? messages.thread(card.channel, card.ts).filter((one) => one !== card) : [];
    for (const { revisions } of replies) {
      const [posted] = revisions;
      const [title] = posted.blocks;
      const what = title && posted.atVirtualMs >= sinceMs ? find(blockText(title, names)) : undefined;
      if (what !== undefined) return { what, atMs: posted.atVirtualMs };
    }
    return undefined;
  }

  isStopped(sinceMs: number): boolean {
    const asking = messageWithButton(this.slack, CHANNEL, STOPPED);
    return asking !== undefined && asking.revisions[0].atVirtualMs >= sinceMs;
  }

  messages(): { readonly posts: number; readonly edits: number } {
    const { posts, edits } = this.slack.ledger().counts;
    return { posts, edits };
  }

  /** When the last press reached the bot: the acknowledgement less the time that it took. */
  private pressedAtMs(): number {
    const { journal, world } = this.slack.workspace;
    const delivery = journal.deliveries.findLast(({ what }) => what.startsWith("block_actions "));
    if (!delivery) throw new Error("nobody pressed anything");
    return world.clock.toVirtualMs(delivery.atWallMs - delivery.latencyMs);
  }
}
