import { canBeDecided, mayRequest, namedApprovers } from "../approval/may.ts";
import { eachOnce } from "../approval/people.ts";
import type { Card, Rich } from "../chat/card.ts";
import { channel, say } from "../chat/card.ts";
import type { Incoming, Outgoing, ThreadPlace } from "../chat/ports.ts";
import { nobodyCanDecide, notAllowed, notAMember, notNow } from "../chat/views/refusals.ts";
import type { Environment } from "../domain/environment.ts";
import { platformOf, type RequestId, requestId } from "../domain/ids.ts";
import type { VerbPorts } from "./ports.ts";

/** What every request has in common: who may make it, where it is shown, and whom it calls. */

/** Where the story begins: in the environment's channel on the platform where it is asked for, else right there. */
export function homeIn({ place }: Incoming, { channels }: Environment): ThreadPlace {
  const { platform, channel: here } = place;
  return { platform, channel: channels[platform] ?? here };
}

/** The environment's channels on other platforms, where the same story is told. */
export function furtherPlaces(
  { platforms }: VerbPorts,
  { place }: Incoming,
  { channels }: Environment,
): readonly ThreadPlace[] {
  const others = platforms.filter((platform) => platform !== place.platform);
  return others.flatMap((platform) => {
    const bound = channels[platform];
    return bound === undefined ? [] : [{ platform, channel: bound }];
  });
}

/** A private word to each approver whom the policy names, in which `wanted` says where its card is. */
export function callApprovers(
  ports: VerbPorts,
  incoming: Incoming,
  environment: Environment,
  { id, wanted }: { readonly id: RequestId; readonly wanted: (where: Rich) => Card },
): readonly Outgoing[] {
  const home = homeIn(incoming, environment);
  const further = furtherPlaces(ports, incoming, environment);
  const { people, platforms } = ports;
  return namedApprovers(people, environment, incoming.person, platforms).map((person): Outgoing => {
    const nearest = further.find(({ platform }) => platform === platformOf(person)) ?? home;
    return {
      id: `${id}/wanted/${person}`,
      destination: { to: "person", person },
      card: wanted(say`${channel(nearest)}`),
    };
  });
}

/**
 * Who may not, where it cannot be told, and who asks for too much at a time: refused before the clouds are asked.
 *
 * @param what completes "You may not …"
 */
export async function askingRefused(
  ports: VerbPorts,
  incoming: Incoming,
  environment: Environment,
  what: string,
): Promise<Card | undefined> {
  const { people } = ports;
  const { person } = incoming;
  const may = await mayRequest(people, environment, person);
  const home = homeIn(incoming, environment);
  if (!may.allowed) {
    const { requesters } = environment.policy;
    return requesters === "channel" ? notAMember(what, home) : notAllowed(what, eachOnce(people, requesters));
  }
  if (!canBeDecided(people, environment, person)) return nobodyCanDecide(environment.name, person);
  const unfit = await channelUnfit(ports, home, environment);
  if (unfit !== undefined) return notNow("Not asked for", unfit);
  return tooMany(ports, incoming, environment);
}

/** Why a story cannot be told where it belongs; undefined when it can. */
export async function channelUnfit(
  { people }: VerbPorts,
  home: ThreadPlace,
  environment: Environment,
): Promise<string | undefined> {
  const { unusable } = await people.channel(home.platform, home.channel);
  return unusable && channelProblem(unusable, environment);
}

async function tooMany(
  { requests, people }: VerbPorts,
  { person }: Incoming,
  { policy }: Environment,
): Promise<Card | undefined> {
  const open = await Promise.all((await requests.openIds()).map((id) => requests.load(requestId(id))));
  const accounts = people.accountsOf(person);
  const mine = open.filter((request) => request && accounts.includes(request.record.requester));
  if (mine.length < policy.maxOpenRequestsPerPerson) return undefined;
  return notNow("Not asked for", `You have ${mine.length} requests that wait for approval, and that is the limit.`);
}

function channelProblem(
  why: "missing" | "archived" | "not-a-member" | "shared-outside",
  { name }: Environment,
): string {
  const whose = `The channel of the environment ${name}`;
  return {
    missing: `${whose} does not exist. The operator of this bot can name another one in interconnect.yaml.`,
    archived: `${whose} is archived. Unarchive it, or have the operator name another one.`,
    "not-a-member": `The bot is not in the channel of the environment ${name}. Invite it there, then send this again.`,
    "shared-outside": `${whose} is shared with another organisation, so the bot does not tell plans and keys there.`,
  }[why];
}
