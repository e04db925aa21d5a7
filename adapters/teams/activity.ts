import { z } from "zod";

/** What the bot reads of an activity of Teams. Everything comes from outside: other fields are not looked at. */

const account = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
});

const named = z.object({ id: z.string().min(1), name: z.string().nullish() });

const channelData = z.object({
  tenant: z.object({ id: z.string() }).optional(),
  team: named.nullish(),
  channel: named.nullish(),
});

/**
 * The shape that every activity must have before anything is done with it.
 *
 * @see https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md
 */
export const activitySchema = z.object({
  type: z.string().min(1),
  id: z.string().min(1),
  channelId: z.literal("msteams"),
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: channelData.nullish(),
  text: z.string().nullish(),
  /** Of an invoke: what is asked for. */
  name: z.string().nullish(),
  value: z.unknown().optional(),
  /** Of an invoke or a submit: the message whose card was used. */
  replyToId: z.string().nullish(),
  action: z.string().nullish(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
});

export type TeamsActivity = z.infer<typeof activitySchema>;

/** The tenant in which it was said; undefined when the activity does not tell. Lower case. */
export function tenantOf({ conversation, channelData: data }: TeamsActivity): string | undefined {
  return (data?.tenant?.id ?? conversation.tenantId)?.toLowerCase();
}
