import type { Message } from "../tenant/messages.ts";
import type { Tenant } from "../tenant/tenant.ts";

/** How often the bot posted and edited outside personal chats. */
export interface Counts {
  readonly posts: number;
  readonly edits: number;
}

/** The counts of one thread with its post, or of one group chat. */
export interface ThreadCounts extends Counts {
  readonly conversation: string;
  readonly threadId: string | undefined;
}

const countsOf = (messages: readonly Message[]): Counts => ({
  posts: messages.length,
  edits: messages.reduce((sum, { revisions }) => sum + revisions.length - 1, 0),
});

const openly = ({ said, directory }: Tenant): Message[] =>
  said.filter(({ conversation }) => directory.conversations.get(conversation)?.kind !== "personal");

/** All posts and edits of the bot, in one conversation if named. */
export function botCounts(tenant: Tenant, reference?: string): Counts {
  const id = reference === undefined ? undefined : tenant.directory.conversation(reference).id;
  return countsOf(openly(tenant).filter(({ conversation }) => id === undefined || conversation === id));
}

function countsByThread(tenant: Tenant): ThreadCounts[] {
  const threadOf = ({ conversation, threadId, id }: Message): string =>
    tenant.directory.conversations.get(conversation)?.kind === "channel"
      ? `${conversation} ${threadId ?? id}`
      : conversation;
  const mine = openly(tenant);
  return [...new Set(mine.map(threadOf))].map((thread) => {
    const [conversation = "", threadId] = thread.split(" ");
    return { conversation, threadId, ...countsOf(mine.filter((one) => threadOf(one) === thread)) };
  });
}

const plain = ({ ownCards, ...message }: Message) => ({ ...message, ownCards: Object.fromEntries(ownCards) });

/** Everything that ever happened in the tenant, as plain data. */
export function teamsLedger(tenant: Tenant) {
  const { messages, journal } = tenant;
  return {
    messages: messages.all.map(plain),
    refused: journal.refused,
    deliveries: journal.deliveries,
    counts: { ...botCounts(tenant), threads: countsByThread(tenant) },
  };
}

export type TeamsLedger = ReturnType<typeof teamsLedger>;
