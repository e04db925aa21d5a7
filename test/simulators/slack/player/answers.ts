import { z } from "zod";
import type { Route } from "../../kit/routes.ts";
import { LIMITS } from "../limits.ts";
import { contentArgs, contentOf, unfurlArgs } from "../methods/content.ts";
import { flag } from "../methods/method.ts";
import { Refusal } from "../methods/refusal.ts";
import { BOT } from "../workspace/default-seed.ts";
import type { Message } from "../workspace/messages.ts";
import { RESPONSE_PATH, type ResponseTarget } from "../workspace/response-urls.ts";
import type { Workspace } from "../workspace/workspace.ts";

const answerSchema = z.strictObject({
  ...contentArgs,
  ...unfurlArgs,
  response_type: z.enum(["ephemeral", "in_channel"]).optional(),
  replace_original: flag,
  delete_original: flag,
  thread_ts: z.string().optional(),
});

/**
 * Shows what an app answered to an interaction: a new message, for one person unless it says
 * `in_channel`, or the message with the button replaced or deleted.
 * @throws Refusal for anything that Slack would not take
 */
export function showAnswer(workspace: Workspace, target: ResponseTarget, body: unknown): Message | undefined {
  const parsed = answerSchema.safeParse(typeof body === "string" ? { text: body } : body);
  if (!parsed.success) throw new Refusal("invalid_payload", { reasons: parsed.error.issues.map((it) => it.message) });
  const answer = parsed.data;
  const { messages } = workspace;
  const original = target.messageTs ? messages.find(target.channel, target.messageTs) : undefined;
  if (answer.delete_original && original) {
    messages.delete(original);
    return undefined;
  }
  const content = contentOf(workspace, answer, LIMITS.postText);
  if (answer.replace_original && original) {
    messages.edit(original, content);
    return original;
  }
  return messages.post({
    ...content,
    channel: target.channel,
    user: BOT.userId,
    threadTs: answer.thread_ts,
    onlyFor: answer.response_type === "in_channel" ? undefined : target.person,
  });
}

/** The addresses that apps answer to. */
export const responseRoute = (workspace: Workspace): Route => ({
  method: "POST",
  path: `${RESPONSE_PATH}/:secret`,
  handler(request) {
    const target = workspace.responseUrls.use(request.param("secret"));
    if (typeof target === "string") {
      workspace.journal.refuse({ method: "response_url", error: target, reasons: [] });
      return { status: 404, body: target };
    }
    try {
      showAnswer(workspace, target, request.json);
      return { status: 200, body: "ok" };
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      workspace.journal.refuse({ method: "response_url", error: problem.code, reasons: problem.reasons });
      return { status: 400, body: problem.code };
    }
  },
});
