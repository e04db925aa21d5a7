import type { ThreadId } from "../domain/ids.ts";
import { threadId } from "../domain/ids.ts";

/** Who gets to read a message: everybody in a channel (`slack/C0123456789`), or one person by their id. */
export type Reader = string;

interface Channel {
  readonly platform: string;
  readonly channel: string;
}

export function channelReader({ platform, channel }: Channel): Reader {
  return `${platform}/${channel}`;
}

/** An interconnect's thread is named by its channel: moving it to another one makes it another thread. */
export function threadIn(channel: Channel, uid: string): ThreadId {
  return threadId(`${channelReader(channel)}/${uid}`);
}

/** Who reads a thread made by `threadIn`. */
export function readerOf(thread: ThreadId): Reader {
  return thread.slice(0, thread.lastIndexOf("/"));
}
