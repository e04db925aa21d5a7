import { billingBegan } from "../chat/views/operation-data.ts";
import type { Environment } from "../domain/environment.ts";
import { blockingOf, type Finding } from "../domain/finding.ts";
import { operationId } from "../domain/ids.ts";
import { type JsonObject, toJson } from "../domain/json.ts";
import type { AdoptedEnds, Plan } from "../domain/plan.ts";
import type { Operation, OperationRecord } from "../graph/records.ts";
import type { NotOwned } from "../plan/adopt/owned-plan.ts";
import { broughtOf } from "../plan/brought.ts";
import { canonicalJson, planHash } from "../plan/plan-hash.ts";
import { createGraph } from "../steps/create-graph.ts";
import { resizeGraph } from "../steps/resize-graph.ts";
import type {
  CreateRequest,
  RequestedFinishing,
  RequestRecord,
  ResizeRequest,
  TeardownRequest,
} from "../store/request-records.ts";
import { isOf } from "./foreign-link.ts";
import { newOperation } from "./new-operation.ts";
import { unreadOf } from "./not-planned.ts";
import type { VerbPorts } from "./ports.ts";
import { prepareOwning, preparePlan } from "./prepare.ts";
import { prepareFinishing } from "./prepare-finishing.ts";
import { removalOf } from "./removal-of.ts";
import { resizeHash, teardownHash } from "./request-seal.ts";
import { resizeReviewFor, reviewFor } from "./review.ts";

/** What approves still holds for, or why not. */
export type Recheck =
  /** The clouds could not be read: nothing is decided. */
  | { readonly state: "unread"; readonly findings: readonly Finding[] }
  | { readonly state: "void"; readonly why: string }
  | {
      readonly state: "holds";
      readonly operation: OperationRecord;
      /** What the interconnect's record becomes. */
      readonly patch: JsonObject;
      /** The operation that gives way to it, where one stopped half-way. */
      readonly instead?: Operation;
    };

/** A start that costs more than this much more than what was approved needs another decision. */
const tolerableRise = 1.1;

/** Reads both clouds once more before what was approved begins. */
export function recheck(ports: VerbPorts, record: RequestRecord, environment: Environment): Promise<Recheck> {
  switch (record.kind) {
    case "create":
      return recheckCreate(ports, record, environment);
    case "teardown":
      return recheckTeardown(ports, record);
    case "resize":
      return recheckResize(ports, record, environment);
  }
}

async function recheckResize(ports: VerbPorts, record: ResizeRequest, environment: Environment): Promise<Recheck> {
  const { plan: approved, thread, requester, id } = record;
  if (!environment.resize) return { state: "void", why: "Resizing was switched off." };
  const interconnect = await ports.interconnects.byUid(approved.uid);
  if (interconnect?.phase !== "up") return { state: "void", why: "The link is not up any more." };
  const review = await resizeReviewFor(ports, interconnect, approved.bandwidthMbps);
  const unread = unreadOf(review.findings);
  if (unread.length > 0) return { state: "unread", findings: unread };
  const [blocking] = blockingOf(review.findings);
  if (blocking) return { state: "void", why: blocking.cause };
  if (resizeHash(review) !== record.planHash) {
    return { state: "void", why: "The link or the policy changed, so something else would be decided now." };
  }
  if (costRose(approved, review.plan)) return { state: "void", why: dearer };
  const operation = newOperation(ports, {
    id: operationId(`resize-${approved.uid}-${id}`),
    kind: "resize",
    plan: approved,
    thread,
    requester,
    nodes: resizeGraph(approved, interconnect.built),
    billedSince: interconnect.billedSince,
  });
  return { state: "holds", operation, patch: { thread } };
}

async function recheckCreate(ports: VerbPorts, record: CreateRequest, environment: Environment): Promise<Recheck> {
  const { request, plan: approved, requester, thread } = record;
  const { uid } = approved;
  if (record.finishing) return recheckFinishing(ports, record, record.finishing, environment);
  if (request.adopts) return recheckAdoption(ports, record, request.adopts, environment);
  const { plan, findings, facts } = await preparePlan(ports, { request, environment, uid, requester });
  const unread = unreadOf(findings);
  if (unread.length > 0) return { state: "unread", findings: unread };
  const why = voidBecause(approved, plan, blockingOf(findings)[0]?.cause);
  if (why !== undefined) return { state: "void", why };
  const id = operationId(`create-${uid}`);
  const nodes = createGraph(approved);
  const operation = newOperation(ports, { id, kind: "create", plan: approved, thread, requester, nodes });
  return { state: "holds", operation, patch: { phase: "building", before: toJson(broughtOf(approved, facts)) } };
}

/** More or less of it may be there by now, or the link may be on its way down. */
async function recheckFinishing(
  ports: VerbPorts,
  { id: request, request: { reason, accepts }, plan: approved, requester, thread }: CreateRequest,
  asked: RequestedFinishing,
  environment: Environment,
): Promise<Recheck> {
  const { uid, name } = approved;
  const known = await ports.interconnects.byUid(uid);
  if (known?.phase !== "partial" || !known.recovered) return { state: "void", why: "It is not half built any more." };
  const now = await prepareFinishing(ports, { environment, uid, name, requester, wish: { reason, accepts } });
  if ("unfit" in now) return { state: "void", why: `${now.unfit.title}. ${now.unfit.why}` };
  if ("blocked" in now) return blockedNow(now.blocked);
  const { plan, parts, finishing } = now;
  if (canonicalJson(finishing) !== canonicalJson(asked)) return { state: "void", why: standsOtherwise };
  const why = voidBecause(approved, plan, undefined);
  if (why !== undefined) return { state: "void", why };
  // The create whose record was lost was another operation.
  const id = operationId(`create-${uid}-${request}`);
  const resumes = parts.there.map((node) => node.id);
  const nodes = createGraph(approved);
  const operation = newOperation(ports, { id, kind: "create", plan: approved, thread, requester, nodes, resumes });
  const recovered = { ...known.recovered, missing: [] };
  const record = { phase: "building", plan: approved, thread, requester, built: parts.built, recovered };
  return { state: "holds", operation, patch: toJson(record) };
}

const standsOtherwise =
  "More, or less, of it is there than when it was asked for, so something else would be made now.";

/** What is there of the link may have changed since: then something else would be taken over, or made. */
async function recheckAdoption(
  ports: VerbPorts,
  { plan: approved, requester, thread, adoption }: CreateRequest,
  adopts: AdoptedEnds,
  environment: Environment,
): Promise<Recheck> {
  const { uid, name } = approved;
  const known = await ports.interconnects.byUid(uid);
  if (adoption?.watched && known?.phase !== "up") return { state: "void", why: "The link is not watched any more." };
  // Two who asked at the same moment, with other /30s for a bare circuit, did not see each other.
  const twin = (await ports.interconnects.all()).find((other) => other.uid !== uid && isOf(other, adopts));
  if (twin)
    return { state: "void", why: `It is asked for, or known, as ${twin.name} too. Only one of them can own it.` };
  const { outcome, facts } = await prepareOwning(ports, { name, adopts, environment, uid, requester });
  if (!("plan" in outcome)) return notOwnedNow(outcome);
  const why = voidBecause(approved, outcome.plan, undefined);
  if (why !== undefined) return { state: "void", why };
  const id = operationId(`create-${uid}`);
  const nodes = createGraph(approved);
  const operation = newOperation(ports, { id, kind: "create", plan: approved, thread, requester, nodes });
  const before = toJson(broughtOf(approved, facts));
  const adopted = { by: requester, at: Date.now() };
  return { state: "holds", operation, patch: { phase: "building", plan: toJson(approved), thread, adopted, before } };
}

function notOwnedNow(outcome: NotOwned): Recheck {
  if ("unfit" in outcome) return { state: "void", why: `${outcome.unfit.title}. ${outcome.unfit.why}` };
  if ("problems" in outcome) return { state: "void", why: outcome.problems.map(({ message }) => message).join(" ") };
  return blockedNow(outcome.findings);
}

function blockedNow(findings: readonly Finding[]): Recheck {
  const unread = unreadOf(findings);
  if (unread.length > 0) return { state: "unread", findings: unread };
  return { state: "void", why: blockingOf(findings)[0]?.cause ?? "A check does not hold any more." };
}

async function recheckTeardown(ports: VerbPorts, record: TeardownRequest): Promise<Recheck> {
  const { plan, soakMinutes, thread, requester, id } = record;
  const interconnect = await ports.interconnects.byUid(plan.uid);
  if (!interconnect) return { state: "void", why: "The interconnect is gone." };
  const review = await reviewFor(ports, interconnect);
  const unread = unreadOf(review.findings);
  if (unread.length > 0) return { state: "unread", findings: unread };
  const [blocking] = blockingOf(review.findings);
  if (blocking) return { state: "void", why: blocking.cause };
  if (teardownHash({ plan, review, soakMinutes }) !== record.planHash) {
    return { state: "void", why: "Others use more, or less, of it now, so something else would be removed." };
  }
  const { nodes, running } = await removalOf(ports, interconnect, { plan, review, soakMinutes });
  const operation = newOperation(ports, {
    id: operationId(`teardown-${plan.uid}-${id}`),
    kind: "teardown",
    plan,
    thread,
    requester,
    nodes,
    billedSince: interconnect.billedSince ?? (running && billingBegan(ports.story.dataOf(running))),
  });
  return { state: "holds", operation, patch: { phase: "removing", thread }, ...(running && { instead: running }) };
}

/** Why what was approved is not what would be built now; undefined when it is. */
function voidBecause(approved: Plan, plan: Plan | undefined, blocking: string | undefined): string | undefined {
  if (!plan) return blocking ?? "A check does not hold any more.";
  if (planHash(plan) !== planHash(approved)) return "The networks changed, so the plan would be another one now.";
  return costRose(approved, plan) ? dearer : undefined;
}

const dearer = "The cost rose by more than 10 % since it was asked for.";

function costRose(approved: Plan, plan: Plan): boolean {
  const rise = (plan.cost?.perMonth ?? 0) / (approved.cost?.perMonth ?? Number.POSITIVE_INFINITY);
  return rise > tolerableRise;
}
