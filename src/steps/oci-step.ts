import type { OciCloud } from "../clouds/oci/oci-cloud.ts";
import type { OciCollection, OciResource } from "../clouds/oci/oci-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Tags } from "../domain/owner-tags.ts";
import type { Leave, Memo, Settled, Step } from "../graph/step.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { lasting, type UsualDuration } from "./durations.ts";
import { createOwned, observeOwned, tagsOf, tagsToWrite } from "./oci-owned.ts";

/** What a create needs beside the step's params. */
export interface Creation {
  readonly context: CloudContext;
  readonly tags: Tags;
  readonly leave: Leave;
}

/** One kind of OCI resource that the bot makes, as far as it differs from the others. */
export interface OciStep<P extends { readonly id?: string | undefined }, R extends OciResource> {
  readonly kind: string;
  readonly duration: UsualDuration;
  collection(oci: OciCloud): Pick<OciCollection<R, never>, "find" | "list" | "remove">;
  create(params: P, creation: Creation): Promise<R>;
  /** The state in which it is done. */
  readonly ready: string;
  /** What is under way in the states between, in words. */
  readonly reasons: Readonly<Record<string, string>>;
  outputs(observed: R): JsonObject;
  /** Why nothing more will come of it by itself. */
  problem?(observed: R): InterconnectError | undefined;
  /** Refuses a removal that would break something else. */
  guard?(params: P, observed: R, context: CloudContext): Promise<void>;
  /** Why it must not be removed yet, in words. */
  heldBy?(observed: R): string | undefined;
  /** What others have on it, in words; see `Step.stays`. */
  usedBy?(observed: R, context: CloudContext): Promise<readonly string[]>;
  /** Why the last of so many removals that were asked for has failed. */
  removalProblem?(observed: R, asked: number): InterconnectError | undefined;
}

const removalsIn = ({ removals }: Memo): number => (typeof removals === "number" ? removals : 0);

const leaving: ReadonlySet<string> = new Set(["TERMINATING", "DETACHING"]);

/** Makes a step of a kind of resource: created once under its retry token, known by its tags, removed by its version. */
export function ociStep<P extends { readonly id?: string | undefined }, R extends OciResource>(
  own: OciStep<P, R>,
): Step<Clouds, P, R> {
  const waiting = (observed: R): Settled => {
    const state = observed.lifecycleState;
    return { state: "waiting", reason: own.reasons[state] ?? `Oracle shows ${observed.name} as ${state}` };
  };
  return {
    kind: own.kind,
    ...lasting(own.duration),
    observe: (params, context) =>
      observeOwned(own.collection(context.clouds.oci), tagsOf(context.owner, own.kind), context, params.id),
    async ensure(params, context, leave) {
      const tags = tagsOf(context.owner, own.kind);
      const made = await createOwned(own.collection(context.clouds.oci), tags, () =>
        own.create(params, { context, tags: tagsToWrite(context.owner, own.kind), leave }),
      );
      context.note({ id: made.id });
    },
    settled(_params, observed) {
      if (observed === undefined) return { state: "waiting", reason: "Oracle does not show it yet" };
      if (observed.lifecycleState === own.ready) return { state: "done", outputs: own.outputs(observed) };
      const error = own.problem?.(observed);
      return error === undefined ? waiting(observed) : { state: "dead", error };
    },
    async destroy(params, observed, context, leave) {
      await own.guard?.(params, observed, context);
      await own.collection(context.clouds.oci).remove(observed, leave);
      context.note({ removals: removalsIn(context.memo) + 1 });
    },
    stays: async (_params, observed, context) => (await own.usedBy?.(observed, context)) ?? [],
    removal(_params, observed, { sentAt, memo }) {
      if (leaving.has(observed.lifecycleState)) return waiting(observed);
      const error = sentAt === undefined ? undefined : own.removalProblem?.(observed, removalsIn(memo));
      if (error !== undefined) return { state: "dead", error };
      const reason = own.heldBy?.(observed);
      return reason === undefined ? "not-begun" : { state: "waiting", reason };
    },
  };
}

/**
 * The id of something another step made or somebody brought.
 *
 * @throws InterconnectError `Bug` when the graph gives neither
 */
export function idFrom(context: CloudContext, given: string | undefined, step: string, output: string): string {
  const id = given ?? context.outputs[step]?.[output];
  if (typeof id === "string") return id;
  throw new InterconnectError({
    code: "Bug",
    kind: "fatal",
    message: `The operation's graph gives no ${output}: neither by a parameter nor by the step ${step}.`,
  });
}
