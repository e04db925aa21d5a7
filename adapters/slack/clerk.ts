import type {
  BlockAction,
  BlockSuggestion,
  RespondArguments,
  SlashCommand,
  ViewResponseAction,
  ViewSubmitAction,
} from "@slack/bolt";
import type { AppMentionEvent, PlainTextOption } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { actionForms } from "../../src/chat/actions.ts";
import { type Card, text, word } from "../../src/chat/card.ts";
import type { FormView, SearchSource } from "../../src/chat/form.ts";
import type { FormDesk, Incoming, JobSink, Place } from "../../src/chat/ports.ts";
import { notTaken } from "../../src/chat/views/refusals.ts";
import { within } from "../../src/chat/within.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import type { Log } from "../../src/observability/log.ts";
import { memoryOf, valuesOf } from "./form-state.ts";
import { slackPerson } from "./ids.ts";
import {
  type ButtonPress,
  buttonAct,
  commandAct,
  commandPlace,
  formAct,
  mentionAct,
  mentionPlace,
} from "./incoming.ts";
import { timesMs } from "./limits.ts";
import { renderCard } from "./render-card.ts";
import { renderOptions } from "./render-field.ts";
import { renderErrors, renderForm } from "./render-form.ts";
import { writtenText } from "./written-text.ts";

export interface ClerkOptions {
  readonly client: WebClient;
  readonly sink: JobSink;
  readonly desk: FormDesk;
  readonly log: Log;
  /** The workspace that the bot belongs to; nobody else is heard. */
  readonly team: string;
}

/**
 * Answers Slack within its 3 s: hands acts over to the sink, and by itself only opens and follows forms. What it
 * returns is the acknowledgement, which so always comes after the act is taken over and never after it is done.
 */
export class Clerk {
  private readonly client: WebClient;
  private readonly sink: JobSink;
  private readonly desk: FormDesk;
  private readonly log: Log;
  private readonly team: string;

  constructor({ client, sink, desk, log, team }: ClerkOptions) {
    this.client = client;
    this.sink = sink;
    this.desk = desk;
    this.log = log;
    this.team = team;
  }

  async command(command: SlashCommand): Promise<RespondArguments | undefined> {
    if (command.team_id !== this.team) return alone(otherWorkspace());
    const person = slackPerson(this.team, command.user_id);
    const place = commandPlace(command);
    const form = await this.looking(this.desk.forCommand(writtenText(command.text), person));
    const viewId = form && (await this.open(form, command.trigger_id, place));
    if (form && viewId === undefined) return alone(formNotOpened());
    const taken = await this.accept(commandAct(command, viewId === undefined ? undefined : { viewId }));
    return taken ? undefined : alone(notTaken());
  }

  async mention(
    event: AppMentionEvent,
    { team_id: team, event_id: eventId }: { team_id: string; event_id: string },
  ): Promise<void> {
    const { user } = event;
    const strange = team !== this.team || (event.user_team ?? event.team ?? team) !== this.team;
    if (user === undefined || event.bot_id !== undefined || strange) return;
    if (await this.accept(mentionAct(event, { team, user, eventId }))) return;
    await this.tell(user, mentionPlace(event), notTaken());
  }

  async press(pressed: ButtonPress): Promise<void> {
    const { team, user, place, action, subject, triggerId } = pressed;
    if (team !== this.team) return;
    const form = await this.looking(this.formFor(action, subject, slackPerson(team, user)));
    if (form || actionForms.has(action)) {
      const viewId = form && (await this.open(form, triggerId, place));
      if (viewId === undefined) return this.tell(user, place, formNotOpened());
      // A form that asks nothing waits for the answer to the act, which takes its place.
      if (form?.submit !== undefined || (await this.accept(buttonAct({ ...pressed, viewId })))) return;
      return this.tell(user, place, notTaken());
    }
    if (!(await this.accept(buttonAct(pressed)))) await this.tell(user, place, notTaken());
  }

  /** A choice in an open form: what depends on it follows at once, without a queue. */
  async follow({ view, user, actions }: BlockAction): Promise<void> {
    const memory = view && memoryOf(view.private_metadata);
    const changed = actions[0]?.action_id;
    if (!view || !memory || changed === undefined) return;
    const person = slackPerson(this.team, user.id);
    const form = await this.looking(this.desk.follow(memory.form, valuesOf(view.state), changed, person));
    if (!form) return;
    const generation = memory.generation + 1;
    try {
      await this.client.views.update({ view_id: view.id, view: renderForm(form, { ...memory, generation }) });
    } catch (thrown) {
      this.log.warn({ err: thrown }, "form did not follow");
    }
  }

  /** Errors of shape sit on their fields; else the form is taken over and says so. */
  async submit(body: ViewSubmitAction): Promise<ViewResponseAction | undefined> {
    const memory = memoryOf(body.view.private_metadata);
    if (!memory || (body.user.team_id ?? this.team) !== this.team) return undefined;
    const { form, generation } = memory;
    const values = valuesOf(body.view.state);
    const shown = Object.values(body.view.state.values).flatMap((inputs) => Object.keys(inputs));
    const errors = this.desk.check(form, values);
    if (Object.keys(errors).length > 0) {
      return { response_action: "errors", errors: renderErrors(errors, shown, generation) };
    }
    if (await this.accept(formAct(body, this.team, { memory, values }))) {
      const view = renderForm(this.desk.taken(form, values), { ...memory, generation: generation + 1 });
      return { response_action: "update", view };
    }
    // The form stays open with all that was filled in.
    const [first = ""] = shown;
    return { response_action: "errors", errors: renderErrors({ [first]: notTaken().title }, shown, generation) };
  }

  async suggest({ view, user, action_id, value }: BlockSuggestion): Promise<PlainTextOption[]> {
    if (!isSource(action_id) || (user.team_id ?? this.team) !== this.team) return [];
    const query = { source: action_id, typed: value, values: valuesOf(view?.state) };
    const options = await this.looking(this.desk.suggest(query, slackPerson(this.team, user.id)));
    return renderOptions(options ?? []);
  }

  private formFor(action: string, subject: string, person: PersonId): Promise<FormView | undefined> {
    return action === "command" ? this.desk.forCommand(subject, person) : this.desk.forAction(action, subject, person);
  }

  /** A look-up in time; undefined, and a line in the log, when it fails or takes too long. */
  private async looking<T>(lookUp: Promise<T>): Promise<T | undefined> {
    try {
      return await within(timesMs.lookUp, lookUp);
    } catch (thrown) {
      this.log.warn({ err: thrown }, "not looked up in time");
      return undefined;
    }
  }

  /** The view's id; undefined when Slack would not open it, as when the trigger's time is over. */
  private async open(form: FormView, triggerId: string, place: Place): Promise<string | undefined> {
    const view = renderForm(form, { generation: 0, place });
    try {
      return (await within(timesMs.openForm, this.client.views.open({ trigger_id: triggerId, view }))).view?.id;
    } catch (thrown) {
      this.log.warn({ err: thrown }, "form not opened");
      return undefined;
    }
  }

  private async accept(incoming: Incoming): Promise<boolean> {
    try {
      await this.sink.accept(incoming);
      return true;
    } catch (thrown) {
      this.log.error({ err: thrown, act: incoming.dedupeId }, "act not taken over");
      return false;
    }
  }

  /** A passing word to one person, when there is no acknowledgement to carry it. */
  private async tell(user: string, { channel, direct, threadRef }: Place, card: Card): Promise<void> {
    const message = { channel, ...renderCard(card), ...(threadRef !== undefined && { thread_ts: threadRef }) };
    if (direct) await this.client.chat.postMessage(message);
    else await this.client.chat.postEphemeral({ ...message, user });
  }
}

function alone(card: Card): RespondArguments {
  return { response_type: "ephemeral", ...renderCard(card) };
}

function otherWorkspace(): Card {
  return word("This bot answers only members of its own workspace");
}

function formNotOpened(): Card {
  return word("The form could not be opened in time", "look", [
    text("Nothing has happened. Try again, or type everything in one line."),
  ]);
}

const sources: readonly string[] = ["vnet", "gateway", "vcn", "drg"] satisfies readonly SearchSource[];

function isSource(name: string): name is SearchSource {
  return sources.includes(name);
}
