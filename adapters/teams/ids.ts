import { type PersonId, personId } from "../../src/domain/ids.ts";

/** One account of Microsoft Entra, as the policy writes it: `teams:<tenant>/<object id>`. */
export interface TeamsSubject {
  readonly tenant: string;
  readonly objectId: string;
}

/** Entra writes ids in either case; the policy in lower case. */
export function teamsPerson(tenant: string, objectId: string): PersonId {
  return personId(`teams:${tenant}/${objectId}`.toLowerCase());
}

/** Undefined for whoever is not in Teams. */
export function teamsSubject(text: string): TeamsSubject | undefined {
  const [, tenant, objectId] = /^teams:([0-9a-f-]+)\/([0-9a-f-]+)$/.exec(text) ?? [];
  return tenant === undefined || objectId === undefined ? undefined : { tenant, objectId };
}
