import type { Difference, LinkEnds } from "../../domain/adoption.ts";
import type { Environment } from "../../domain/environment.ts";
import type { Finding } from "../../domain/finding.ts";
import type { AdoptedEnds, InterconnectRequest, Plan } from "../../domain/plan.ts";
import { ask } from "../ask.ts";
import { makePlan, type PlanIds } from "../make-plan.ts";
import type { PlanInput } from "../plan-input.ts";
import { blocking } from "../question.ts";
import { sameId, valueOr } from "../readings.ts";
import { type FieldProblem, readRequest } from "../request-schema.ts";
import { differencesOf } from "./differences.ts";
import { partsOf, unread } from "./link-parts.ts";
import { fieldsFor } from "./told-fields.ts";
import { type Unfit, unfitEnds, unfitLink, unfitToOwn } from "./unfit.ts";
import { withoutLink } from "./without-link.ts";

/** What a plan is made from that takes over what is there of a link, and makes the rest. */
export interface OwningInput extends Omit<PlanInput, "request"> {
  readonly name: string;
  readonly adopts: AdoptedEnds;
  readonly ends: LinkEnds;
}

/** A plan as for a create, but for what it takes over. */
export interface Owning {
  readonly plan: Plan;
  /** As it can be planned again, with the same addresses. */
  readonly request: InterconnectRequest;
  readonly differences: readonly Difference[];
  readonly findings: readonly Finding[];
  /** How many checks were made. */
  readonly checks: number;
}

/** What stands in the way: of the link itself, of what was said of it, or of its networks. */
export type NotOwned =
  | { readonly unfit: Unfit }
  | { readonly problems: readonly FieldProblem[] }
  | { readonly findings: readonly Finding[] };

const reason = "Made elsewhere, and taken over";

/**
 * Plans a link of which some is there as if all of it were to be made: the same questions, the same checks, the same
 * names. Then what is there takes the place of what would be made. Pure, so that it can be compared before the start.
 */
export function ownedPlan(input: OwningInput, ids: PlanIds): Owning | NotOwned {
  const { ends, facts, environment, adopts, name } = input;
  const unreadable = unread(facts);
  if (unreadable.length > 0) return { findings: [notRead(unreadable)] };
  const unfit = unfitEnds(ends, adopts, environment) ?? unfitLink(ends, facts, environment) ?? unfitToOwn(ends, facts);
  if (unfit) return { unfit };
  const told = fieldsFor(ends, facts, adopts.said);
  if ("unfit" in told) return told;
  const read = readRequest({ reason, ...told.fields, name, env: environment.name }, [environment]);
  if ("problems" in read) return read;
  const request = { ...read.request, adopts };
  const listed = valueOr(facts.azure.circuits, []).find(({ id }) => sameId(id, ends.circuit?.id));
  if (listed === undefined || ends.circuit === undefined) return { unfit: goneMeanwhile };
  const seen = withoutLink(facts, ends);
  const within = withGroup(environment, listed.resourceGroup);
  const made = makePlan({ ...input, request, environment: within, facts: seen }, ids);
  if (made.plan === undefined) return { findings: made.findings };
  const plan = withTaken(made.plan, ends, listed.name);
  const question = ask({ ...input, request, facts: seen });
  const { connection, virtualCircuit } = partsOf(ends, facts);
  const there = { circuit: ends.circuit, connection, virtualCircuit };
  return {
    plan,
    request: { ...request, adopts: { ...adopts, said: { ...adopts.said, ...slash30sOf(plan) } } },
    differences: differencesOf(plan, question, there),
    findings: made.findings,
    checks: made.passed.length + made.findings.length,
  };
}

const notRead = (evidence: readonly string[]): Finding =>
  blocking({
    code: "link-unreadable",
    side: "both",
    field: "env",
    cause: "Not all of the link and its networks can be read.",
    evidence,
    remedy: "Give the bot's identity the right to read this, or try again when the clouds answer.",
    owner: "operator",
  });

const goneMeanwhile: Unfit = {
  title: "Azure does not list the circuit any more",
  why: "It was there a moment ago. Look at it in Azure, then try again.",
};

/** What is made anew lies beside the circuit. */
const withGroup = ({ azure, ...environment }: Environment, resourceGroup: string): Environment => ({
  ...environment,
  azure: { ...azure, resourceGroup },
});

const slash30sOf = ({ primary, secondary }: Plan) => ({ primary: primary.cidr, secondary: secondary.cidr });

function withTaken(plan: Plan, { circuit, virtualCircuit, connections }: LinkEnds, circuitName: string): Plan {
  const [connection] = connections;
  const { azure, oci } = plan;
  return {
    ...plan,
    takes: {
      ...(virtualCircuit && { virtualCircuitId: virtualCircuit.id }),
      ...(connection && { connection: true as const }),
    },
    peeringLocation: circuit?.peeringLocation ?? plan.peeringLocation,
    azure: {
      ...azure,
      circuit: { ...azure.circuit, name: circuitName },
      ...(connection && {
        connection: { name: connection.name, id: connection.id, fastPath: connection.fastPath },
      }),
    },
    oci: { ...oci, ...(virtualCircuit && { virtualCircuit: { name: virtualCircuit.name } }) },
  };
}
