/**
 * The record of what an interconnect did not make: networks that were there before, as they stood when its create
 * began. A teardown is measured against it. Plain data, in words, so that it can be compared and told as it is.
 */

/** Entries in words, in order; or why they could not be read. */
export type BroughtField = readonly string[] | { readonly unread: string };

export interface BroughtResource {
  readonly id: string;
  /** What people call it, such as `VNet app-vnet`. */
  readonly what: string;
  /** By the field's name, such as `subnets`. */
  readonly fields: Readonly<Record<string, BroughtField>>;
}

export interface Brought {
  /** Unix milliseconds at which reading began. */
  readonly readAt: number;
  /** What was proved to be absent is left out. */
  readonly resources: readonly BroughtResource[];
}

/** One field of one brought resource that is not known to be as it was. */
export interface BroughtDifference {
  readonly what: string;
  readonly field: string;
  /** In words, only what differs. */
  readonly before: string;
  readonly after: string;
  /** False when one of the two could not be read, so that nobody knows. */
  readonly known: boolean;
}
