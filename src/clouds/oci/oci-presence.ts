import { isMissingOrForbidden } from "./oci-errors.ts";

/**
 * Reads one resource and tells absence from lack of permission. OCI answers 404 to both, so a 404 counts as absence
 * only when the list of the same kind is answered, which needs the same permission, and does not have the id.
 *
 * @returns undefined when absence is proved
 * @throws InterconnectError whatever `read` or `list` throw otherwise
 */
export async function findIn<R extends { readonly id: string }>(
  id: string,
  read: () => Promise<R>,
  list: () => Promise<readonly R[]>,
): Promise<R | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if (!isMissingOrForbidden(thrown)) throw thrown;
    const listed = await list();
    if (listed.some((one) => one.id === id)) throw thrown;
    return undefined;
  }
}

/** Those that are still there: OCI goes on showing for a while what is gone. */
export function present<R extends { readonly lifecycleState: string }>(resources: readonly R[]): readonly R[] {
  return resources.filter(({ lifecycleState }) => lifecycleState !== "TERMINATED" && lifecycleState !== "DETACHED");
}
