import { mayDecide } from "../approval/may.ts";
import type { Verb } from "../chat/command-table.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import type { Overview, RunningLine, WaitingLine } from "../chat/views/help.ts";
import { helpFor, helpOverview } from "../chat/views/help.ts";
import { listCard } from "../chat/views/list.ts";
import { wordsFor } from "../chat/views/operation-words.ts";
import { unknownEnvironment } from "../chat/views/refusals.ts";
import type { Standing } from "../chat/views/status.ts";
import { statusCard } from "../chat/views/status.ts";
import { wholePlan } from "../chat/views/whole-plan.ts";
import { everywhere } from "../domain/freeze.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { Answer } from "./answer.ts";
import { findInterconnect } from "./find.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";
import { standingOf } from "./standing.ts";

/** `status` and `plan`: one interconnect, as it is stored. */
export async function showOne(
  ports: VerbPorts,
  incoming: Incoming,
  verb: "status" | "plan",
  name: string | undefined,
): Promise<void> {
  const answer = new Answer(ports, incoming);
  const found = await findInterconnect(ports, incoming, verb, name);
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

export async function showHelp(ports: VerbPorts, incoming: Incoming, about: Verb | undefined): Promise<void> {
  const card = about === undefined ? helpOverview(await overview(ports, incoming)) : helpFor(about);
  await new Answer(ports, incoming).privately(card);
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

async function waitingLine(
  ports: VerbPorts,
  { person }: Incoming,
  record: InterconnectRecord,
  standing: Standing,
): Promise<WaitingLine | undefined> {
  const { name, requester } = record;
  if (
    standing.kind === "building" &&
    standing.data.operation.state === "paused" &&
    ports.people.accountsOf(person).includes(requester)
  ) {
    return { name, forWhat: "stopped; press Retry when its cause is mended" };
  }
  if (standing.kind !== "requested") return undefined;
  const may = await mayDecide(ports.people, environmentOf(ports, record.environment), person, {
    requester,
    decidedBy: [],
  });
  return may.allowed ? { name, forWhat: "waits for your approval", until: standing.request.expiresAt } : undefined;
}
