import type { SimReply } from "../../kit/routes.ts";

/**
 * The errors of the connector that bots have to tell apart.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
 */
const KINDS = {
  BadArgument: { status: 400, message: "Bad argument." },
  BadSyntax: { status: 400, message: "Bad format of request." },
  Unauthorized: { status: 401, message: "Authorization has been denied for this request." },
  BotDisabledByAdmin: { status: 403, message: "The tenant admin disabled this bot." },
  BotNotInConversationRoster: { status: 403, message: "The bot is not part of the conversation roster." },
  MessageWritesBlocked: { status: 403, message: "Message writes are blocked in this conversation." },
  ForbiddenOperationException: { status: 403, message: "Bot is not installed in the user's personal scope." },
  NotEnoughPermissions: { status: 403, message: "Not enough permissions to perform this operation." },
  ConversationNotFound: { status: 404, message: "Conversation not found." },
  ActivityNotFoundInConversation: { status: 404, message: "Activity not found in conversation." },
  MemberNotFoundInConversation: { status: 404, message: "Member not found in conversation." },
  TeamNotFound: { status: 404, message: "Team not found." },
  MessageSizeTooBig: { status: 413, message: "Message size too large." },
  Throttled: { status: 429, message: "Too many requests." },
} as const satisfies Record<string, { status: number; message: string }>;

export type RefusalCode = keyof typeof KINDS;

/** A call that the connector does not carry out. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** What is wrong in particular. */
  readonly reasons: readonly string[];
  readonly retryAfterS: number | undefined;

  constructor(
    code: RefusalCode,
    { reasons = [], retryAfterS }: { reasons?: readonly string[]; retryAfterS?: number } = {},
  ) {
    super(code);
    this.code = code;
    this.reasons = reasons;
    this.retryAfterS = retryAfterS;
  }

  reply(): SimReply {
    const { status, message } = KINDS[this.code];
    return {
      status,
      body: { error: { code: this.code, message: [message, ...this.reasons].join(" ") } },
      ...(this.retryAfterS !== undefined && { headers: { "retry-after": String(this.retryAfterS) } }),
    };
  }
}
