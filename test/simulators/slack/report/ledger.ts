import { BOT } from "../workspace/default-seed.ts";
import type { Message } from "../workspace/messages.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** How often the app posted and edited. Messages for one person alone are not counted. */
export interface Counts {
  readonly posts: number;
  readonly edits: number;
}

/** The counts of one conversation: a channel without its threads, or one thread with its parent. */
export interface ConversationCounts extends Counts {
  readonly channel: string;
  readonly threadTs: string;
}

const countsOf = (messages: readonly Message[]): Counts => ({
  posts: messages.length,
  edits: messages.reduce((sum, { revisions }) => sum + revisions.length - 1, 0),
});

const ofApp = ({ messages }: Workspace): Message[] =>
  messages.all.filter(({ user, onlyFor }) => user === BOT.userId && onlyFor === undefined);

/** All posts and edits of the app, in one channel if named. */
export function appCounts(workspace: Workspace, channel?: string): Counts {
  const id = channel === undefined ? undefined : workspace.directory.channel(channel).id;
  return countsOf(ofApp(workspace).filter((message) => id === undefined || message.channel === id));
}

function countsByThread(workspace: Workspace): ConversationCounts[] {
  const mine = ofApp(workspace);
  const roots = [...new Set(mine.map(({ channel, threadTs, ts }) => `${channel} ${threadTs ?? ts}`))];
  return roots.map((root) => {
    const [channel = "", threadTs = ""] = root.split(" ");
    const inThread = mine.filter((one) => one.channel === channel && (one.threadTs ?? one.ts) === threadTs);
    return Object.assign(countsOf(inThread), { channel, threadTs });
  });
}

/** Everything that ever happened in the workspace, as plain data. */
export function slackLedger(workspace: Workspace) {
  const { messages, views, journal } = workspace;
  return {
    messages: messages.all.filter(({ onlyFor }) => onlyFor === undefined),
    ephemerals: messages.all.filter(({ onlyFor }) => onlyFor !== undefined),
    views: views.all.map(({ id, person, versions, open, errors }) => ({ id, person, versions, open, errors })),
    refused: journal.refused,
    deliveries: journal.deliveries,
    counts: { ...appCounts(workspace), threads: countsByThread(workspace) },
  };
}

export type SlackLedger = ReturnType<typeof slackLedger>;
