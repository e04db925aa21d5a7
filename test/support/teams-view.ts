import { cardText } from "../simulators/teams/report/card-text.ts";
import type { TeamsSimulator } from "../simulators/teams/simulator.ts";
import { current, type Message } from "../simulators/teams/tenant/messages.ts";

/** What a message says now, as people read it. */
export const readInTeams = (message: Message): string => {
  const { card, text } = current(message);
  return card ? cardText(card) : text;
};

/** The channel and the personal chats of Teams as people read them. */
export class TeamsView {
  private readonly teams: TeamsSimulator;
  private readonly channel: string;

  constructor(teams: TeamsSimulator, channel = "net-interconnects") {
    this.teams = teams;
    this.channel = teams.tenant.directory.conversation(channel).id;
  }

  /** The newest card of an interconnect that has replies or may get some: a post of the bot in the channel. */
  card(name: string): Message | undefined {
    const posts = this.inChannel().filter((one) => one.threadId === undefined);
    return posts.find((post) => readInTeams(post).startsWith(`${name} `));
  }

  /** The replies below an interconnect's card, oldest first. */
  thread(name: string): readonly Message[] {
    const card = this.card(name);
    return card === undefined ? [] : this.inChannel().filter(({ threadId }) => threadId === card.id);
  }

  /** What the bot told somebody in their own chat with it, oldest first. */
  heardBy(who: string): readonly string[] {
    const { directory, said } = this.teams.tenant;
    const { id } = directory.personalChat(directory.person(who));
    return said.filter(({ conversation }) => conversation === id).map(readInTeams);
  }

  private inChannel(): readonly Message[] {
    return this.teams.tenant.said.filter(({ conversation }) => conversation === this.channel);
  }
}
