import type { Place } from "../../src/chat/ports.ts";

/** The modal and the place where it was opened; travels as a form's opaque id. */
export interface OpenForm {
  readonly viewId: string;
  readonly place: Place;
}

const placeKinds = { direct: "d", channel: "c" } as const;

/** `V…/C…/c/1700000000.000100`: what is needed to change the form later, in another process. */
export function formIdOf({ viewId, place }: OpenForm): string {
  const kind = place.direct ? placeKinds.direct : placeKinds.channel;
  return [viewId, place.channel, kind, ...(place.threadRef === undefined ? [] : [place.threadRef])].join("/");
}

/** Undefined when it is not a form's id. */
export function openFormOf(formId: string): OpenForm | undefined {
  const [viewId, channel, kind, threadRef] = formId.split("/");
  if (viewId === undefined || channel === undefined) return undefined;
  const direct = kind === placeKinds.direct;
  return { viewId, place: { platform: "slack", channel, direct, ...(threadRef !== undefined && { threadRef }) } };
}
