import type { Verdict, VerdictReport } from "../../domain/finding.ts";
import { topologyLines } from "../../verify/topology.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Block,
  type Card,
  card,
  list,
  mention,
  note,
  type Rich,
  say,
  type Tone,
  text,
  time,
} from "../card.ts";
import { busyMs } from "../progress.ts";
import { count, duration } from "../words.ts";
import { findingBlocks, findingLine } from "./findings.ts";
import type { OperationData } from "./operation-data.ts";
import { pairWords } from "./plan-body.ts";

export const verdictTones: Readonly<Record<Verdict, Tone>> = {
  healthy: "done",
  degraded: "look",
  down: "stopped",
  unknown: "look",
};

/** How a verdict reads behind a name: `erp is up`. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  healthy: "is up",
  degraded: "is up, but degraded",
  down: "is down",
  unknown: "is built, but not all could be read",
};

export interface ResultData extends OperationData {
  readonly report: VerdictReport;
}

/** The end of a create as a new post, which calls whoever asked for it. */
export function resultPost(data: ResultData): Card {
  const { requester } = data.operation.record;
  return resultWith(data, [text(say`For ${mention(requester)}, who asked for it.`), ...reportBlocks(data.report)]);
}

/** The end of a create on its card: the verdict first, then what it rests on, the link in words, how long it took. */
export function resultCard(data: ResultData): Card {
  const { report, plan } = data;
  return resultWith(data, [text(pairWords(plan)), ...reportBlocks(report), list(topologyLines(plan, report))]);
}

function resultWith(data: ResultData, blocks: readonly Block[]): Card {
  const { operation, report } = data;
  const { name, uid } = operation.record;
  return card(`${name} ${verdictWords[report.verdict]}`, verdictTones[report.verdict], [
    ...blocks,
    note(tookWords(data)),
    actions([
      button("verify", uid),
      button("plan", uid),
      button("command", `teardown ${name}`, { label: "Tear down…" }),
    ]),
  ]);
}

/** What the facts say, in sentences; shared by the result, the status and the verification. */
export function reportBlocks(report: VerdictReport): readonly Block[] {
  const { verdict, findings } = report;
  const serious = findings.filter(({ severity }) => severity !== "note");
  const [first, ...others] = serious;
  return [
    ...(verdict === "healthy" ? [text("Both BGP sessions are up, as seen by Azure and by Oracle.")] : []),
    text(countWords(report)),
    ...(first === undefined ? [] : findingBlocks(first)),
    ...(others.length === 0 ? [] : [list(others.map(findingLine))]),
  ];
}

function countWords({ counts: { ociPrefixesInAzure, azurePrefixesInOci }, verdict }: VerdictReport): string {
  const inAzure = count(ociPrefixesInAzure, "OCI prefix", "OCI prefixes");
  const inOci = count(azurePrefixesInOci, "Azure prefix", "Azure prefixes");
  const paths = verdict === "healthy" ? ", on both paths" : "";
  return `${inAzure} in Azure, ${inOci} in OCI${paths}. Traffic was not tested.`;
}

/** "36 min 12 s, 35 min 40 s of it waiting for the clouds." A wait for a person is counted apart. */
function tookWords(data: OperationData): Rich {
  const { operation, milestones } = data;
  const end = operation.stateSince;
  const clouds = busyMs(operation, ({ kind }) => kind !== milestones.hold, end);
  const held = busyMs(operation, () => true, end) - clouds;
  const took = duration(end - operation.record.createdAt - held);
  const onHold = held < 1000 ? "" : ` It was on hold for ${duration(held)} besides.`;
  return say`Took ${took}, ${duration(clouds)} of it waiting for the clouds.${onHold} Read ${time(end)}.`;
}
