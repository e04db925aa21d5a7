import { cardText } from "../../simulators/teams/report/card-text.ts";
import type { TeamsSimulator } from "../../simulators/teams/simulator.ts";
import type { Message } from "../../simulators/teams/tenant/messages.ts";
import { eventually } from "../../support/eventually.ts";
import type { Cast, Told } from "./cast.ts";
import type { Answers, Narrate } from "./persona.ts";
import { messageWithButton, TeamsPersona } from "./teams-persona.ts";

const CHANNEL = "net-interconnects";
const FOLLOW = "Show what fits my choices";
const BUTTONS = {
  create: { send: "Check and ask", follow: FOLLOW },
  teardown: { send: "Ask for approval", follow: FOLLOW },
};
const ASKED = { withinMs: 20_000 };
const STOPPED = "Retry";
const STANDS = "Verify again";

/** Dana asks and Alex approves, in Teams. */
export class TeamsCast implements Cast {
  readonly narrate: Narrate;
  private readonly teams: TeamsSimulator;
  private readonly requester: TeamsPersona;
  private readonly approver: TeamsPersona;
  private card: Message | undefined;

  constructor(teams: TeamsSimulator, narrate: Narrate) {
    this.narrate = narrate;
    this.teams = teams;
    this.requester = new TeamsPersona(teams, "dana", narrate);
    this.approver = new TeamsPersona(teams, "alex", narrate);
  }

  async asks(answers: Answers): Promise<void> {
    await this.requester.mentions("create", CHANNEL);
    await this.requester.fillsIn(answers, await this.requester.awaits(BUTTONS.create.send), BUTTONS.create);
  }

  async asksToTakeDown(name: string, answers: Answers): Promise<void> {
    await this.requester.mentions(`teardown ${name}`, CHANNEL);
    await this.requester.fillsIn(answers, await this.requester.awaits(BUTTONS.teardown.send), BUTTONS.teardown);
  }

  commands(line: string): Promise<void> {
    return this.requester.mentions(line, CHANNEL);
  }

  async approves(): Promise<number> {
    const card = await eventually(() => this.newestWith("Approve"), ASKED);
    this.card = card;
    await this.approver.isAsked();
    return this.teams.tenant.world.clock.toVirtualMs(await this.approver.presses("Approve", card));
  }

  async presses(label: string): Promise<number> {
    const message = await eventually(() => this.newestWith(label), ASKED);
    return this.teams.tenant.world.clock.toVirtualMs(await this.requester.presses(label, message));
  }

  async takesBack(name: string): Promise<number> {
    const label = `Take ${name} back`;
    await this.approver.mentions("recover prod", CHANNEL);
    const pressedAt = await this.approver.presses(label, await this.approver.awaits(label));
    const pressedAtMs = this.teams.tenant.world.clock.toVirtualMs(pressedAt);
    this.card = await eventually(() => {
      const card = this.newestWith(STANDS);
      return card && card.revisions[0].atVirtualMs >= pressedAtMs && card;
    }, ASKED);
    return pressedAtMs;
  }

  told<What>(sinceMs: number, find: (title: string) => What | undefined): Told<What> | undefined {
    const { card } = this;
    const replies = card ? this.teams.tenant.messages.thread(card.conversation, card.id) : [];
    for (const reply of replies) {
      const [posted] = reply.revisions;
      if (reply === card || posted.card === undefined || posted.atVirtualMs < sinceMs) continue;
      const what = find(cardText(posted.card));
      if (what !== undefined) return { what, atMs: posted.atVirtualMs };
    }
    return undefined;
  }

  isStopped(sinceMs: number): boolean {
    const asking = this.newestWith(STOPPED);
    return asking !== undefined && asking.revisions[0].atVirtualMs >= sinceMs;
  }

  messages(): { readonly posts: number; readonly edits: number } {
    const { posts, edits } = this.teams.ledger().counts;
    return { posts, edits };
  }

  private newestWith(label: string): Message | undefined {
    const { id } = this.teams.tenant.directory.conversation(CHANNEL);
    return messageWithButton(this.teams, id, [label]);
  }
}
