import { transcript } from "../simulators/slack/report/transcript.ts";
import { BOT } from "../simulators/slack/workspace/default-seed.ts";
import { current, type Message } from "../simulators/slack/workspace/messages.ts";
import type { Workspace } from "../simulators/slack/workspace/workspace.ts";

/** Where all environments of the tests tell their stories unless one says otherwise. */
export const home = "net-interconnects";

/** What a message says now, in its words for notifications and screen readers, which carry the whole meaning. */
export const wordsOf = (message: Message): string => current(message).text;

/** The id under which the product said it; undefined for passing words, which carry none. */
export const idOf = (message: Message): string | undefined => {
  const id = current(message).metadata?.event_payload["id"];
  return typeof id === "string" ? id : undefined;
};

/** The workspace as people read it. */
export class ChannelView {
  private readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** The newest card of an interconnect: the message at the top of its thread. */
  card(name: string): Message | undefined {
    return this.fromBot().findLast(
      (message) =>
        message.threadTs === undefined &&
        message.onlyFor === undefined &&
        idOf(message)?.endsWith("/card") === true &&
        wordsOf(message).startsWith(`${name} `),
    );
  }

  /** The replies below an interconnect's newest card that everybody sees, oldest first. */
  thread(name: string): readonly Message[] {
    const card = this.card(name);
    return card === undefined ? [] : this.fromBot().filter((one) => one.threadTs === card.ts && !one.onlyFor);
  }

  /** What the thread said so far: the ids without their operation, oldest first. */
  moments(name: string): readonly string[] {
    return this.thread(name).map((message) => (idOf(message) ?? "").replace(/^[^/]*\//, ""));
  }

  /** All messages that only this person could see, in channels and directly, oldest first. */
  heardBy(who: string): readonly Message[] {
    const { id } = this.workspace.directory.person(who);
    const direct = this.workspace.botMessageWith(id).id;
    return this.fromBot().filter((one) => one.onlyFor === id || one.channel === direct);
  }

  /** Everything that the product ever said, in the order of posting. */
  fromBot(): readonly Message[] {
    return this.workspace.messages.all.filter(({ user }) => user === BOT.userId);
  }

  transcript(channel: string = home): string {
    return transcript(this.workspace, channel);
  }
}
