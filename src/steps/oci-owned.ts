import type { OciCollection, OciResource } from "../clouds/oci/oci-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { markTags, planTags, stepTag, type Tags } from "../domain/owner-tags.ts";
import type { OwnerMark } from "../graph/step.ts";
import type { CloudContext } from "./clouds.ts";

/** OCI forgets a retry token after 24 h; an hour before that a repeated create is no longer trusted to be one. */
const tokenTrustedForMs = 23 * 3_600_000;

const gone: ReadonlySet<string> = new Set(["TERMINATED", "DETACHED"]);

/** OCI takes ten free-form tags on a resource. */
const most = 10;

/** The tags by which what a step makes is known: whose it is, proved by the seal, and which step made it. */
export function tagsOf(owner: OwnerMark, kind: string): Tags {
  return { ...markTags(owner), [stepTag]: kind };
}

/**
 * The tags of what a step makes: its mark, and the plan that it belongs to where there is room for that beside `others`,
 * tags that it bears already.
 */
export function tagsToWrite(owner: OwnerMark, kind: string, others: Tags = {}): Tags {
  const mark = tagsOf(owner, kind);
  return { ...mark, ...planTags(owner.plan, roomBeside(mark, others)) };
}

/** How many free-form tags a resource with these takes further. */
export const roomBeside = (mark: Tags, others: Tags): number =>
  most - Object.keys(others).length - Object.keys(mark).length;

function carries(resource: OciResource, tags: Tags): boolean {
  return Object.entries(tags).every(([name, value]) => resource.tags[name] === value);
}

function requireMark(resource: OciResource, tags: Tags): void {
  if (carries(resource, tags)) return;
  throw new InterconnectError({
    code: "ForeignResource",
    kind: "blocked",
    message: `${resource.name} in OCI does not carry the tags of this interconnect, so the bot leaves it alone.`,
    hint: "If somebody changed its interconnect- tags, put them back and press Retry.",
    details: { side: "oci", resource: resource.id },
  });
}

type Readable<R extends OciResource> = Pick<OciCollection<R, never>, "find" | "list">;

/** Finds what this step made for this owner, by its tags. */
async function findMarked<R extends OciResource>(
  collection: Pick<Readable<R>, "list">,
  tags: Tags,
): Promise<R | undefined> {
  const listed = await collection.list();
  const [found, another] = listed.filter((one) => carries(one, tags) && !gone.has(one.lifecycleState));
  if (another === undefined) return found;
  throw new InterconnectError({
    code: "StateDrifted",
    kind: "blocked",
    message: `OCI has two resources with the tags of one step: ${found?.name} and ${another.name}.`,
    hint: "Remove the one that is not in use, then press Retry.",
    details: { side: "oci", resource: another.id },
  });
}

/**
 * Looks at what a step made. Without a noted id it is looked for by its tags, unless a create is under way whose retry
 * token OCI still knows: then the same create, sent again, leads to the first resource.
 *
 * @param knownId the id from an earlier operation, for removals
 * @returns undefined when it is proved that there is nothing
 * @throws InterconnectError `ForeignResource` when what is found lacks the owner's mark
 */
export async function observeOwned<R extends OciResource>(
  collection: Readable<R>,
  tags: Tags,
  context: CloudContext,
  knownId: string | undefined,
): Promise<R | undefined> {
  const { memo, unfinished, onlyLooks } = context;
  const id = typeof memo["id"] === "string" ? memo["id"] : knownId;
  const sendsAgain = unfinished !== undefined && unfinished.ageMs < tokenTrustedForMs && !onlyLooks;
  if (id === undefined && sendsAgain) return undefined;
  const found = await findOwned(collection, tags, id);
  if (found !== undefined && id === undefined) context.note({ id: found.id });
  return found;
}

/**
 * Reads what was made with these tags: by its id where that is known, else it is looked for by them.
 *
 * @returns undefined when it is proved that there is nothing
 * @throws InterconnectError `ForeignResource` when what has the id lacks the tags
 */
export async function findOwned<R extends OciResource>(
  collection: Readable<R>,
  tags: Tags,
  knownId: string | undefined,
): Promise<R | undefined> {
  const id = knownId ?? (await findMarked(collection, tags))?.id;
  const found = id === undefined ? undefined : await collection.find(id);
  if (found === undefined || gone.has(found.lifecycleState)) return undefined;
  requireMark(found, tags);
  return found;
}

/**
 * Runs a create. A spent retry token means that the resource it made has changed or gone: what is left of it is looked
 * for, so that the token's next generation never makes a second one beside it.
 *
 * @throws InterconnectError `RetryTokenSpent` when nothing of it is left
 */
export async function createOwned<R extends OciResource>(
  collection: Pick<Readable<R>, "list">,
  tags: Tags,
  create: () => Promise<R>,
): Promise<R> {
  try {
    return await create();
  } catch (thrown) {
    if (!(thrown instanceof InterconnectError) || thrown.code !== "RetryTokenSpent") throw thrown;
    const earlier = await findMarked(collection, tags);
    if (earlier === undefined) throw thrown;
    return earlier;
  }
}
