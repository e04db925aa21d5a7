import { AlarmBell } from "../../jobs/alarm-clock.ts";
import { mayRequest } from "../approval/may.ts";
import { formDesk } from "../chat/form-desk.ts";
import type { Requested } from "../chat/forms/reject-form.ts";
import type { FormDesk, JobSink, Outgoing } from "../chat/ports.ts";
import type { Environment } from "../domain/environment.ts";
import { type PersonId, requestId } from "../domain/ids.ts";
import type { Metrics } from "../observability/metrics.ts";
import { Acts } from "../store/acts.ts";
import { RedisAddressBook } from "../store/address-book.ts";
import { type AlarmName, Alarms } from "../store/alarms.ts";
import { Outbox } from "../store/outbox.ts";
import { nounOf, outlivesIt } from "../store/request-records.ts";
import { loadRequest } from "../store/requests.ts";
import { peopleOf } from "../verbs/people.ts";
import { suggest } from "../verbs/suggest.ts";
import { hearSlack, hearTeams } from "./hear.ts";
import { readersOf } from "./platforms.ts";
import type { Role } from "./role.ts";
import type { Ground } from "./store.ts";

/** The role that talks to people, and when all platforms that are configured are heard. */
export interface Bot extends Role {
  /** Rejects with an InterconnectError `ConfigInvalid` when a platform does not accept who the bot says it is. */
  readonly heard: Promise<unknown>;
}

/** Takes over what people do, and opens forms. Loads no cloud. A platform that is away does not keep the others waiting. */
export async function startBot(ground: Ground, metrics: Metrics): Promise<Bot> {
  const { config, connections, keys, log } = ground;
  const hasty = await connections.hasty();
  const alarms = new Alarms(hasty, keys);
  const bellFor = (name: AlarmName): AlarmBell =>
    new AlarmBell({ name, redis: connections.patient(), keys, alarms: ground.alarms, log });
  const bells = { acts: bellFor("acts"), threads: bellFor("threads") };
  const acts = new Acts({ redis: hasty, keys, alarms, seal: ground.seal, log, ring: (id) => bells.acts.ringNew(id) });
  const outbox = new Outbox(hasty, keys, alarms);
  const shared = { sink: counted(acts, metrics), desk: await deskOf(ground), log };
  const say = async (message: Outgoing): Promise<void> => {
    // What is said is safe already; a lost ring only costs the time until the next sweep.
    for (const thread of await outbox.sayNow(message)) void bells.threads.ring(thread).catch(() => undefined);
  };
  const book = new RedisAddressBook(hasty, keys);
  const roles: Role[] = [];
  const joins = async (role: Promise<Role>): Promise<void> => void roles.push(await role);
  const heard = Promise.all([
    config.slack && joins(hearSlack({ ...shared, config: config.slack })),
    config.teams && joins(hearTeams({ ...shared, config: config.teams, book, say })),
  ]);
  return {
    heard,
    get doors() {
      return roles.flatMap(({ doors }) => doors);
    },
    async close() {
      await Promise.all(roles.map((role) => role.close()));
      await Promise.all(Object.values(bells).map((bell) => bell.close()));
    },
  };
}

function counted(acts: Acts, metrics: Metrics): JobSink {
  return {
    async accept(incoming) {
      const outcome = await acts.accept(incoming);
      metrics.act(incoming.act.kind, outcome);
      return outcome;
    },
  };
}

async function deskOf(ground: Ground): Promise<FormDesk> {
  const { environments, people: declared } = ground.config.file;
  const people = peopleOf(await readersOf(ground), declared);
  const allowed = async (person: PersonId): Promise<readonly Environment[]> => {
    const verdicts = await Promise.all(environments.map((one) => mayRequest(people, one, person)));
    return environments.filter((_one, index) => verdicts[index]?.allowed);
  };
  return formDesk({
    environments,
    environmentsFor: allowed,
    readDraft: (id, person) => ground.drafts.read(id, person),
    requested: (request) => requested(ground, request),
    suggest: (query) => suggest(ground.choices, query),
  });
}

async function requested({ redis, keys }: Ground, request: string): Promise<Requested | undefined> {
  const record = (await loadRequest(redis, keys, requestId(request)))?.record;
  if (!record) return undefined;
  const { name } = record.plan;
  return outlivesIt(record) ? { name, change: nounOf(record) } : { name };
}
