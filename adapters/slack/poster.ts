import type { WebClient } from "@slack/web-api";
import type { Card } from "../../src/chat/card.ts";
import type { FormView } from "../../src/chat/form.ts";
import type { Place, Poster, PostOutcome, RevealServiceKey, ThreadPlace } from "../../src/chat/ports.ts";
import { channelReader, type Reader } from "../../src/chat/readers.ts";
import { withServiceKeys } from "../../src/chat/service-keys.ts";
import { toInterconnectError } from "../../src/domain/errors.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import { type SlackAccess, slackClient } from "./client.ts";
import { findMessage, marked } from "./find-message.ts";
import { openFormOf } from "./form-id.ts";
import { slackSubject } from "./ids.ts";
import { renderCard, type SlackMessage } from "./render-card.ts";
import { renderForm } from "./render-form.ts";
import { failedOutcome } from "./slack-errors.ts";

export interface SlackPosterOptions extends SlackAccess {
  readonly revealServiceKey: RevealServiceKey;
}

/** Slack's way out. Loads nothing of Bolt, so that a worker stays small. */
export function createSlackPoster({ revealServiceKey, ...access }: SlackPosterOptions): Poster {
  return new SlackPoster(slackClient(access), revealServiceKey);
}

/** Nothing that people wrote is turned into links, previews or mentions. */
const asWritten = { link_names: false, parse: "none" } as const;
const withoutPreviews = { ...asWritten, unfurl_links: false, unfurl_media: false } as const;

interface Message {
  readonly id: string;
  readonly card: Card;
}

/** How far back a direct message with the same id is looked for before it is sent again. */
const directLookBackMs = 24 * 60 * 60_000;

class SlackPoster implements Poster {
  readonly platform = "slack";
  private readonly client: WebClient;
  private readonly reveal: RevealServiceKey;

  constructor(client: WebClient, reveal: RevealServiceKey) {
    this.client = client;
    this.reveal = reveal;
  }

  post(place: ThreadPlace, message: Message & { alsoInChannel: boolean }): Promise<PostOutcome> {
    return this.postFor(channelReader(place), place, message);
  }

  private postFor(
    reader: Reader,
    place: ThreadPlace,
    { id, card, alsoInChannel }: Message & { alsoInChannel: boolean },
  ): Promise<PostOutcome> {
    const reply = place.ref === undefined ? {} : { thread_ts: place.ref, reply_broadcast: alsoInChannel };
    return this.sending(card, reader, (message) =>
      this.client.chat.postMessage({
        channel: place.channel,
        ...reply,
        ...message,
        ...withoutPreviews,
        metadata: marked(id),
      }),
    );
  }

  edit(place: ThreadPlace & { ref: string }, card: Card): Promise<PostOutcome> {
    const { channel, ref } = place;
    return this.sending(card, channelReader(place), (message) =>
      this.client.chat.update({ channel, ts: ref, ...message, ...asWritten }),
    );
  }

  async find(place: ThreadPlace, id: string, sinceMs: number): Promise<PostOutcome | undefined> {
    try {
      const ts = await findMessage(this.client, place, id, sinceMs);
      return ts === undefined ? undefined : { kind: "sent", ref: ts };
    } catch (thrown) {
      return notRead(failedOutcome(thrown));
    }
  }

  async toPerson(person: PersonId, message: Message): Promise<PostOutcome> {
    const subject = slackSubject(person);
    if (subject === undefined) return { kind: "refused", why: "The person has no account in Slack." };
    const place = await this.directPlace(subject.id);
    if ("kind" in place) return place;
    const before = await this.find(place, message.id, Date.now() - directLookBackMs);
    return before ?? this.postFor(person, place, { ...message, alsoInChannel: false });
  }

  async aside(person: PersonId, { channel, threadRef }: Place, { card }: Message): Promise<PostOutcome> {
    const subject = slackSubject(person);
    if (subject === undefined) return { kind: "refused", why: "The person has no account in Slack." };
    const thread = threadRef === undefined ? {} : { thread_ts: threadRef };
    return this.sending(card, person, async (message) => {
      const { message_ts: ts } = await this.client.chat.postEphemeral({
        channel,
        user: subject.id,
        ...thread,
        ...message,
        ...asWritten,
      });
      return ts === undefined ? {} : { ts };
    });
  }

  async updateForm(formId: string, form: FormView): Promise<PostOutcome> {
    const open = openFormOf(formId);
    if (open === undefined) return { kind: "refused", why: "The form is not one of Slack." };
    try {
      // The time makes new block ids, so that Slack shows these values and not those entered before.
      const view = renderForm(form, { generation: Date.now(), place: open.place });
      await this.client.views.update({ view_id: open.viewId, view });
      return { kind: "sent", ref: open.viewId };
    } catch (thrown) {
      return failedOutcome(thrown);
    }
  }

  /** Draws the card with its keys and makes one attempt to send it. */
  private async sending(
    card: Card,
    reader: Reader,
    send: (message: SlackMessage) => Promise<{ ts?: string }>,
  ): Promise<PostOutcome> {
    let whole: Card;
    try {
      whole = await withServiceKeys(card, reader, this.reveal);
    } catch (thrown) {
      const { code, message } = toInterconnectError(thrown);
      if (code === "NotAllowed") return { kind: "refused", why: message };
      return { kind: "retry", afterMs: 10_000, why: "The service key could not be read from Azure." };
    }
    try {
      const { ts } = await send(renderCard(whole));
      return { kind: "sent", ref: ts ?? "" };
    } catch (thrown) {
      return failedOutcome(thrown);
    }
  }

  private async directPlace(user: string): Promise<ThreadPlace | PostOutcome> {
    try {
      const { channel } = await this.client.conversations.open({ users: user });
      if (channel?.id === undefined) return { kind: "refused", why: "Slack opens no direct message with this person." };
      return { platform: "slack", channel: channel.id };
    } catch (thrown) {
      return notRead(failedOutcome(thrown));
    }
  }
}

/** A failure of a call that posts nothing: whatever it was, nothing has been said yet. */
function notRead(outcome: PostOutcome): PostOutcome {
  return outcome.kind === "unknown" ? { kind: "retry", afterMs: 2_000, why: outcome.why } : outcome;
}
