import { nameOf } from "../clouds/azure/arm-ids.ts";
import { InterconnectError } from "../domain/errors.ts";
import { markTags, planTags, type Tags } from "../domain/owner-tags.ts";
import type { OwnerMark } from "../graph/step.ts";

/** How many tags of a resource may hold the plan: Azure takes 50, and some are left to its owners' own. */
const mostForPlan = 30;

/** The tags of what the bot makes in Azure: whose it is, proved by the seal, and the plan that it belongs to. */
export const azureTags = (owner: OwnerMark): Tags => ({ ...markTags(owner), ...planTags(owner.plan, mostForPlan) });

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
