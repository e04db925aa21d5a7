import { z } from "zod";
import { nameOf } from "../clouds/azure/arm-ids.ts";
import type { Owned } from "../clouds/azure/azure-resources.ts";
import { otherTagsIn, ownerTagsIn } from "../domain/owner-tags.ts";
import { defineStep, type Step } from "../graph/step.ts";
import { sendNoted } from "./azure-operation.ts";
import { azureTags } from "./azure-owned.ts";
import type { Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { bearerOf, bearsAnother, notThere, type Taken } from "./taken-over.ts";

const params = z.strictObject({
  /** ARM id of what was made elsewhere. */
  resource: z.string(),
  noun: z.enum(["circuit", "connection"]),
});

type Params = z.infer<typeof params>;

const taken = ({ resource, noun }: Params): Taken => ({
  side: "azure",
  id: resource,
  words: `${noun} ${nameOf(resource)}`,
});

/**
 * Makes a circuit or connection that was made elsewhere the bot's: it gets the tags that the bot's own bear, and nothing
 * else of it is changed. Its removal takes them off again, and leaves it standing.
 */
const mark: Step<Clouds, Params, Owned> = {
  kind: "azure.mark",
  ...lasting(durations.mark),

  observe({ resource, noun }, { clouds: { azure } }) {
    return noun === "circuit" ? azure.readCircuit(resource) : azure.readConnection(resource);
  },

  sync({ resource, noun }, { tags }, context) {
    const { owner, clouds } = context;
    if (bearerOf(tags, owner) !== "nobody") return undefined;
    return {
      what: `mark the ${noun}`,
      send: (leave) =>
        sendNoted(context, leave, "operationUrl", () =>
          clouds.azure.addTags(resource, azureTags(owner, otherTagsIn(tags))),
        ),
    };
  },

  settled(wanted, seen, { owner }) {
    if (seen === undefined) return notThere(taken(wanted));
    const bearer = bearerOf(seen.tags, owner);
    if (bearer === "another") return bearsAnother(taken(wanted));
    return bearer === "us"
      ? { state: "done", outputs: {} }
      : { state: "waiting", reason: "Azure does not show the tags yet" };
  },

  async destroy({ resource }, { tags }, context, leave) {
    const { azure } = context.clouds;
    await sendNoted(context, leave, "removalUrl", () => azure.removeTags(resource, ownerTagsIn(tags)));
  },

  removal(_wanted, { tags }, { owner, now, sentAt }) {
    if (bearerOf(tags, owner) === "us") return "not-begun";
    return { state: "done", outputs: { goneAt: now, found: sentAt !== undefined } };
  },
};

export const azureMark = defineStep(mark, (stored) => params.parse(stored));
