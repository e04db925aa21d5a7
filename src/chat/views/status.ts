import type { Verdict, VerdictReport } from "../../domain/finding.ts";
import type { Freeze } from "../../domain/freeze.ts";
import { topologyLines } from "../../verify/topology.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Block,
  bold,
  type Card,
  card,
  list,
  mention,
  note,
  type Rich,
  say,
  text,
  time,
} from "../card.ts";
import { listed } from "../words.ts";
import { elsewhereWords } from "./elsewhere.ts";
import { frozenLine } from "./frozen-words.ts";
import { goingOn, operationCard } from "./operation-card.ts";
import type { OperationData } from "./operation-data.ts";
import { pairWords } from "./plan-body.ts";
import { type PlanCardData, planCard } from "./plan-card.ts";
import { reportBlocks, verdictTones, verdictWords } from "./result.ts";

/** Where an interconnect stands, for `status` and `list`. */
export type Standing =
  | { readonly kind: "requested"; readonly request: PlanCardData }
  /** Being built, stopped, or on hold. */
  | { readonly kind: "building"; readonly data: OperationData }
  | { readonly kind: "built"; readonly built: Built };

export interface Built {
  readonly uid: string;
  readonly plan: OperationData["plan"];
  readonly approvedBy: readonly string[];
  readonly builtAt: number;
  readonly report: VerdictReport | undefined;
  readonly verdictSince: number | undefined;
  /** What of it waits for a decision. */
  readonly waits: string | undefined;
  /** Who took it back after its record was lost, and what of its plan was not there then. */
  /** Who has it watched since when, where it was made elsewhere, and when that ended. */
  readonly adopted?: { readonly by: string; readonly at: number; readonly releasedAt?: number };
  readonly recovered?: { readonly by: string; readonly at: number; readonly missing: readonly string[] };
}

/** One card: the state and since when, both paths, the last change and by whom, and what one can do. */
export function statusCard(standing: Standing, freeze?: Freeze): Card {
  switch (standing.kind) {
    case "requested":
      return withFreeze(planCard(standing.request), freeze);
    case "building":
      return operationCard(standing.data);
    case "built":
      return withFreeze(builtCard(standing.built), freeze);
  }
}

function withFreeze(shown: Card, freeze: Freeze | undefined): Card {
  return freeze ? { ...shown, blocks: [text(frozenLine(freeze)), ...shown.blocks] } : shown;
}

const sinceWords: Readonly<Record<Verdict, string>> = {
  healthy: "Up",
  degraded: "Degraded",
  down: "Down",
  unknown: "Not fully readable",
};

function builtCard(built: Built): Card {
  const { uid, plan, report, verdictSince, waits } = built;
  const missing = missingOf(built);
  const verdict = report?.verdict ?? "unknown";
  const tone = missing.length > 0 ? "stopped" : verdictTones[verdict];
  return card(`${plan.name} ${builtWords(built)}`, tone, [
    text(pairWords(plan)),
    verdictSince !== undefined && text(say`${bold(sinceWords[verdict])} since ${time(verdictSince, "moment")}.`),
    waits !== undefined && text(say`${bold(`Its ${waits} waits for approval.`)}`),
    ...(missing.length > 0 ? missingBlocks(plan.name, missing) : readBlocks(report)),
    list(topologyLines(plan, report)),
    note(origin(built)),
    plan.owned === false && text(`It was ${elsewhereWords}: the bot only watches it, and changes nothing of it.`),
    actions([goOnButton(built), button("plan", uid), endButton(built)]),
  ]);
}

/** Half a link is finished, once somebody else has approved it; a whole one is read. */
function goOnButton(built: Built) {
  const { uid, plan, waits } = built;
  if (missingOf(built).length === 0) return isWatched(built) && button("verify", uid);
  return waits === undefined && button("command", `retry ${plan.name}`, { label: "Finish building" });
}

/** A link of its own is taken down; one that was made elsewhere is let go of, which changes nothing in the clouds. */
function endButton({ plan, waits, adopted }: Built) {
  if (adopted === undefined) {
    return waits === undefined && button("command", `teardown ${plan.name}`, { label: "Tear down…" });
  }
  return isWatched({ adopted }) && button("command", `release ${plan.name}`, { label: "Stop watching" });
}

const isWatched = ({ adopted }: Pick<Built, "adopted">): boolean => adopted?.releasedAt === undefined;

const missingOf = ({ recovered }: Built): readonly string[] => recovered?.missing ?? [];

/** How it stands, behind its name. */
function builtWords(built: Built): string {
  if (missingOf(built).length > 0) return "is not complete";
  if (built.adopted?.releasedAt !== undefined) return "is not watched any more";
  if (built.adopted && built.report === undefined) return "is watched, not verified yet";
  return built.report === undefined ? "is built, not verified yet" : verdictWords[built.report.verdict];
}

function missingBlocks(name: string, missing: readonly string[]): readonly Block[] {
  return [
    text(`The clouds did not show: ${listed(missing)}.`),
    text(
      `What was approved is not known any more: Finish building (retry ${name}) asks for approval to make the rest, and Tear down for approval to remove what there is. Until then what is there is billed.`,
    ),
  ];
}

/** Where it comes from; who asked and who approved is known only where its record was never lost. */
function origin({ recovered, adopted, builtAt, plan, approvedBy }: Built): Rich {
  if (adopted !== undefined) return say`Adopted by ${mention(adopted.by)}, ${time(adopted.at, "moment")}.`;
  if (recovered === undefined) {
    const began = plan.takes ? "Made elsewhere, and taken over" : "Built";
    return say`${began} ${time(builtAt, "moment")}. Asked for by ${mention(plan.requester)}${approvers(approvedBy)}.`;
  }
  const back = say`Taken back from the tags in both clouds by ${mention(recovered.by)}, ${time(recovered.at, "moment")}.`;
  if (approvedBy.length === 0) return back;
  return say`${back} Finished ${time(builtAt, "moment")}. Asked for by ${mention(plan.requester)}${approvers(approvedBy)}.`;
}

function readBlocks(report: VerdictReport | undefined): readonly Block[] {
  if (report === undefined) return [text("Nobody has read both clouds since it was built.")];
  return [
    ...reportBlocks(report),
    note(say`Read ${time(report.factsAt, "moment")}. Verify again reads both clouds now.`),
  ];
}

function approvers(who: readonly string[]): Rich {
  const [first, ...others] = who;
  if (first === undefined) return [];
  return others.reduce<Rich>((before, one) => say`${before} and ${mention(one)}`, say`, approved by ${mention(first)}`);
}

/** What goes on with an interconnect, in a few words behind its name. */
export function standingWords(standing: Standing): Rich {
  switch (standing.kind) {
    case "requested":
      return say`waits for approval until ${time(standing.request.expiresAt, "moment")}`;
    case "building":
      return goingOn(standing.data);
    case "built": {
      const { report, verdictSince } = standing.built;
      const since: Rich =
        report === undefined || verdictSince === undefined ? [] : say`, since ${time(verdictSince, "moment")}`;
      const whose = standing.built.adopted === undefined ? "" : `, ${elsewhereWords}`;
      return say`${builtWords(standing.built)}${since}${whose}`;
    }
  }
}
