import { request } from "undici";
import type { AnyStep } from "../../../src/graph/step.ts";
import type { ThingClouds } from "../../support/thing-step.ts";
import type { Meter } from "../support/meter.ts";

/** How often each operation is looked at. */
export const lookEveryMs = 15_000;

/** One look: asks the cloud and reads its answer. */
export async function look(cloudUrl: string, name: string): Promise<unknown> {
  const { body } = await request(`${cloudUrl}/${name}`);
  return body.json();
}

/**
 * A step that waits for ever and is looked at every 15 s: a tenth of its usual duration, which is long over. Notes how
 * late each look is.
 */
export function lookStep(kind: string, meter: Meter): AnyStep<ThingClouds> {
  return {
    kind,
    usualMs: () => lookEveryMs * 10,
    deadlineMs: () => Number.POSITIVE_INFINITY,
    async observe(_params, { clouds, owner }) {
      meter.looked(owner.uid);
      return look(clouds.url, owner.uid);
    },
    settled(_params, _observed, { owner }) {
      meter.wanted(owner.uid, lookEveryMs);
      return { state: "waiting", reason: "Azure still builds it" };
    },
  };
}
