import type { Place } from "../../src/chat/ports.ts";

/** Where a form is shown, or will be; travels as a form's opaque id, to change it later from another process. */
export type FormSpot =
  /** A card that is there. */
  | { readonly kind: "card"; readonly conversation: string; readonly messageId: string; readonly place: Place }
  /**
   * Not there yet: it is posted to the person alone, who `typed` a line, or `pressed` a button and was answered at once
   * where it comes. `person` as in the policy.
   */
  | { readonly kind: "typed" | "pressed"; readonly act: string; readonly person: string; readonly place: Place };

/** `card/<conversation>/<message>/<place>`, each part escaped; a place is channel, `d` or `c`, and thread. */
export function formIdOf(spot: FormSpot): string {
  const { place } = spot;
  const own = spot.kind === "card" ? [spot.conversation, spot.messageId] : [spot.act, spot.person];
  return [spot.kind, ...own, place.channel, place.direct ? "d" : "c", place.threadRef ?? ""]
    .map(encodeURIComponent)
    .join("/");
}

/** Undefined when it is not a form's id. */
export function formSpotOf(formId: string): FormSpot | undefined {
  const [kind, first, second, channel, way, threadRef] = partsOf(formId);
  if (first === undefined || second === undefined || channel === undefined || way === undefined) return undefined;
  const thread = threadRef === undefined || threadRef === "" ? {} : { threadRef };
  const place: Place = { platform: "teams", channel, direct: way === "d", ...thread };
  if (kind === "card") return { kind, conversation: first, messageId: second, place };
  return kind === "typed" || kind === "pressed" ? { kind, act: first, person: second, place } : undefined;
}

function partsOf(formId: string): readonly string[] {
  try {
    return formId.split("/").map(decodeURIComponent);
  } catch {
    return [];
  }
}
