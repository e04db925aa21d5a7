import type { WebClient } from "@slack/web-api";
import type { ThreadPlace } from "../../src/chat/ports.ts";

const eventType = "interconnect_post";

/** Our clock and Slack's may differ by this much when the beginning of a search is told. */
const clockSlackMs = 60_000;
const pageSize = 200;
const mostPages = 10;

/** Metadata that lets a message be found again after its answer was lost. Shown to nobody. */
export function marked(id: string): { event_type: string; event_payload: { id: string } } {
  return { event_type: eventType, event_payload: { id } };
}

/**
 * The timestamp of the message with this id, in the thread or, without one, in the channel; undefined when it is not
 * there. Reads at most some thousand messages.
 *
 * @see https://docs.slack.dev/messaging/message-metadata
 */
export async function findMessage(
  client: WebClient,
  { channel, ref }: ThreadPlace,
  id: string,
  sinceMs: number,
): Promise<string | undefined> {
  const oldest = String(Math.max(0, sinceMs - clockSlackMs) / 1000);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const range = { channel, oldest, limit: pageSize, include_all_metadata: true, ...(cursor && { cursor }) };
    const answer =
      ref === undefined
        ? await client.conversations.history(range)
        : await client.conversations.replies({ ...range, ts: ref });
    const found = answer.messages?.find(({ metadata }) => isMarked(metadata, id));
    if (found?.ts !== undefined) return found.ts;
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}

function isMarked(metadata: { event_type?: string; event_payload?: object } | undefined, id: string): boolean {
  const payload = metadata?.event_payload;
  return metadata?.event_type === eventType && payload !== undefined && "id" in payload && payload.id === id;
}
