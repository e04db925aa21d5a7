import type { SimRequest } from "../../kit/routes.ts";
import type { Conversation, Person, Team } from "../tenant/directory.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Operation } from "./operation.ts";
import { placeNamed } from "./place.ts";
import { Refusal } from "./refusal.ts";

const CONVERSATION = "/v3/conversations/:conversation";
const PAGE = { fallback: 200, least: 50, most: 500 };

/** A person as the connector describes them. */
const memberJson = ({ id, aadObjectId, displayName, email, tenantId, guest }: Person) => {
  const [givenName, surname] = displayName.split(" ");
  const userRole = guest ? "guest" : "user";
  return {
    id,
    name: displayName,
    aadObjectId,
    objectId: aadObjectId,
    givenName,
    surname,
    email,
    userPrincipalName: email,
    tenantId,
    userRole,
  };
};

const membersOf = (tenant: Tenant, request: SimRequest): Person[] =>
  tenant.directory.membersOf(placeNamed(tenant, request.param("conversation")).conversation);

const members: Operation = {
  name: "getConversationMembers",
  method: "GET",
  path: `${CONVERSATION}/members`,
  kind: "read",
  run: (tenant, request) => ({ status: 200, body: membersOf(tenant, request).map(memberJson) }),
};

const member: Operation = {
  name: "getConversationMember",
  method: "GET",
  path: `${CONVERSATION}/members/:member`,
  kind: "read",
  run(tenant, request) {
    const person = tenant.directory.findPerson(request.param("member"));
    const found = membersOf(tenant, request).find(({ id }) => id === person?.id);
    if (!found) throw new Refusal("MemberNotFoundInConversation");
    return { status: 200, body: memberJson(found) };
  },
};

const pagedMembers: Operation = {
  name: "getConversationPagedMembers",
  method: "GET",
  path: `${CONVERSATION}/pagedmembers`,
  kind: "read",
  run(tenant, request) {
    const asked = Number(request.query.get("pageSize") ?? PAGE.fallback);
    const size = Math.min(PAGE.most, Math.max(PAGE.least, asked));
    const from = Number(request.query.get("continuationToken") ?? 0);
    if (!Number.isInteger(from) || !Number.isInteger(size)) throw new Refusal("BadArgument");
    const all = membersOf(tenant, request);
    const more = from + size < all.length && { continuationToken: String(from + size) };
    return { status: 200, body: { members: all.slice(from, from + size).map(memberJson), ...more } };
  },
};

const channelsOf = ({ directory }: Tenant, team: Team): Conversation[] =>
  [...directory.conversations.values()].filter(({ teamId }) => teamId === team.id);

function teamNamed(tenant: Tenant, request: SimRequest): Team {
  const team = tenant.directory.teams.get(request.param("team"));
  if (!team) throw new Refusal("TeamNotFound");
  if (!channelsOf(tenant, team).some(({ botIn }) => botIn)) throw new Refusal("BotNotInConversationRoster");
  return team;
}

const team: Operation = {
  name: "getTeamDetails",
  method: "GET",
  path: "/v3/teams/:team",
  kind: "read",
  run(tenant, request) {
    const found = teamNamed(tenant, request);
    const channels = channelsOf(tenant, found);
    const general = channels.find(({ id }) => id === found.id);
    const memberCount = general ? tenant.directory.membersOf(general).length : 0;
    const { id, name, aadGroupId } = found;
    return {
      status: 200,
      body: { id, name, aadGroupId, tenantId: tenant.id, type: "standard", channelCount: channels.length, memberCount },
    };
  },
};

/** The General channel comes without a name, as Teams names it in each reader's language. */
const teamConversations: Operation = {
  name: "getTeamConversations",
  method: "GET",
  path: "/v3/teams/:team/conversations",
  kind: "read",
  run(tenant, request) {
    const found = teamNamed(tenant, request);
    const conversations = channelsOf(tenant, found).map(({ id, name, shared }) => ({
      id,
      ...(id !== found.id && { name }),
      type: shared ? "shared" : "standard",
    }));
    return { status: 200, body: { conversations } };
  },
};

/** Everything by which a bot learns who and what there is. */
export const rosterOperations: readonly Operation[] = [members, member, pagedMembers, team, teamConversations];
