import { type PersonId, personId } from "../../src/domain/ids.ts";

/** One account or user group of Slack, as the policy writes it: `slack:T…/U…`, `slack:T…/S…`. */
export interface SlackSubject {
  readonly team: string;
  readonly id: string;
  readonly kind: "user" | "group";
}

export function slackPerson(team: string, user: string): PersonId {
  return personId(`slack:${team}/${user}`);
}

/** Undefined for whoever is not in Slack. */
export function slackSubject(text: string): SlackSubject | undefined {
  const [, team, id] = /^slack:(T[A-Z0-9]+)\/([UWS][A-Z0-9]+)$/.exec(text) ?? [];
  if (team === undefined || id === undefined) return undefined;
  return { team, id, kind: id.startsWith("S") ? "group" : "user" };
}
