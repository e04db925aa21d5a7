import { z } from "zod";
import { textAt } from "../../kit/json.ts";
import type { SimRequest } from "../../kit/routes.ts";
import { BOT } from "../tenant/bot.ts";
import type { Conversation } from "../tenant/directory.ts";
import { type Tenant, wireIdOf } from "../tenant/tenant.ts";
import { contentOf } from "./content.ts";
import type { Operation } from "./operation.ts";
import { ownMessage, type Place, placeNamed, writablePlace } from "./place.ts";
import { Refusal } from "./refusal.ts";

const CONVERSATION = "/v3/conversations/:conversation";
const ACTIVITY = `${CONVERSATION}/activities/:activity`;

const isTyping = ({ json }: SimRequest): boolean => textAt(json, "type") === "typing";

function post(tenant: Tenant, { conversation, threadId }: Place, body: unknown) {
  const content = contentOf(tenant, body);
  return tenant.messages.post({ conversation: conversation.id, threadId, from: BOT.id, content });
}

const sendToConversation: Operation = {
  name: "sendToConversation",
  method: "POST",
  path: `${CONVERSATION}/activities`,
  kind: "send",
  run(tenant, request) {
    const place = writablePlace(tenant, request.param("conversation"));
    if (isTyping(request)) return { status: 202, body: {} };
    return { status: 201, body: { id: post(tenant, place, request.json).id } };
  },
};

/** In a channel an answer to a message joins its thread; elsewhere Teams has no threads. */
const replyToActivity: Operation = {
  ...sendToConversation,
  name: "replyToActivity",
  path: ACTIVITY,
  run(tenant, request) {
    const place = writablePlace(tenant, request.param("conversation"));
    if (isTyping(request)) return { status: 202, body: {} };
    const answered = tenant.messages.posted(place.conversation.id, request.param("activity"));
    const answeredThread = place.conversation.kind === "channel" ? (answered?.threadId ?? answered?.id) : undefined;
    const threadId = place.threadId ?? answeredThread;
    return { status: 201, body: { id: post(tenant, { ...place, threadId }, request.json).id } };
  },
};

const updateActivity: Operation = {
  name: "updateActivity",
  method: "PUT",
  path: ACTIVITY,
  kind: "send",
  run(tenant, request) {
    const place = writablePlace(tenant, request.param("conversation"));
    const message = ownMessage(tenant, place, request.param("activity"), BOT.id);
    tenant.messages.edit(message, contentOf(tenant, request.json));
    return { status: 200, body: { id: message.id } };
  },
};

const deleteActivity: Operation = {
  name: "deleteActivity",
  method: "DELETE",
  path: ACTIVITY,
  kind: "send",
  run(tenant, request) {
    const place = placeNamed(tenant, request.param("conversation"));
    tenant.messages.delete(ownMessage(tenant, place, request.param("activity"), BOT.id));
    return { status: 200 };
  },
};

const newConversation = z.looseObject({
  isGroup: z.boolean().optional(),
  bot: z.looseObject({ id: z.string() }).optional(),
  members: z.array(z.looseObject({ id: z.string() })).default([]),
  tenantId: z.string().optional(),
  activity: z.looseObject({}).optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
});

type NewConversation = z.infer<typeof newConversation>;

/** The personal chat with the one member that is named. */
function personalChat(tenant: Tenant, { members, tenantId, channelData }: NewConversation): Conversation {
  const [member, another] = members;
  if (!member || another) throw new Refusal("BadSyntax", { reasons: ["a new chat has one member"] });
  if ((tenantId ?? channelData?.tenant?.id) !== tenant.id)
    throw new Refusal("BadArgument", { reasons: ["the tenant of the new chat is missing or another one"] });
  const person = tenant.directory.findPerson(member.id);
  if (!person || person.deactivated) throw new Refusal("MemberNotFoundInConversation");
  const chat = tenant.directory.personalChat(person);
  if (!chat.botIn) throw new Refusal("ForbiddenOperationException");
  return chat;
}

/** A new post in a channel, or the chat with somebody. */
const createConversation: Operation = {
  name: "createConversation",
  method: "POST",
  path: "/v3/conversations",
  kind: "send",
  run(tenant, { json }) {
    const parsed = newConversation.safeParse(json);
    if (!parsed.success) throw new Refusal("BadSyntax", { reasons: parsed.error.issues.map(({ message }) => message) });
    const { activity, channelData } = parsed.data;
    const channel = channelData?.channel?.id;
    if (channel !== undefined) {
      const place = writablePlace(tenant, channel);
      const { id } = post(tenant, { ...place, threadId: undefined }, activity);
      return { status: 201, body: { id: wireIdOf(place.conversation, id), activityId: id } };
    }
    const chat = personalChat(tenant, parsed.data);
    const first = activity && post(tenant, { conversation: chat, threadId: undefined }, activity);
    return { status: 201, body: { id: chat.id, ...(first && { activityId: first.id }) } };
  },
};

/** Everything by which a bot speaks. */
export const activityOperations: readonly Operation[] = [
  sendToConversation,
  replyToActivity,
  updateActivity,
  deleteActivity,
  createConversation,
];
