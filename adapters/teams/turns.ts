import type { FormDesk, Outgoing } from "../../src/chat/ports.ts";
import { notTaken } from "../../src/chat/views/refusals.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import type { Log } from "../../src/observability/log.ts";
import type { TeamsActivity } from "./activity.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { placeOf, readCardData } from "./card-data.ts";
import type { Answer, Clerk } from "./clerk.ts";
import { drawForm } from "./draw-form.ts";
import { conversationOf, dedupeIdOf, personOf, placeWhere, shownFormId } from "./incoming.ts";
import { cardAnswer, errorAnswer, executedData, type HttpAnswer, taken, wordAnswer } from "./invoke.ts";
import type { NameBook } from "./name-book.ts";
import { noNames } from "./names.ts";
import { renderFallback } from "./render-text.ts";
import { searchAnswer } from "./search.ts";

export interface TurnsOptions {
  readonly clerk: Clerk;
  readonly names: NameBook;
  readonly desk: Pick<FormDesk, "suggest">;
  readonly say: (message: Outgoing) => Promise<void>;
  readonly log: Log;
}

/** Connects each kind of activity with the clerk's answer to it, and answers by the means that its kind has. */
export class Turns {
  private readonly options: TurnsOptions;

  constructor(options: TurnsOptions) {
    this.options = options;
  }

  /** @throws Error when it could not be taken and nobody could be told */
  async heard(activity: TeamsActivity): Promise<HttpAnswer> {
    const person = personOf(activity);
    // Other bots, and what Teams itself says.
    if (person === undefined) return taken;
    switch (activity.type) {
      case "message":
        return this.message(activity, person);
      case "invoke":
        return this.invoke(activity, person);
      case "installationUpdate":
      case "conversationUpdate":
        return this.added(activity, person);
      default:
        return taken;
    }
  }

  private async message(activity: TeamsActivity, person: PersonId): Promise<HttpAnswer> {
    const { clerk } = this.options;
    const submitted = readCardData(activity.value) !== undefined;
    const answer = await this.known(activity, person, () =>
      submitted ? clerk.used(activity, person, activity.value) : clerk.message(activity, person),
    );
    if (answer?.kind === "word") await clerk.tell(activity, answer.card);
    if (answer?.kind === "form") await this.changeCard(activity, person, answer);
    return taken;
  }

  private async invoke(activity: TeamsActivity, person: PersonId): Promise<HttpAnswer> {
    const { clerk } = this.options;
    const { name, value } = activity;
    if (name === "application/search") return { status: 200, body: searchAnswer(await clerk.search(value, person)) };
    if (name !== "adaptiveCard/action") return { status: 501 };
    const answer = await this.known(activity, person, () => clerk.used(activity, person, executedData(value)));
    switch (answer?.kind) {
      case undefined:
        return errorAnswer("This button does not belong to this bot.");
      case "taken":
        return wordAnswer("Taken. What comes of it is shown here, or in your chat with the bot.");
      case "word":
        return wordAnswer(renderFallback(answer.card, noNames));
      case "form":
        return cardAnswer(await this.draw(activity, person, answer));
    }
  }

  private async added(activity: TeamsActivity, person: PersonId): Promise<HttpAnswer> {
    const { type, action, membersAdded, recipient } = activity;
    const added =
      type === "installationUpdate"
        ? action?.startsWith("add") === true
        : membersAdded?.some(({ id }) => id === recipient.id) === true;
    if (!added) return taken;
    const { clerk } = this.options;
    await clerk.remember(activity, person);
    await clerk.welcome(activity, person);
    return taken;
  }

  /** Does it once it is kept where the person is answered. */
  private async known(
    activity: TeamsActivity,
    person: PersonId,
    act: () => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    try {
      await this.options.clerk.remember(activity, person);
    } catch (err) {
      this.options.log.error({ err }, "an address of Teams was not kept");
      return { kind: "word", card: notTaken() };
    }
    return act();
  }

  /** A client that sends messages for buttons gets no answer that could take the card's place. */
  private changeCard(activity: TeamsActivity, person: PersonId, { form, data }: FormAnswer): Promise<void> {
    const place = (data && placeOf(data)) ?? placeWhere(activity);
    const formId = shownFormId(activity, place);
    return this.options.say({
      id: `act/${dedupeIdOf(activity)}/shown`,
      destination: { to: "form", person, formId },
      form,
    });
  }

  private draw(activity: TeamsActivity, person: PersonId, { form, data }: FormAnswer): Promise<AdaptiveCard> {
    const { names, desk } = this.options;
    return drawForm(form, {
      names,
      suggest: (query) => desk.suggest(query, person),
      at: conversationOf(activity),
      place: (data && placeOf(data)) ?? placeWhere(activity),
    });
  }
}

type FormAnswer = Extract<Answer, { kind: "form" }>;
