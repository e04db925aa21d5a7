import { type Environment, freezersOf, isGroup, type PolicySubject } from "../domain/environment.ts";
import { type PersonId, personId, platformOf } from "../domain/ids.ts";
import { eachOnce, type People } from "./people.ts";

/** Allowed, or why not; the reason becomes a sentence in the person's view. */
export type Entitlement =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly why: "barred" | "not-named" | "own-request" | "already-decided" }
  /** The request was made on another platform, and of these two people nobody knows who they are on the other's. */
  | { readonly allowed: false; readonly why: "unknown-across"; readonly unknown: readonly PersonId[] };

const yes: Entitlement = { allowed: true };
const no = (why: "barred" | "not-named" | "own-request" | "already-decided"): Entitlement => ({ allowed: false, why });

/** May this person ask for an interconnect in this environment? */
export async function mayRequest(people: People, environment: Environment, person: PersonId): Promise<Entitlement> {
  if ((await people.profile(person)).barred) return no("barred");
  const { requesters } = environment.policy;
  const allowed = await anyAccount(people, person, (account) =>
    requesters === "channel"
      ? isInEnvironmentChannel(people, environment, account)
      : isNamed(people, requesters, account),
  );
  return allowed ? yes : no("not-named");
}

/** May this person decide about a request of `requester`, who has `decidedBy` already behind it? */
export async function mayDecide(
  people: People,
  environment: Environment,
  person: PersonId,
  { requester, decidedBy }: { readonly requester: PersonId; readonly decidedBy: readonly PersonId[] },
): Promise<Entitlement> {
  if ((await people.profile(person)).barred) return no("barred");
  const accounts = people.accountsOf(person);
  if (accounts.includes(requester)) return no("own-request");
  if (!(await mayApprove(people, environment, person))) return no("not-named");
  const unknown = unknownAcross(people, person, requester);
  if (unknown.length > 0) return { allowed: false, why: "unknown-across", unknown };
  if (decidedBy.some((other) => accounts.includes(other))) return no("already-decided");
  return yes;
}

/** May this person go on with what was approved already: whoever may ask or decide in the environment. */
export async function mayGoOn(people: People, environment: Environment, person: PersonId): Promise<boolean> {
  if ((await people.profile(person)).barred) return false;
  const { allowed } = await mayRequest(people, environment, person);
  return allowed || mayApprove(people, environment, person);
}

/** May this person freeze changes in this environment, and end a freeze of it? */
export async function mayFreeze(people: People, environment: Environment, person: PersonId): Promise<boolean> {
  if ((await people.profile(person)).barred) return false;
  return anyAccount(people, person, (account) => isNamed(people, freezersOf(environment), account));
}

/** May this person take interconnects back from the clouds' tags, or adopt and release links made elsewhere? */
export async function mayRecover(people: People, { policy }: Environment, person: PersonId): Promise<boolean> {
  if ((await people.profile(person)).barred) return false;
  return anyAccount(people, person, (account) => isNamed(people, policy.recoverers, account));
}

/**
 * Two people on different platforms may be one. That they are not is known only when the operator has declared, for
 * both of them, who they are on the other's platform.
 *
 * @returns those of the two of whom that is not declared; none when both are on one platform
 */
function unknownAcross(people: People, one: PersonId, other: PersonId): readonly PersonId[] {
  return [
    ...(isKnownOn(people, one, platformOf(other)) ? [] : [one]),
    ...(isKnownOn(people, other, platformOf(one)) ? [] : [other]),
  ];
}

/**
 * The persons named as approvers who can decide about a request of this person, each by the account to do it with on
 * one of these platforms. Who belongs to a named group is not looked into.
 */
export function namedApprovers(
  people: People,
  { policy }: Environment,
  requester: PersonId,
  platforms: readonly string[],
): readonly PersonId[] {
  const persons = policy.approvers.filter((subject) => !isGroup(subject)).map(personId);
  const able = persons.flatMap((person) => {
    const accounts = accountsToDecideWith(people, person, requester);
    return accounts.find((account) => platforms.includes(platformOf(account))) ?? [];
  });
  const others = able.filter((person) => !people.accountsOf(requester).includes(person));
  return eachOnce(people, others);
}

/** Is there anybody in the policy whose decision about a request of this person would count, by their platforms? */
export function canBeDecided(people: People, { policy }: Environment, requester: PersonId): boolean {
  return policy.approvers.some((subject) =>
    isGroup(subject)
      ? isKnownOn(people, requester, platformOf(subject))
      : accountsToDecideWith(people, personId(subject), requester).length > 0,
  );
}

function accountsToDecideWith(people: People, approver: PersonId, requester: PersonId): readonly PersonId[] {
  const accounts = [approver, ...people.accountsOf(approver)];
  return accounts.filter((account) => unknownAcross(people, account, requester).length === 0);
}

function isKnownOn(people: People, person: PersonId, platform: string): boolean {
  return people.accountsOf(person).some((account) => platformOf(account) === platform);
}

/** True when it holds for this account, or for another one of the same person that is not barred either. */
async function anyAccount(
  people: People,
  person: PersonId,
  holds: (account: PersonId) => Promise<boolean>,
): Promise<boolean> {
  if (await holds(person)) return true;
  for (const account of people.accountsOf(person)) {
    if (account !== person && (await holds(account)) && !(await people.profile(account)).barred) return true;
  }
  return false;
}

function mayApprove(people: People, { policy }: Environment, person: PersonId): Promise<boolean> {
  return anyAccount(people, person, (account) => isNamed(people, policy.approvers, account));
}

async function isInEnvironmentChannel(people: People, { channels }: Environment, person: PersonId): Promise<boolean> {
  const channel = platformOf(person) === "slack" ? channels.slack : channels.teams;
  return channel !== undefined && (await people.isInChannel(person, channel));
}

async function isNamed(people: People, subjects: readonly PolicySubject[], person: PersonId): Promise<boolean> {
  if (subjects.includes(person)) return true;
  for (const group of subjects.filter((subject) => isGroup(subject) && platformOf(subject) === platformOf(person))) {
    if ((await people.membersOf(group)).includes(person)) return true;
  }
  return false;
}
