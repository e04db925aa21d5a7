import { nameOf } from "../clouds/azure/arm-ids.ts";
import { InterconnectError } from "../domain/errors.ts";
import { markTags, planTags, type Tags } from "../domain/owner-tags.ts";
import type { OwnerMark } from "../graph/step.ts";

/** Azure takes 50 tags on a resource. */
const most = 50;
/** How many of them may hold the plan: some are left to its owners' own. */
const mostForPlan = 30;

/**
 * The tags of what is the bot's in Azure: whose it is, proved by the seal, and the plan that it belongs to, as far as
 * there is room beside `others`, tags that it bears already.
 */
export function azureTags(owner: OwnerMark, others: Tags = {}): Tags {
  const mark = markTags(owner);
  const room = most - Object.keys(others).length - Object.keys(mark).length;
  return { ...mark, ...planTags(owner.plan, Math.min(room, mostForPlan)) };
}

/** Whether tags are exactly this owner's; a uid without its seal proves nothing. */
export const carriesMark = (tags: Tags, owner: OwnerMark): boolean =>
  Object.entries(markTags(owner)).every(([name, value]) => tags[name] === value);

/** Something stands where ours belongs; it is neither changed nor removed. */
export function foreignResource(noun: string, id: string): InterconnectError {
  return new InterconnectError({
    code: "ForeignResource",
    kind: "blocked",
    message: `Azure has a ${noun} named ${nameOf(id)} that this interconnect did not make. The bot leaves it alone.`,
    hint: "Remove it, or put its interconnect- tags back if somebody changed them, then choose Retry.",
    details: { side: "azure", resource: id },
  });
}
