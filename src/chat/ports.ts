import type { PersonId, ThreadId } from "../domain/ids.ts";
import type { Card, ServiceKeyRef } from "./card.ts";
import type { FieldErrors, FormValues, FormView, Option, SuggestQuery } from "./form.ts";
import type { Reader } from "./readers.ts";

/**
 * The border between chat products and the bot. Adapters turn what people do into `Incoming` and hand it to a
 * `JobSink`; what the bot says leaves as `Outgoing` through the outbox and is posted by the adapter's `Poster`.
 */

export type Platform = "slack" | "teams";

/** Where something was said: a channel or a direct conversation, and the thread in it if there is one. */
export interface Place {
  readonly platform: Platform;
  readonly channel: string;
  /** The platform's own name of the thread's first message. */
  readonly threadRef?: string;
  readonly direct: boolean;
}

/** What a person did, with everything needed to act on it later and in another process. */
export interface Incoming {
  /** The same for every delivery of the same act; kept 24 h to act once. */
  readonly dedupeId: string;
  readonly person: PersonId;
  readonly place: Place;
  /** Wall time, Unix milliseconds. */
  readonly receivedAt: number;
  readonly act: /** A line; `typed` where it stands for others to read, as nothing does that a button or the platform itself says. */
    | { readonly kind: "command"; readonly text: string; readonly formId?: string; readonly typed?: true }
    /** A button: what it does and the opaque id of what it is about; `input` is what a small form around it asked for. */
    | {
        readonly kind: "action";
        readonly action: string;
        readonly subject: string;
        readonly input?: string;
      }
    /** A filled-in form; `formId` is the open form that can still be updated. */
    | {
        readonly kind: "form";
        readonly form: string;
        readonly formId: string;
        readonly subject: string;
        readonly values: Readonly<Record<string, string>>;
      };
}

/** Takes an act over for good: stored and queued atomically, so that it is neither lost nor done twice. */
export interface JobSink {
  /**
   * Answers within 1 s of wall time.
   *
   * @throws InterconnectError `RedisUnavailable` when it could not be taken: tell the person to try again.
   */
  accept(incoming: Incoming): Promise<"taken" | "duplicate">;
}

/**
 * What the process that talks to people answers by itself while they wait: forms and their menus. Nothing here changes
 * anything. Each answer is due within 1 s.
 */
export interface FormDesk {
  /** The form that a typed line opens, filled in as far as typed; undefined when the line says all it must. */
  forCommand(line: string, person: PersonId): Promise<FormView | undefined>;
  /** The form that a button opens; undefined when it acts at once. */
  forAction(action: string, subject: string, person: PersonId): Promise<FormView | undefined>;
  /** The form as it follows what is filled in after the field `changed`; undefined when it follows nothing. */
  follow(form: string, values: FormValues, changed: string, person: PersonId): Promise<FormView | undefined>;
  /** The form with what is filled in, for products whose cards do not keep it; undefined when there is no such form. */
  redraw(form: string, subject: string, values: FormValues, person: PersonId): Promise<FormView | undefined>;
  /** What is wrong with the shape of what is filled in, by field. */
  check(form: string, values: FormValues): FieldErrors;
  /** What a form becomes once it is taken over. */
  taken(form: string, values: FormValues): FormView;
  /** Options for a search field. */
  suggest(query: SuggestQuery, person: PersonId): Promise<readonly Option[]>;
}

/** One account as its platform describes it now. */
export interface Profile {
  readonly person: PersonId;
  readonly displayName: string;
  readonly deactivated: boolean;
  readonly bot: boolean;
  /** Guest of the team, or a stranger from another one. */
  readonly guest: boolean;
  readonly ownTeam: boolean;
  /** IANA name, such as `Europe/Zurich`. */
  readonly timeZone?: string;
}

/** A channel as its platform describes it now. */
export interface ChannelInfo {
  readonly channel: string;
  readonly name: string;
  readonly archived: boolean;
  /** Shared with another organisation, or about to be. */
  readonly sharedOutside: boolean;
  readonly botIsMember: boolean;
}

/** Reads people and channels afresh, for decisions. What cannot be read is thrown, never taken for "no". */
export interface PersonReader {
  readonly platform: Platform;
  /** Undefined when there is no such account. */
  profile(person: PersonId): Promise<Profile | undefined>;
  /** Members of a user group (`slack:T…/S…`); empty when it is switched off or does not exist. */
  groupMembers(group: string): Promise<readonly PersonId[]>;
  channelMembers(channel: string): Promise<readonly PersonId[]>;
  /** Undefined when there is no such channel or the bot cannot see it. */
  channel(channel: string): Promise<ChannelInfo | undefined>;
}

/** Who or what a message is for. */
export type Destination =
  /** The thread's place; the first post of a thread opens it, the following ones are replies. */
  | { readonly to: "thread"; readonly thread: ThreadId; readonly alsoInChannel?: boolean }
  /** One person, in a direct conversation: seen later and on the phone. */
  | { readonly to: "person"; readonly person: PersonId }
  /** One person, at the place where they just acted: a passing word. */
  | { readonly to: "aside"; readonly person: PersonId; readonly place: Place; readonly typed?: true }
  /** The form a person still has open; when it is gone, the same word goes to the person directly. */
  | { readonly to: "form"; readonly person: PersonId; readonly formId: string };

/** One message that must arrive exactly once and in order within its thread. */
export interface Outgoing {
  /** `<operation or request>/<step or moment>/<transition>`: a replayed transition has the same id and says nothing. */
  readonly id: string;
  readonly destination: Destination;
  readonly card?: Card;
  /** For destination `form`: what the form becomes. */
  readonly form?: FormView;
}

/** Where a thread lives and which message is its card. */
export interface ThreadPlace {
  readonly platform: Platform;
  readonly channel: string;
  /** Set once the first post was answered. */
  readonly ref?: string;
}

/** What became of one attempt to post or edit; `why` is a whole sentence that people can read. */
export type PostOutcome =
  | { readonly kind: "sent"; readonly ref: string }
  | { readonly kind: "retry"; readonly afterMs: number; readonly why: string }
  /** Perhaps sent: look before posting again, not before `afterMs` where the platform asked for a pause. */
  | { readonly kind: "unknown"; readonly why: string; readonly afterMs?: number }
  /** Will never work: archived channel, bot not in it, form gone, message deleted. */
  | { readonly kind: "refused"; readonly why: string };

/** One chat product's way out. Every method makes one attempt; the outbox decides about the next. */
export interface Poster {
  readonly platform: Platform;
  /** Posts into the channel, or as a reply when `place.ref` is set. `id` is kept with the message to find it again. */
  post(place: ThreadPlace, message: { id: string; card: Card; alsoInChannel: boolean }): Promise<PostOutcome>;
  /** Replaces the card of an existing message. */
  edit(place: ThreadPlace & { ref: string }, card: Card): Promise<PostOutcome>;
  /** After an unknown outcome: the message with this id, if it arrived; undefined when it certainly did not. */
  find(place: ThreadPlace, id: string, sinceMs: number): Promise<PostOutcome | undefined>;
  toPerson(person: PersonId, message: { id: string; card: Card }): Promise<PostOutcome>;
  /** `typed`: it answers a line that others read there too, and would miss an answer to, where only one person sees it. */
  aside(person: PersonId, place: Place, message: { id: string; card: Card; typed?: true }): Promise<PostOutcome>;
  updateForm(formId: string, form: FormView): Promise<PostOutcome>;
}

/** Cards and forms tell of people, groups and channels of any platform; one platform shows those of another by name. */
export interface ForeignNames {
  inCard(card: Card, platform: string): Promise<Card>;
  inForm(form: FormView, platform: string): Promise<FormView>;
}

/**
 * Reads a circuit's service key from Azure at the moment of sending to this reader; the key is never stored.
 *
 * @throws InterconnectError `NotAllowed` when the key is not meant for this reader: the message will never be sent
 */
export type RevealServiceKey = (ref: ServiceKeyRef, reader: Reader) => Promise<string>;
