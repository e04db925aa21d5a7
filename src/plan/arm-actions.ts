/** One assignment of rights in Azure's form: patterns with `*`, and exceptions from them. */
export interface ArmPermission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** True when one assignment allows the action without taking it back; assignments add up. */
export function isAllowed(action: string, permissions: readonly ArmPermission[]): boolean {
  return permissions.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matches(pattern, action)) && !notActions.some((pattern) => matches(pattern, action)),
  );
}

function matches(pattern: string, action: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "i").test(action);
}
