import { InterconnectError } from "../domain/errors.ts";
import { markIn, type Tags } from "../domain/owner-tags.ts";
import type { OwnerMark, Settled } from "../graph/step.ts";

/** What is to be taken over, as its errors name it. */
export interface Taken {
  readonly side: "azure" | "oci";
  readonly id: string;
  /** `circuit icb-1`. */
  readonly words: string;
}

/** Says whose tags name: nobody, this owner, or another one, whether that is true or not. */
export function bearerOf(tags: Tags, owner: OwnerMark): "nobody" | "us" | "another" {
  const mark = markIn(tags);
  if (mark === undefined) return "nobody";
  const { uid, environment, seal } = owner;
  return mark.uid === uid && mark.environment === environment && mark.seal === seal ? "us" : "another";
}

function stopped(code: "BroughtResourceMissing" | "ForeignResource", { side, id }: Taken, message: string): Settled {
  const hint = "Mend that and choose Retry, or cancel and roll back: that leaves everything as it was.";
  return {
    state: "dead",
    error: new InterconnectError({ code, kind: "blocked", message, hint, details: { side, resource: id } }),
  };
}

/** It went after somebody decided to take it over: another one is never made in its place by this step. */
export const notThere = (taken: Taken): Settled =>
  stopped("BroughtResourceMissing", taken, `The ${taken.words} that was to be taken over is not there any more.`);

export const bearsAnother = (taken: Taken): Settled =>
  stopped(
    "ForeignResource",
    taken,
    `The ${taken.words} bears the tags of another interconnect. The bot leaves it alone.`,
  );

export const noRoom = (taken: Taken): Settled =>
  stopped("ForeignResource", taken, `The ${taken.words} has no room for the bot's four free-form tags: OCI takes ten.`);
