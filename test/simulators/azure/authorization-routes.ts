import type { Route } from "../kit/routes.ts";
import type { Account, ScopeLock } from "./account.ts";

const NAMESPACE = "providers/Microsoft.Authorization";

const within = (scope: string, lock: ScopeLock): boolean => {
  const one = scope.toLowerCase();
  const other = lock.scope.toLowerCase();
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
};

const showLock = ({ scope, name, level }: ScopeLock) => ({
  id: `${scope}/${NAMESPACE}/locks/${name}`,
  name,
  type: "Microsoft.Authorization/locks",
  properties: { level },
});

/**
 * What the client may do at a scope, and which locks hold there: those at, above and below it.
 * @see https://learn.microsoft.com/rest/api/authorization/permissions
 */
export const authorizationRoutes = (account: Account): readonly Route[] => [
  {
    method: "GET",
    path: `/:scope*/${NAMESPACE}/permissions`,
    handler: () => ({
      status: 200,
      body: {
        value: [{ actions: ["*"], notActions: account.missingPermissions, dataActions: [], notDataActions: [] }],
      },
    }),
  },
  {
    method: "GET",
    path: `/:scope*/${NAMESPACE}/locks`,
    handler: (request) => {
      const scope = `/${request.param("scope")}`;
      return { status: 200, body: { value: account.locks.filter((lock) => within(scope, lock)).map(showLock) } };
    },
  },
];
