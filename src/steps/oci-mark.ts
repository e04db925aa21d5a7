import { z } from "zod";
import type { OciVirtualCircuit } from "../clouds/oci/oci-resources.ts";
import { otherTagsIn } from "../domain/owner-tags.ts";
import { defineStep, type Step } from "../graph/step.ts";
import type { Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { roomBeside, tagsOf, tagsToWrite } from "./oci-owned.ts";
import { bearerOf, bearsAnother, noRoom, notThere, type Taken } from "./taken-over.ts";

const params = z.strictObject({
  /** OCID of the virtual circuit that was made elsewhere. */
  resource: z.string(),
  name: z.string(),
});

type Params = z.infer<typeof params>;

/** By these tags the step that makes virtual circuits knows its own. */
const kind = "oci.virtual-circuit";

const taken = ({ resource, name }: Params): Taken => ({ side: "oci", id: resource, words: `virtual circuit ${name}` });

/**
 * Makes a virtual circuit that was made elsewhere the bot's: it gets the tags that the bot's own bear, and nothing else
 * of it is changed. An update replaces all free-form tags, so it goes out only against the version that was read. Its
 * removal takes the tags off again, and leaves it standing.
 */
const mark: Step<Clouds, Params, OciVirtualCircuit> = {
  kind: "oci.mark",
  ...lasting(durations.mark),

  async observe({ resource }, { clouds }) {
    const found = await clouds.oci.virtualCircuits.find(resource);
    return found?.lifecycleState === "TERMINATED" ? undefined : found;
  },

  sync(_wanted, seen, { owner, clouds }) {
    const others = otherTagsIn(seen.tags);
    if (bearerOf(seen.tags, owner) !== "nobody" || roomBeside(tagsOf(owner, kind), others) < 0) return undefined;
    const tags = { ...others, ...tagsToWrite(owner, kind, others) };
    return { what: "mark the virtual circuit", send: (leave) => clouds.oci.virtualCircuits.retag(seen, tags, leave) };
  },

  settled(wanted, seen, { owner }) {
    if (seen === undefined) return notThere(taken(wanted));
    switch (bearerOf(seen.tags, owner)) {
      case "us":
        return { state: "done", outputs: {} };
      case "another":
        return bearsAnother(taken(wanted));
      case "nobody":
        return noRoom(taken(wanted));
    }
  },

  async destroy(_wanted, seen, { clouds }, leave) {
    await clouds.oci.virtualCircuits.retag(seen, otherTagsIn(seen.tags), leave);
  },

  removal(_wanted, { tags }, { owner, now, sentAt }) {
    if (bearerOf(tags, owner) === "us") return "not-begun";
    return { state: "done", outputs: { goneAt: now, found: sentAt !== undefined } };
  },
};

export const ociMark = defineStep(mark, (stored) => params.parse(stored));
