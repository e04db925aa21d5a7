import { InterconnectError } from "../../domain/errors.ts";
import type { OciResource } from "./oci-resources.ts";

/** What the SDK promises of no model and OCI gives for all. */
interface Shown {
  readonly id?: string;
  readonly displayName?: string;
  readonly lifecycleState?: string;
  readonly freeformTags?: Readonly<Record<string, string>>;
  /** Typed as a Date by the SDK, a string in fact. */
  readonly timeCreated?: unknown;
}

/**
 * The fields that all resources share, out of the SDK's model of one.
 *
 * @throws InterconnectError `CloudAnswerUnreadable` when the answer holds no resource
 */
export function toResource(model: Shown | undefined, etag: string | undefined): OciResource {
  if (model?.id === undefined || model.lifecycleState === undefined) {
    throw new InterconnectError({
      code: "CloudAnswerUnreadable",
      kind: "transient",
      message: "Oracle's answer does not hold the resource that it is about.",
      details: { side: "oci" },
    });
  }
  const createdAt = typeof model.timeCreated === "string" ? Date.parse(model.timeCreated) : Number.NaN;
  return {
    id: model.id,
    name: model.displayName ?? model.id,
    lifecycleState: model.lifecycleState,
    tags: model.freeformTags ?? {},
    createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
    etag,
  };
}
