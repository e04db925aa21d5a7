import { mayDecide } from "../approval/may.ts";
import type { Card } from "../chat/card.ts";
import { isVerb, verbs } from "../chat/command-table.ts";
import { nearest } from "../chat/nearest.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import type { Overview, RunningLine, WaitingLine } from "../chat/views/help.ts";
import { helpFor, helpOverview, noVerb } from "../chat/views/help.ts";
import { listCard } from "../chat/views/list.ts";
import { wordsFor } from "../chat/views/operation-words.ts";
import { unknownEnvironment } from "../chat/views/refusals.ts";
import type { Standing } from "../chat/views/status.ts";
import { statusCard } from "../chat/views/status.ts";
import { wholePlan } from "../chat/views/whole-plan.ts";
import { everywhere } from "../domain/freeze.ts";
import type { PersonId } from "../domain/ids.ts";
import { isCancelled } from "../graph/order.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { nounOf } from "../store/request-records.ts";
import { Answer } from "./answer.ts";
import { findInterconnect } from "./find.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { decidingEnvironment } from "./proposals.ts";
import { standingOf } from "./standing.ts";

/** `status` and `plan`: one interconnect, as it is stored. */
export async function showOne(
  ports: VerbPorts,
  incoming: Incoming,
  verb: "status" | "plan",
  name: string | undefined,
): Promise<void> {
  const answer = new Answer(ports, incoming);
  const found = await findInterconnect(ports, incoming, { verb, name });
  if ("refusal" in found) return answer.privately(found.refusal);
  if (verb === "plan") return answer.openly(wholePlan(found.plan));
  const freeze = await ports.freezes.of(found.environment);
  await answer.openly(statusCard(await standingOf(ports, found), freeze));
}

export async function listAll(ports: VerbPorts, incoming: Incoming, { env }: CommandArguments): Promise<void> {
  const answer = new Answer(ports, incoming);
  const known = ports.environments.map(({ name }) => name);
  if (env !== undefined && !known.includes(env)) return answer.privately(unknownEnvironment(env, known));
  const records = (await ports.interconnects.all()).filter(
    ({ environment }) => env === undefined || environment === env,
  );
  const standings = await Promise.all(records.map((record) => standingOf(ports, record)));
  const freezes = await ports.freezes.standing();
  await answer.openly(listCard(standings, { env, freezes: freezes.filter(({ scope }) => concerns(scope, env)) }));
}

/** Does a freeze hold in what is asked about, be it one environment or all of them? */
const concerns = (scope: string, env: string | undefined): boolean =>
  env === undefined || scope === everywhere || scope === env;

export async function showHelp(ports: VerbPorts, incoming: Incoming, about: string | undefined): Promise<void> {
  await new Answer(ports, incoming).privately(await helpOn(ports, incoming, about?.toLowerCase()));
}

async function helpOn(ports: VerbPorts, incoming: Incoming, about: string | undefined): Promise<Card> {
  if (about === undefined) return helpOverview(await overview(ports, incoming));
  return isVerb(about) ? helpFor(about) : noVerb(about, nearest(about, verbs, 1)[0]);
}

/** What is under way, and what waits for this very person. */
async function overview(ports: VerbPorts, incoming: Incoming): Promise<Overview> {
  const waiting: WaitingLine[] = [];
  const running: RunningLine[] = [];
  for (const record of await ports.interconnects.all()) {
    const standing = await standingOf(ports, record);
    const wait = await waitingLine(ports, incoming, record, standing);
    if (wait) waiting.push(wait);
    else if (standing.kind === "building") running.push(runningLine(record, standing));
  }
  return { waiting, running, freezes: await ports.freezes.standing(), now: ports.clock.now() };
}

function runningLine({ name }: InterconnectRecord, { data }: Standing & { kind: "building" }): RunningLine {
  const { state, record } = data.operation;
  return { name, doing: state === "paused" ? "is paused" : wordsFor(record).doing, sinceMs: record.createdAt };
}

/** What only this person can move on: a decision, or what they asked for and has stopped. */
async function waitingLine(
  ports: VerbPorts,
  { person }: Incoming,
  record: InterconnectRecord,
  standing: Standing,
): Promise<WaitingLine | undefined> {
  const wanted = await decisionWanted(ports, person, record);
  if (wanted) return wanted;
  const { name, requester } = record;
  if (standing.kind !== "building" || standing.data.operation.state !== "paused") return undefined;
  if (!ports.people.accountsOf(person).includes(requester)) return undefined;
  return {
    name,
    forWhat: isCancelled(standing.data.operation)
      ? "was cancelled; say on its card how it goes on"
      : "stopped; press Retry when its cause is mended",
  };
}

async function decisionWanted(
  ports: VerbPorts,
  person: PersonId,
  { name, environment, pending, request }: InterconnectRecord,
): Promise<WaitingLine | undefined> {
  const id = pending ?? request;
  const now = id && (await ports.requests.load(id));
  if (now?.state !== "open") return undefined;
  const { record, decisions } = now;
  const deciding = decidingEnvironment(environmentOf(ports, environment), record);
  const { allowed } = await mayDecide(ports.people, deciding, person, {
    requester: record.requester,
    decidedBy: decisions.map((decision) => decision.person),
  });
  if (!allowed) return undefined;
  const what = nounOf(record) === "create" ? "" : ` of its ${nounOf(record)}`;
  return { name, forWhat: `waits for your approval${what}`, until: record.expiresAt };
}
