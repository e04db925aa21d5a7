import type { AzureCloud } from "../clouds/azure/azure-cloud.ts";
import type { Accepted } from "../clouds/azure/azure-resources.ts";
import type { InterconnectError } from "../domain/errors.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Tags } from "../domain/owner-tags.ts";
import type { Change, Memo, OwnerMark, Settled, Step } from "../graph/step.ts";
import { failedWithoutReason, noteworthyFailure, sendNoted, throwIfCreateFailed } from "./azure-operation.ts";
import { azureTags, foreignResource } from "./azure-owned.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { lasting, type UsualDuration } from "./durations.ts";

interface Resource {
  readonly id: string;
  readonly provisioningState: string;
}

/** What a look at one resource sees: the resource and, where its last operation failed, why. */
export interface Seen<R> {
  readonly resource: R;
  readonly failure: InterconnectError | undefined;
}

/** One kind of Azure resource that the bot makes, as far as it differs from the others. */
export interface AzureStep<P, R extends Resource> {
  readonly kind: string;
  /** What people call it, such as `gateway`. */
  readonly noun: string;
  readonly duration: UsualDuration;
  /** @param now the operation's clock, Unix milliseconds */
  read(azure: AzureCloud, params: P, now: number): Promise<R | undefined>;
  create(azure: AzureCloud, params: P, tags: Tags): Promise<Accepted>;
  /** Whether what stands at the planned name is what this owner made. */
  isOurs(resource: R, params: P, owner: OwnerMark): boolean;
  /** `memo["made"]` is true when this very step made it. */
  outputs(params: P, resource: R, memo: Memo): JsonObject;
  /** What is still missing, in words, although Azure calls it Succeeded. */
  missing?(resource: R): string | undefined;
  /** Why it must not be removed yet, in words. */
  heldBy?(resource: R): string | undefined;
  /** What others have on it, in words; see `Step.stays`. */
  usedBy?(resource: R, context: CloudContext): Promise<readonly string[]>;
}

const failedStates: ReadonlySet<string> = new Set(["Failed", "Canceled"]);

/**
 * Makes a step of a kind of resource: created in one PUT and only on proven absence, known by its owner's mark, removed
 * in one DELETE. A failed one is explained by its operation and, when a person says Retry, written back as it is, which
 * makes Azure try again.
 *
 * @see https://learn.microsoft.com/azure/networking/troubleshoot-failed-state
 */
export function azureStep<P, R extends Resource>(own: AzureStep<P, R>): Step<Clouds, P, Seen<R>> {
  const { noun } = own;
  return {
    kind: own.kind,
    ...lasting(own.duration),

    async observe(params, context) {
      const resource = await own.read(context.clouds.azure, params, context.now);
      if (resource === undefined) {
        await throwIfCreateFailed(context);
        return undefined;
      }
      if (!own.isOurs(resource, params, context.owner)) throw foreignResource(noun, resource.id);
      // An unfinished create of this step is what made it, although its answer was lost; to write back makes nothing.
      if (context.unfinished?.what === "create") context.note({ made: true });
      return { resource, failure: await failureOf(noun, resource, context) };
    },

    async ensure(params, context, leave) {
      const { azure } = context.clouds;
      await sendNoted(context, leave, "operationUrl", () => own.create(azure, params, azureTags(context.owner)));
      context.note({ made: true });
    },

    sync: (_params, seen, context) => retryOf(noun, seen, context),

    settled(params, seen, { memo }) {
      if (seen === undefined) return { state: "waiting", reason: `Azure does not show the ${noun} yet` };
      const { resource, failure } = seen;
      if (failure !== undefined) return { state: "dead", error: failure };
      if (resource.provisioningState !== "Succeeded") return underWay(noun, resource);
      const missing = own.missing?.(resource);
      if (missing !== undefined) return { state: "waiting", reason: missing };
      return { state: "done", outputs: own.outputs(params, resource, memo) };
    },

    async destroy(_params, { resource }, context, leave) {
      await sendNoted(context, leave, "removalUrl", () => context.clouds.azure.remove(resource.id));
    },

    stays: async (_params, { resource }, context) => (await own.usedBy?.(resource, context)) ?? [],

    removal(_params, { resource, failure }, { sentAt }) {
      if (sentAt !== undefined && failure !== undefined) return { state: "dead", error: failure };
      if (resource.provisioningState === "Deleting") return underWay(noun, resource);
      const reason = own.heldBy?.(resource);
      return reason === undefined ? "not-begun" : { state: "waiting", reason };
    },
  };
}

const doing: Readonly<Record<string, string>> = { Deleting: "removing", Creating: "creating", Updating: "creating" };

function underWay(noun: string, { provisioningState }: Resource): Settled {
  const what = doing[provisioningState];
  const reason =
    what === undefined ? `Azure shows the ${noun} as ${provisioningState}` : `Azure is ${what} the ${noun}`;
  return { state: "waiting", reason };
}

/** A removal can fail and leave the resource as it was; everything else that fails shows in the resource's own state. */
async function failureOf(
  noun: string,
  { id, provisioningState }: Resource,
  context: CloudContext,
): Promise<InterconnectError | undefined> {
  const { memo, now, sentAt } = context;
  if (typeof memo["removalUrl"] === "string" && sentAt !== undefined) {
    return provisioningState === "Deleting" ? undefined : noteworthyFailure(context, "removalUrl");
  }
  if (!failedStates.has(provisioningState)) return undefined;
  if (memo["failedAt"] === undefined) context.note({ failedAt: now });
  return (await noteworthyFailure(context, "operationUrl")) ?? failedWithoutReason(noun, id, provisioningState);
}

/** The change that a person's Retry asks for: never sent of the step's own accord. */
function retryOf<R extends Resource>(
  noun: string,
  { resource, failure }: Seen<R>,
  context: CloudContext,
): Change | undefined {
  const failedAt = context.memo["failedAt"];
  const retryAt = context.signals["retry"]?.["at"];
  if (failure === undefined || typeof failedAt !== "number" || typeof retryAt !== "number" || retryAt <= failedAt) {
    return undefined;
  }
  return {
    what: `write the failed ${noun} back`,
    async send(leave) {
      await sendNoted(context, leave, "operationUrl", () => context.clouds.azure.refresh(resource.id));
      context.note({ failedAt: null });
    },
  };
}
