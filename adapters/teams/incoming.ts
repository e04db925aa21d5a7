import { createHash } from "node:crypto";
import type { Conversation } from "../../src/chat/address-book.ts";
import type { FormValues } from "../../src/chat/form.ts";
import type { Incoming, Place } from "../../src/chat/ports.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import { type TeamsActivity, tenantOf } from "./activity.ts";
import { type FormData, placeOf } from "./card-data.ts";
import { formIdOf } from "./form-id.ts";
import { teamsPerson } from "./ids.ts";
import { writtenText } from "./written-text.ts";

/** What people did in Teams as acts of the product. Pure; each has an id that every delivery of it repeats. */

/** Who did it; undefined for whoever is no account of a tenant, such as another bot. */
export function personOf(activity: TeamsActivity): PersonId | undefined {
  const { aadObjectId } = activity.from;
  const tenant = tenantOf(activity);
  return aadObjectId === undefined || tenant === undefined ? undefined : teamsPerson(tenant, aadObjectId);
}

/** Where it was done. A thread is part of the conversation's id, in channels only. */
export function placeWhere({ conversation }: TeamsActivity): Place {
  const [channel = "", threadRef] = conversation.id.split(";messageid=", 2);
  const direct = conversation.conversationType === "personal";
  return { platform: "teams", channel, direct, ...(threadRef !== undefined && { threadRef }) };
}

/** How this conversation is reached later. */
export function conversationOf(activity: TeamsActivity): Conversation {
  const { conversation, serviceUrl, channelData } = activity;
  const kind = ({ personal: "personal", channel: "channel" } as const)[conversation.conversationType ?? ""] ?? "group";
  const team = channelData?.team?.id;
  return { id: placeWhere(activity).channel, kind, serviceUrl, ...(team !== undefined && { team }) };
}

/** The same for every delivery of an activity, and fit for the name of a job. */
export function dedupeIdOf({ conversation, id, type }: TeamsActivity): string {
  return `teams-${type}-${digest(`${conversation.id}\n${id}`)}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

export function commandAct(activity: TeamsActivity, person: PersonId): Incoming {
  const text = writtenText(activity.text ?? "");
  return { ...frame(activity, person), act: { kind: "command", text, typed: true } };
}

/** The bot was added somewhere: whoever did it is told what it can do, once, however many activities tell of it. */
export function welcomeAct(activity: TeamsActivity, person: PersonId): Incoming {
  const { channel } = placeWhere(activity);
  const dedupeId = `teams-welcome-${digest(channel)}`;
  return { ...frame(activity, person), dedupeId, act: { kind: "command", text: "help" } };
}

export function pressAct(
  activity: TeamsActivity,
  person: PersonId,
  { action, subject }: { readonly action: string; readonly subject: string },
): Incoming {
  // A button that stands for a line of text does what the line would do, by the same way.
  const act =
    action === "command"
      ? ({ kind: "command", text: subject } as const)
      : ({ kind: "action", action, subject } as const);
  return { ...frame(activity, person), act };
}

export function formAct(activity: TeamsActivity, person: PersonId, filled: Filled): Incoming {
  const { data, values } = filled;
  const { form, subject } = data;
  const place = placeOf(data) ?? placeWhere(activity);
  return {
    ...frame(activity, person),
    place,
    act: { kind: "form", form, subject, formId: shownFormId(activity, place), values },
  };
}

/** The card that is in front of the person, so that it can be changed later. */
export function shownFormId(activity: TeamsActivity, place: Place): string {
  const conversation = placeWhere(activity).channel;
  return formIdOf({ kind: "card", conversation, messageId: activity.replyToId ?? "", place });
}

/** A form with what is filled in. */
export interface Filled {
  readonly data: FormData;
  readonly values: FormValues;
}

function frame(activity: TeamsActivity, person: PersonId): Omit<Incoming, "act"> {
  return { dedupeId: dedupeIdOf(activity), person, place: placeWhere(activity), receivedAt: Date.now() };
}
