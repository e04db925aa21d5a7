import type { AddressBook, Conversation } from "../../src/chat/address-book.ts";
import type { Card } from "../../src/chat/card.ts";
import type { FormView, Option, SuggestQuery } from "../../src/chat/form.ts";
import type { Place, Poster, PostOutcome, RevealServiceKey, ThreadPlace } from "../../src/chat/ports.ts";
import { channelReader, type Reader } from "../../src/chat/readers.ts";
import { withServiceKeys } from "../../src/chat/service-keys.ts";
import type { TeamsConfig } from "../../src/config/teams.ts";
import { toInterconnectError } from "../../src/domain/errors.ts";
import { type PersonId, personId } from "../../src/domain/ids.ts";
import type { Log } from "../../src/observability/log.ts";
import { answerIsInChat, chatNotReached, formIsInChat } from "./chat-words.ts";
import type { Connector, Spot } from "./connector.ts";
import { createConnector } from "./create-connector.ts";
import { drawForm } from "./draw-form.ts";
import { type FormSpot, formSpotOf } from "./form-id.ts";
import { teamsSubject } from "./ids.ts";
import { NameBook } from "./name-book.ts";
import { messageOf, renderMessage, type TeamsMessage } from "./render-card.ts";
import { failedOutcome } from "./teams-errors.ts";

export interface TeamsPosterOptions {
  readonly config: TeamsConfig;
  readonly book: AddressBook;
  readonly log: Log;
  readonly revealServiceKey: RevealServiceKey;
  /** What search fields of forms offer. */
  readonly suggest: (query: SuggestQuery) => Promise<readonly Option[]>;
}

/** Teams' way out: every message a card, at an address that an authenticated activity told before. */
export function createTeamsPoster(options: TeamsPosterOptions): Poster {
  return new TeamsPoster(options, createConnector(options.config));
}

interface Message {
  readonly id: string;
  readonly card: Card;
}

type Drawn = (at: Conversation) => Promise<TeamsMessage>;

const noKeyMs = 10_000;

class TeamsPoster implements Poster {
  readonly platform = "teams";
  private readonly options: TeamsPosterOptions;
  private readonly connector: Connector;
  private readonly names: NameBook;

  constructor(options: TeamsPosterOptions, connector: Connector) {
    this.options = options;
    this.connector = connector;
    this.names = new NameBook(connector, options.book);
  }

  async post(place: ThreadPlace, { card, alsoInChannel }: Message & { alsoInChannel: boolean }): Promise<PostOutcome> {
    const spot = await this.spotOf(place);
    if (spot === undefined) return nowhere;
    const reader = channelReader(place);
    const outcome = await this.send(spot, card, reader);
    // Teams has no broadcast; what stands in the thread has arrived, so a second post that fails is not repeated.
    if (outcome.kind === "sent" && alsoInChannel && spot.thread !== undefined)
      await this.alsoInChannel(spot, card, reader);
    return outcome;
  }

  async edit({ ref, ...place }: ThreadPlace & { ref: string }, card: Card): Promise<PostOutcome> {
    const spot = await this.spotOf(place);
    return spot === undefined ? nowhere : this.change(spot, ref, (at) => this.draw(card, at, channelReader(place)));
  }

  /** Teams shows a bot nothing of what was said: an uncertain message is sent again, and may be seen twice. */
  find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async toPerson(person: PersonId, { card }: Message): Promise<PostOutcome> {
    return this.toPersonDrawn(person, (at) => this.draw(card, at, person));
  }

  /** Teams shows nothing to one person alone in a channel: it is said in their personal chat. */
  async aside(person: PersonId, place: Place, { typed, ...message }: Message & { typed?: true }): Promise<PostOutcome> {
    const outcome = await this.toPerson(person, message);
    if (outcome.kind === "refused") await this.pointOut(place, chatNotReached(person, outcome.why));
    if (outcome.kind === "sent" && typed) await this.pointOut(place, answerIsInChat());
    return outcome;
  }

  async updateForm(formId: string, form: FormView): Promise<PostOutcome> {
    const shown = formSpotOf(formId);
    if (shown === undefined) return { kind: "refused", why: "The form is not one of Teams." };
    const { names } = this;
    const { suggest } = this.options;
    const drawn: Drawn = async (at) =>
      messageOf(await drawForm(form, { names, suggest, at, place: shown.place }), form.title);
    if (shown.kind !== "card") return this.bring(shown, form, drawn);
    const spot = await this.spotOf({ platform: "teams", channel: shown.conversation });
    return spot === undefined ? nowhere : this.change(spot, shown.messageId, drawn);
  }

  /** Shows a form to the person alone. Where a line in a channel asked for it, nothing would be seen of that: it is said. */
  private async bring(
    { kind, person, place }: Exclude<FormSpot, { kind: "card" }>,
    form: FormView,
    drawn: Drawn,
  ): Promise<PostOutcome> {
    const outcome = await this.toPersonDrawn(personId(person), drawn);
    if (outcome.kind === "refused") await this.pointOut(place, chatNotReached(personId(person), outcome.why));
    if (outcome.kind === "sent" && kind === "typed") {
      await this.pointOut(place, form.submit === undefined ? answerIsInChat() : formIsInChat());
    }
    return outcome;
  }

  /** A word where a person acted about what comes to them alone; what has been said there is not said again. */
  private async pointOut({ channel, direct, threadRef }: Place, card: Card): Promise<void> {
    if (direct) return;
    const place: ThreadPlace = { platform: "teams", channel, ...(threadRef !== undefined && { ref: threadRef }) };
    const spot = await this.spotOf(place);
    const outcome = spot && (await this.send(spot, card, channelReader(place)));
    if (outcome?.kind !== "sent") this.options.log.warn({ why: outcome?.why }, "not said where a person acted");
  }

  private async send(spot: Spot, card: Card, reader: Reader): Promise<PostOutcome> {
    return this.attempt(
      spot,
      (at) => this.draw(card, at, reader),
      (message) => this.connector.send(spot, message),
    );
  }

  private change(spot: Spot, messageId: string, drawn: Drawn): Promise<PostOutcome> {
    return this.attempt(spot, drawn, async (message) => {
      await this.connector.update(spot, messageId, message);
      return messageId;
    });
  }

  private async toPersonDrawn(person: PersonId, drawn: Drawn): Promise<PostOutcome> {
    const conversation = await this.personal(person);
    if ("why" in conversation) return conversation;
    const spot = { conversation };
    return this.attempt(spot, drawn, (message) => this.connector.send(spot, message));
  }

  /** Draws, then makes one attempt to send. */
  private async attempt(
    { conversation }: Spot,
    drawn: Drawn,
    send: (message: TeamsMessage) => Promise<string>,
  ): Promise<PostOutcome> {
    let message: TeamsMessage;
    try {
      message = await drawn(conversation);
    } catch (err) {
      const { code, message: why } = toInterconnectError(err);
      if (code === "NotAllowed") return { kind: "refused", why };
      this.options.log.warn({ err }, "a card could not be drawn for Teams");
      return { kind: "retry", afterMs: noKeyMs, why: "The service key could not be read from Azure." };
    }
    try {
      return { kind: "sent", ref: await send(message) };
    } catch (thrown) {
      return failedOutcome(thrown);
    }
  }

  private async draw(card: Card, at: Conversation, reader: Reader): Promise<TeamsMessage> {
    const whole = await withServiceKeys(card, reader, this.options.revealServiceKey);
    return renderMessage(whole, await this.names.namesIn(whole.blocks, at), { alone: at.kind === "personal" });
  }

  private async alsoInChannel({ conversation }: Spot, card: Card, reader: Reader): Promise<void> {
    const outcome = await this.send({ conversation }, card, reader);
    if (outcome.kind !== "sent") this.options.log.warn({ why: outcome.why }, "not shown in the channel of Teams too");
  }

  /** Undefined while nothing was ever heard from Teams, so that nobody knows where it is. */
  private async spotOf({ channel, ref }: ThreadPlace): Promise<Spot | undefined> {
    const { book } = this.options;
    const conversation =
      (await book.conversation("teams", channel)) ?? inTheSameTenant(channel, await book.latest("teams"));
    if (conversation === undefined) return undefined;
    return { conversation, ...(ref !== undefined && conversation.kind === "channel" && { thread: ref }) };
  }

  private async personal(person: PersonId): Promise<Conversation | Exclude<PostOutcome, { kind: "sent" }>> {
    const { book, config } = this.options;
    const subject = teamsSubject(person);
    if (subject?.tenant !== config.tenantId)
      return { kind: "refused", why: "The person has no account in this Teams." };
    const known = (await book.person(person))?.conversation;
    const conversation = known === undefined ? undefined : await book.conversation("teams", known);
    if (conversation) return conversation;
    const latest = await book.latest("teams");
    if (latest === undefined) return nowhere;
    try {
      const { serviceUrl } = latest;
      const id = await this.connector.openPersonal(serviceUrl, subject.objectId);
      const opened: Conversation = { id, kind: "personal", serviceUrl };
      await book.keep("teams", opened);
      await book.meet(person, { conversation: id });
      return opened;
    } catch (thrown) {
      const outcome = failedOutcome(thrown);
      // Opening a conversation says nothing, whatever became of the call.
      return outcome.kind === "unknown" ? { ...outcome, kind: "retry", afterMs: outcome.afterMs ?? 2_000 } : outcome;
    }
  }
}

const nowhere = {
  kind: "refused",
  why: "Teams has not told yet where it is reached. Install the app there, or mention the bot once.",
} as const satisfies PostOutcome;

/** A channel that the bot has not heard from; all of a tenant is reached at one address. */
function inTheSameTenant(id: string, latest: Conversation | undefined): Conversation | undefined {
  return (
    latest && { id, kind: /@thread\.(?:tacv2|skype)$/.test(id) ? "channel" : "group", serviceUrl: latest.serviceUrl }
  );
}
