import type { Owned } from "./azure-resources.ts";

interface Shown {
  readonly id?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly provisioningState?: string;
}

/** The part of a resource that says whose it is and how it stands. */
export const toOwned = (asked: string, { id, tags, provisioningState }: Shown): Owned => ({
  id: id ?? asked,
  tags: tags ?? {},
  provisioningState: provisioningState ?? "",
});
