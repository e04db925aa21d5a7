import type { InterconnectUid } from "../domain/ids.ts";

/**
 * The name of something we create: it carries the uid, so that whatever is found under it is ours or somebody's odd
 * choice, never an older interconnect's. At most 57 characters, which fits every Azure rule for these resources.
 */
export function resourceName(name: string, uid: InterconnectUid, suffix?: string): string {
  return [name, uid, suffix].filter((part) => part !== undefined).join("-");
}
