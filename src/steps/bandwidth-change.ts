import { InterconnectError } from "../domain/errors.ts";

/** What both halves of a resize have in common. */

/** What was accepted may stay invisible to reads for this long. */
const visibleWithinMs = 60_000;

/** A change was accepted so lately that a look which does not show it says nothing. */
export const toldLately = (sentAt: number | undefined, now: number): boolean =>
  sentAt !== undefined && now - sentAt < visibleWithinMs;

type Half = "azure" | "oci";

const halves: Readonly<Record<Half, string>> = { azure: "circuit in Azure", oci: "virtual circuit in OCI" };

/** Azure never gives bandwidth back, and Oracle's half has to equal it. */
export function cannotShrink(side: Half, hasMbps: number, wantedMbps: number): InterconnectError {
  return new InterconnectError({
    code: "StateDrifted",
    kind: "blocked",
    message: `The ${halves[side]} has ${hasMbps / 1000} Gbps already, more than the ${wantedMbps / 1000} Gbps asked for.`,
    hint: "Nothing was changed. Cancel this, and ask for the bandwidth that is there, or for more.",
    details: { side },
  });
}

export function linkEndGone(side: Half, name: string): InterconnectError {
  return new InterconnectError({
    code: "StateDrifted",
    kind: "blocked",
    message: `The ${halves[side]} (${name}) is gone, so there is nothing to resize.`,
    hint: "Take the link down with teardown and build a new one.",
    details: { side },
  });
}
