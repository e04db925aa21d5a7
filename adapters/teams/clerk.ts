import { actionForms } from "../../src/chat/actions.ts";
import type { AddressBook } from "../../src/chat/address-book.ts";
import type { Card } from "../../src/chat/card.ts";
import { type FormView, withErrors } from "../../src/chat/form.ts";
import type { FormDesk, Incoming, JobSink, Outgoing } from "../../src/chat/ports.ts";
import { notTaken } from "../../src/chat/views/refusals.ts";
import { within } from "../../src/chat/within.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import type { Log } from "../../src/observability/log.ts";
import type { TeamsActivity } from "./activity.ts";
import type { Choice } from "./adaptive-card.ts";
import { type FormData, type PressData, readCardData, readValues } from "./card-data.ts";
import { formIsInChat, formNotOpened } from "./chat-words.ts";
import type { Connector } from "./connector.ts";
import { type FormSpot, formIdOf } from "./form-id.ts";
import { commandAct, conversationOf, dedupeIdOf, formAct, placeWhere, pressAct, welcomeAct } from "./incoming.ts";
import { timesMs } from "./limits.ts";
import { noNames } from "./names.ts";
import { renderMessage } from "./render-card.ts";
import { renderChoices } from "./render-input.ts";
import { readSearch } from "./search.ts";

export interface ClerkOptions {
  readonly connector: Connector;
  readonly sink: JobSink;
  readonly desk: FormDesk;
  readonly book: AddressBook;
  /** Appends to the outbox, where a form that is asked for by a message leaves like every other word. */
  readonly say: (message: Outgoing) => Promise<void>;
  readonly log: Log;
}

/** What the person who acted sees at once: a form in the place of the card, or a word beside it. */
export type Answer =
  | { readonly kind: "form"; readonly form: FormView; readonly data?: FormData }
  | { readonly kind: "word"; readonly card: Card }
  /** It is taken over; what comes of it is said when it is done. */
  | { readonly kind: "taken" };

/** How a form was asked for that is not there yet. */
type Asked = Exclude<FormSpot["kind"], "card">;

/**
 * Hands acts over to the sink, and by itself only opens and follows forms. What it returns is the answer to the
 * request, which so always comes after the act is taken over and never after it is done.
 */
export class Clerk {
  private readonly options: ClerkOptions;

  constructor(options: ClerkOptions) {
    this.options = options;
  }

  /**
   * Keeps where a conversation and a person are reached.
   *
   * @throws Error when the store is silent
   */
  async remember(activity: TeamsActivity, person: PersonId): Promise<void> {
    const { book } = this.options;
    const conversation = conversationOf(activity);
    const { name } = activity.from;
    await book.keep("teams", conversation);
    await book.meet(person, {
      ...(name !== undefined && name !== "" && { name }),
      ...(conversation.kind === "personal" && { conversation: conversation.id }),
    });
  }

  /** A line that was typed: what it leaves open is asked for in a form, in the person's own chat with the bot. */
  async message(activity: TeamsActivity, person: PersonId): Promise<Answer> {
    const incoming = commandAct(activity, person);
    const line = incoming.act.kind === "command" ? incoming.act.text : "";
    const form = await this.looking(this.options.desk.forCommand(line, person));
    if (form?.submit === undefined) return this.over(form ? this.withForm(activity, incoming, "typed") : incoming);
    return this.openAlone(activity, person, { form, asked: "typed" });
  }

  /** A form that asks nothing waits for the answer to the act: that answer becomes a card in the person's own chat. */
  private withForm(activity: TeamsActivity, incoming: Incoming, asked: Asked): Incoming {
    const { act, person, dedupeId } = incoming;
    if (act.kind !== "command") return incoming;
    const formId = formIdOf({ kind: asked, act: dedupeId, person, place: placeWhere(activity) });
    return { ...incoming, act: { ...act, formId } };
  }

  async welcome(activity: TeamsActivity, person: PersonId): Promise<void> {
    await this.over(welcomeAct(activity, person));
  }

  /** A button or a form of a card. Undefined for data that is none of ours. */
  async used(activity: TeamsActivity, person: PersonId, data: unknown): Promise<Answer | undefined> {
    const ours = readCardData(data);
    if (!ours) return undefined;
    if (ours.kind === "press") return this.press(activity, person, ours);
    const { interconnect: _own, ...values } = readValues(data);
    return ours.kind === "follow"
      ? this.follow(ours, values, person)
      : this.send(activity, person, { data: ours, values });
  }

  async search(value: unknown, person: PersonId): Promise<readonly Choice[]> {
    const query = readSearch(value);
    const options = query && (await this.looking(this.options.desk.suggest(query, person)));
    return renderChoices(options ?? []);
  }

  /** A word at once where no answer carries it, when the store that the outbox lies in is silent. */
  async tell(activity: TeamsActivity, card: Card): Promise<void> {
    const { threadRef } = placeWhere(activity);
    const conversation = conversationOf(activity);
    const thread = conversation.kind === "channel" && threadRef !== undefined ? { thread: threadRef } : {};
    await this.options.connector.send({ conversation, ...thread }, renderMessage(card, noNames));
  }

  private async press(activity: TeamsActivity, person: PersonId, { action, subject }: PressData): Promise<Answer> {
    const form = await this.looking(this.formFor(action, subject, person));
    if (form && form.submit === undefined) {
      return this.over(this.withForm(activity, pressAct(activity, person, { action, subject }), "pressed"));
    }
    if (form) {
      // In a chat of two the card becomes the form; elsewhere it stays what it is for everybody.
      if (placeWhere(activity).direct) return { kind: "form", form };
      const opened = await this.openAlone(activity, person, { form, asked: "pressed" });
      return opened.kind === "taken" ? { kind: "word", card: formIsInChat() } : opened;
    }
    if (actionForms.has(action)) return { kind: "word", card: formNotOpened() };
    return this.over(pressAct(activity, person, { action, subject }));
  }

  private async follow(data: FormData, values: Record<string, string>, person: PersonId): Promise<Answer> {
    const { desk } = this.options;
    const changed = Object.keys(data.led).find((name) => (values[name] ?? "") !== data.led[name]) ?? "";
    const form = await this.looking(desk.follow(data.form, values, changed, person));
    return form ? { kind: "form", form, data } : { kind: "word", card: formNotOpened() };
  }

  /** Errors of shape sit on their fields; else the form is taken over and says so. */
  private async send(
    activity: TeamsActivity,
    person: PersonId,
    filled: { readonly data: FormData; readonly values: Record<string, string> },
  ): Promise<Answer> {
    const { desk } = this.options;
    const { data, values } = filled;
    // Choices on which others depend were changed and not followed yet: the rest was not asked for.
    if (Object.entries(data.led).some(([name, shown]) => (values[name] ?? "") !== shown)) {
      return this.follow(data, values, person);
    }
    const errors = desk.check(data.form, values);
    if (Object.keys(errors).length > 0) {
      const again = await this.looking(desk.redraw(data.form, data.subject, values, person));
      return again ? { kind: "form", form: withErrors(again, errors), data } : { kind: "word", card: formNotOpened() };
    }
    const answer = await this.over(formAct(activity, person, filled));
    return answer.kind === "taken" ? { kind: "form", form: desk.taken(data.form, values), data } : answer;
  }

  /** Sends the form on its way to the person's own chat with the bot. */
  private async openAlone(
    activity: TeamsActivity,
    person: PersonId,
    { form, asked }: { readonly form: FormView; readonly asked: Asked },
  ): Promise<Answer> {
    const act = dedupeIdOf(activity);
    const formId = formIdOf({ kind: asked, act, person, place: placeWhere(activity) });
    try {
      await this.options.say({ id: `act/${act}/form`, destination: { to: "form", person, formId }, form });
      return { kind: "taken" };
    } catch (thrown) {
      this.options.log.error({ err: thrown, act }, "form not sent");
      return { kind: "word", card: notTaken() };
    }
  }

  private formFor(action: string, subject: string, person: PersonId): Promise<FormView | undefined> {
    const { desk } = this.options;
    return action === "command" ? desk.forCommand(subject, person) : desk.forAction(action, subject, person);
  }

  /** A look-up in time; undefined, and a line in the log, when it fails or takes too long. */
  private async looking<T>(lookUp: Promise<T>): Promise<T | undefined> {
    try {
      return await within(timesMs.lookUp, lookUp);
    } catch (thrown) {
      this.options.log.warn({ err: thrown }, "not looked up in time");
      return undefined;
    }
  }

  private async over(incoming: Incoming): Promise<Answer> {
    try {
      await this.options.sink.accept(incoming);
      return { kind: "taken" };
    } catch (thrown) {
      this.options.log.error({ err: thrown, act: incoming.dedupeId }, "act not taken over");
      return { kind: "word", card: notTaken() };
    }
  }
}
