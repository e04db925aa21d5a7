import { mayFreeze } from "../approval/may.ts";
import { eachOnce, namedIn } from "../approval/people.ts";
import { type Card, code, type Rich, say } from "../chat/card.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import type { Incoming, ThreadPlace } from "../chat/ports.ts";
import { threadIn } from "../chat/readers.ts";
import { freezeCard, freezeWhat, frozenAlready, frozenNow } from "../chat/views/frozen.ts";
import { frozenWhere } from "../chat/views/frozen-words.ts";
import { notAllowed, notNow, outdated } from "../chat/views/refusals.ts";
import { type Standing, standingWords } from "../chat/views/status.ts";
import { listed } from "../chat/words.ts";
import { type Environment, freezersOf } from "../domain/environment.ts";
import { everywhere, type Freeze } from "../domain/freeze.ts";
import type { ThreadId } from "../domain/ids.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { FreezeOutcome } from "../store/freezes.ts";
import { Answer, idOf } from "./answer.ts";
import type { VerbPorts } from "./ports.ts";
import { standingOf } from "./standing.ts";

/** `freeze`: from now on no operation in an environment, or anywhere, begins to change something in the clouds. */
export async function freezeChanges(
  ports: VerbPorts,
  incoming: Incoming,
  { env: scope, reason }: CommandArguments,
): Promise<void> {
  const answer = new Answer(ports, incoming);
  if (scope === undefined) return offerFreezes(ports, incoming);
  const environments = within(ports, scope);
  if (environments.length === 0) return answer.privately(notNow(`There is no environment "${scope}"`, known(ports)));
  if (!(await mayFreezeAll(ports, incoming, environments))) {
    return answer.privately(notAllowed(`freeze changes ${frozenWhere(scope)}`, namedForAll(ports, environments)));
  }
  const { person: by } = incoming;
  const stories = storiesOf(ports, idOf(incoming, "freeze"), environments);
  const freeze: Freeze = {
    id: idOf(incoming, "freeze"),
    scope,
    by,
    at: ports.clock.now(),
    ...(reason !== undefined && { reason: reason.slice(0, 300) }),
    threads: stories.map(({ thread }) => thread),
  };
  const entry = {
    what: "freeze",
    by,
    at: Date.now(),
    about: scope,
    ...(reason !== undefined && { facts: { reason } }),
  };
  const cards = await Promise.all(
    stories.map(async ({ thread, environment }) =>
      ports.outbox.show(thread, freezeCard(freeze, await underWay(ports, environment, freeze))),
    ),
  );
  const outcome = await ports.freezes.begin(freeze, incoming.receivedAt, {
    commands: [
      ...stories.flatMap(({ thread, places }) => ports.outbox.open(thread, places, by)),
      audit(ports.keys, entry),
    ],
    once: [],
    changed: cards,
  });
  if (outcome.kind !== "done") return answer.privately(await notBegun(ports, freeze, outcome.kind));
  logAudit(ports.log, entry);
  await tellAll(ports, freeze, environments);
  await answer.privately(frozenNow(freeze));
}

async function notBegun(
  { freezes }: VerbPorts,
  freeze: Freeze,
  why: Exclude<FreezeOutcome["kind"], "done">,
): Promise<Card> {
  if (why === "outdated") return outdated(`changes ${frozenWhere(freeze.scope)}`);
  const standing = (await freezes.standing()).find(({ scope }) => scope === freeze.scope);
  return standing ? frozenAlready(standing) : frozenNow(freeze);
}

/** What is under way in these environments looks at once at what has changed, and the channels hear of it. */
export async function tellAll(
  ports: VerbPorts,
  { threads }: Freeze,
  environments: readonly Pick<Environment, "name">[],
): Promise<void> {
  const names = environments.map(({ name }) => name);
  const records = (await ports.interconnects.all()).filter(({ environment }) => names.includes(environment));
  const operations = records.flatMap(({ operation }) => operation ?? []);
  await ports.operations.wake(operations);
  await ports.ring("threads", threads);
  await ports.ring("operations", operations);
}

/** The environments that a scope stands for; none when there is no such scope. */
export function within({ environments }: VerbPorts, scope: string): readonly Environment[] {
  return environments.filter(({ name }) => scope === everywhere || scope === name);
}

const known = ({ environments }: VerbPorts): string =>
  `One can freeze ${listed([...environments.map(({ name }) => name), everywhere], "or")}.`;

/** Everywhere is for those who may in every single environment; what is not configured any more is for nobody. */
export async function mayFreezeAll(
  { people }: VerbPorts,
  { person }: Incoming,
  environments: readonly Environment[],
): Promise<boolean> {
  const verdicts = await Promise.all(environments.map((one) => mayFreeze(people, one, person)));
  return verdicts.length > 0 && verdicts.every((may) => may);
}

/** Whom every one of these environments names, each person once. */
export function namedForAll({ people }: VerbPorts, environments: readonly Environment[]): readonly string[] {
  const [first, ...others] = environments.map((one) => freezersOf(one));
  const everywhereNamed = (first ?? []).filter((subject) => others.every((named) => namedIn(people, named, subject)));
  return eachOnce(people, everywhereNamed);
}

async function offerFreezes(ports: VerbPorts, incoming: Incoming): Promise<void> {
  const standing = await ports.freezes.standing();
  const frozen = standing.map(({ scope }) => scope);
  const scopes = [...ports.environments.map(({ name }) => name), everywhere].filter((one) => !frozen.includes(one));
  const may = await Promise.all(scopes.map((scope) => mayFreezeAll(ports, incoming, within(ports, scope))));
  const offered = scopes.filter((_scope, at) => may[at]);
  await new Answer(ports, incoming).privately(freezeWhat(offered, standing));
}

interface FreezeStory {
  readonly thread: ThreadId;
  readonly places: readonly ThreadPlace[];
  readonly environment: Environment;
}

/** One story for each environment that has a channel, told on all of its platforms. */
function storiesOf({ platforms }: VerbPorts, id: string, environments: readonly Environment[]): readonly FreezeStory[] {
  return environments.flatMap((environment) => {
    const places = platforms.flatMap((platform) => {
      const channel = environment.channels[platform];
      return channel === undefined ? [] : [{ platform, channel }];
    });
    const [home] = places;
    return home ? [{ thread: threadIn(home, `${id}-${environment.name}`), places, environment }] : [];
  });
}

/** What goes on in an environment, as it is from now on. */
async function underWay(ports: VerbPorts, { name }: Environment, freeze: Freeze): Promise<readonly Rich[]> {
  const records = (await ports.interconnects.all()).filter(({ environment }) => environment === name);
  const standings = await Promise.all(records.map((record) => standingOf(ports, record)));
  return standings.flatMap((standing) => {
    if (standing.kind !== "building") return [];
    const { data } = standing;
    const frozen: Standing = { kind: "building", data: { ...data, operation: { ...data.operation, freeze } } };
    return [say`${code(data.plan.name)} ${standingWords(frozen)}`];
  });
}
