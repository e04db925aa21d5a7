/**
 * What the tags of a resource say of its owner, in both clouds: whose it is, under a seal, and the plan it belongs to,
 * which is what is left of an interconnect when its record is lost.
 */

export type Tags = Readonly<Record<string, string>>;

/** Whose a resource is; `seal` proves that this bot said so. */
interface Mark {
  readonly uid: string;
  readonly environment: string;
  readonly seal: string;
}

const uidTag = "interconnect-uid";
const environmentTag = "interconnect-environment";
const sealTag = "interconnect-seal";
/** Which step made it; on resources of OCI, whose names are not ids. */
export const stepTag = "interconnect-step";
const planTag = (number: number): string => `interconnect-plan-${number}`;

/** The longest value of a tag that both clouds take. */
const mostCharacters = 256;

export const markTags = ({ uid, environment, seal }: Mark): Tags => ({
  [uidTag]: uid,
  [environmentTag]: environment,
  [sealTag]: seal,
});

const isOwnerTag = (name: string): boolean =>
  [uidTag, environmentTag, sealTag, stepTag].includes(name) || /^interconnect-plan-\d+$/.test(name);

/** Of all tags those that say something of an owner. */
export const ownerTagsIn = (tags: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => isOwnerTag(name)));

/** Of all tags those that are somebody else's business. */
export const otherTagsIn = (tags: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => !isOwnerTag(name)));

/** What tags say of the owner, true or not; undefined when they name none. */
export function markIn(tags: Tags): Mark | undefined {
  const uid = tags[uidTag];
  return uid === undefined ? undefined : { uid, environment: tags[environmentTag] ?? "", seal: tags[sealTag] ?? "" };
}

/** A text in as many tags as it takes; none where it would take more than `most`, since a part of it says nothing. */
export function planTags(text: string | undefined, most: number): Tags {
  const pieces = text?.match(new RegExp(`.{1,${mostCharacters}}`, "g")) ?? [];
  if (pieces.length > most) return {};
  return Object.fromEntries(pieces.map((piece, at) => [planTag(at + 1), piece]));
}

/** The text that tags hold; empty when they hold none. */
export function planTextIn(tags: Tags): string {
  const pieces: string[] = [];
  for (let piece = tags[planTag(1)]; piece !== undefined; piece = tags[planTag(pieces.length + 1)]) pieces.push(piece);
  return pieces.join("");
}
