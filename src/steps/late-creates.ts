import { z } from "zod";
import { stepOf } from "../graph/order.ts";
import type { Operation, StepRecord } from "../graph/records.ts";

/**
 * What is known of creates whose effect may come after a removal has seen nothing, or has removed it. It is the only
 * proof of ownership there is for what bears no tags: where every create was heard of, what comes later is somebody
 * else's.
 */
export const lateCreatesShape = z.strictObject({
  /** When each of them was sent at the latest, Unix milliseconds of the operation's clock. */
  sentAt: z.array(z.number()).min(1),
  /** Another create was seen to have had its effect: that is what a removal finds. Else it finds one of these. */
  besideOneSeen: z.boolean(),
});

export type LateCreates = z.infer<typeof lateCreatesShape>;

/** A create that was sent longer ago has had its effect, or never will: TCP itself gives up after some 15 min. In ms. */
export const lateWithinMs = 30 * 60_000;

/** The creates of a build's step that nobody knows the effect of; undefined when there is none. */
export function lateCreatesOf({ state, memo, sentAt, intent, unheardAt }: StepRecord): LateCreates | undefined {
  const isMade = memo["made"] === true;
  const isSeen = state === "done";
  // It stood there already, and its maker is not known to be the bot.
  if (isSeen && !isMade) return undefined;
  const begunAt = intent?.what === "create" ? intent.at : undefined;
  const unseen = begunAt ?? (isMade ? sentAt : undefined);
  const sent = [isSeen ? undefined : unseen, unheardAt].filter((at) => at !== undefined);
  return sent.length === 0 ? undefined : { sentAt: sent, besideOneSeen: isSeen };
}

/**
 * When the create was sent that may still make a GatewaySubnet after this removal; undefined when none may. What the
 * removal found and removed was the effect of one.
 */
export function lateAfter(removal: Operation): number | undefined {
  const node = removal.record.nodes.find(({ kind }) => kind === "azure.gateway-subnet");
  const late = lateCreatesShape.safeParse(node?.params["late"]).data;
  if (node === undefined || late === undefined) return undefined;
  const { found } = stepOf(removal, node.id).outputs ?? {};
  const left = found === true && !late.besideOneSeen ? late.sentAt.slice(1) : late.sentAt;
  return left.length === 0 ? undefined : Math.max(...left);
}
