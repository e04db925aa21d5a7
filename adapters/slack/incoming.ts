import type { BlockAction, SlashCommand, ViewSubmitAction } from "@slack/bolt";
import type { AppMentionEvent } from "@slack/types";
import type { FormValues } from "../../src/chat/form.ts";
import type { Incoming, Place } from "../../src/chat/ports.ts";
import { formIdOf } from "./form-id.ts";
import type { FormMemory } from "./form-state.ts";
import { slackPerson } from "./ids.ts";
import { writtenText } from "./written-text.ts";

/** What people did in Slack as acts of the product. Pure; each has an id that every delivery of it repeats. */

export function commandPlace({ channel_id: channel }: SlashCommand): Place {
  return { platform: "slack", channel, direct: isDirect(channel) };
}

export function commandAct(command: SlashCommand, form?: { readonly viewId: string }): Incoming {
  const place = commandPlace(command);
  return {
    dedupeId: `slack-command-${command.trigger_id}`,
    person: slackPerson(command.team_id, command.user_id),
    place,
    receivedAt: Date.now(),
    act: {
      kind: "command",
      text: writtenText(command.text),
      ...(form && { formId: formIdOf({ viewId: form.viewId, place }) }),
    },
  };
}

export function mentionPlace({ channel, thread_ts: threadRef }: AppMentionEvent): Place {
  return { platform: "slack", channel, direct: isDirect(channel), ...(threadRef !== undefined && { threadRef }) };
}

export function mentionAct(event: AppMentionEvent, { team, user, eventId }: Mention): Incoming {
  return {
    dedupeId: `slack-event-${eventId}`,
    person: slackPerson(team, user),
    place: mentionPlace(event),
    receivedAt: Date.now(),
    act: { kind: "command", text: writtenText(event.text) },
  };
}

export interface Mention {
  readonly team: string;
  readonly user: string;
  readonly eventId: string;
}

/** A button in a message. `formId` when the press opened a form at once. */
export interface ButtonPress {
  readonly team: string;
  readonly user: string;
  readonly triggerId: string;
  readonly place: Place;
  readonly action: string;
  readonly subject: string;
  readonly viewId?: string;
}

export function buttonAct({ team, user, triggerId, place, action, subject, viewId }: ButtonPress): Incoming {
  const form = viewId === undefined ? {} : { formId: formIdOf({ viewId, place }) };
  return {
    dedupeId: `slack-press-${triggerId}`,
    person: slackPerson(team, user),
    place,
    receivedAt: Date.now(),
    // A button that stands for a line of text does what the line would do, by the same way.
    act: action === "command" ? { kind: "command", text: subject, ...form } : { kind: "action", action, subject },
  };
}

/** Where a button was pressed; undefined for one that is not in a message. */
export function buttonPlace({ channel, container, message }: BlockAction): Place | undefined {
  const id = channel?.id;
  if (id === undefined) return undefined;
  const thread: unknown = container["thread_ts"] ?? message?.["thread_ts"];
  return {
    platform: "slack",
    channel: id,
    direct: isDirect(id),
    ...(typeof thread === "string" && { threadRef: thread }),
  };
}

export function formAct({ view, user }: ViewSubmitAction, team: string, filled: Filled): Incoming {
  const { form, subject, place } = filled.memory;
  return {
    dedupeId: `slack-form-${view.id}-${view.hash}`,
    person: slackPerson(team, user.id),
    place,
    receivedAt: Date.now(),
    act: { kind: "form", form, subject, formId: formIdOf({ viewId: view.id, place }), values: filled.values },
  };
}

/** A form with what is filled in. */
export interface Filled {
  readonly memory: FormMemory;
  readonly values: FormValues;
}

/** Direct messages have ids of their own kind. */
function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}
