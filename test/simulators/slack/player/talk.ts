import { randomBytes } from "node:crypto";
import type { Sending } from "../delivery/carrier.ts";
import type { Receipt } from "../delivery/courier.ts";
import { BOT } from "../workspace/default-seed.ts";
import type { Channel, Person } from "../workspace/directory.ts";
import type { Message } from "../workspace/messages.ts";
import { actor, LEGACY_TOKEN, type Stage, seenChannel } from "./stage.ts";

/** What somebody writes, and where. */
export interface Saying {
  readonly who: string;
  readonly where: string;
  readonly text: string;
  readonly threadTs?: string | undefined;
}

/** Markup that people type arrives harmless. */
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function write(stage: Stage, person: Person, channel: Channel, { text, threadTs }: Pick<Saying, "text" | "threadTs">) {
  if (channel.archived) throw new RangeError(`${channel.name} is archived`);
  return stage.workspace.messages.post({ channel: channel.id, user: person.id, text, blocks: [], threadTs });
}

/** Writes a message that is not addressed to the app: the app does not hear of it. */
export function say(stage: Stage, saying: Saying): Message {
  const person = actor(stage, saying.who);
  const channel = seenChannel(stage, person, saying.where);
  return write(stage, person, channel, { ...saying, text: escaped(saying.text) });
}

function mentionEvent({ workspace }: Stage, channel: Channel, { user, ts, threadTs }: Message, text: string) {
  const team_id = workspace.directory.team.id;
  return {
    token: LEGACY_TOKEN,
    team_id,
    api_app_id: BOT.appId,
    type: "event_callback",
    event_id: `Ev0${randomBytes(5).toString("hex").toUpperCase()}`,
    event_time: Math.floor(Date.now() / 1000),
    event_context: randomBytes(12).toString("base64url"),
    is_ext_shared_channel: channel.extShared,
    authorizations: [{ enterprise_id: null, team_id, user_id: BOT.userId, is_bot: true, is_enterprise_install: false }],
    event: {
      type: "app_mention",
      user,
      text,
      ts,
      ...(threadTs !== undefined && { thread_ts: threadTs }),
      team: team_id,
      channel: channel.id,
      event_ts: ts,
    },
  };
}

/** What came of mentioning the app; no receipt where the app is not in the channel and hears nothing. */
export interface MentionOutcome {
  readonly message: Message;
  readonly receipt?: Receipt;
}

/** Writes to the app in a channel or thread; `text` is what follows its name. */
export async function mention(stage: Stage, saying: Saying, sending?: Sending): Promise<MentionOutcome> {
  const person = actor(stage, saying.who);
  const channel = seenChannel(stage, person, saying.where);
  const text = `<@${BOT.userId}> ${escaped(saying.text)}`;
  const message = write(stage, person, channel, { ...saying, text });
  if (!channel.members.has(BOT.userId)) return { message };
  const payload = mentionEvent(stage, channel, message, text);
  const receipt = await stage.courier.send(
    { kind: "events_api", what: `app_mention ${saying.text}`, payload },
    sending,
  );
  return { message, receipt };
}
