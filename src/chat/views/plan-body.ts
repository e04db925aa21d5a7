import type { Difference } from "../../domain/adoption.ts";
import type { Finding } from "../../domain/finding.ts";
import type { PeeringSubnet, Plan } from "../../domain/plan.ts";
import { azureLocationName, ociRegionName } from "../../domain/region-pairs.ts";
import { type Block, bold, code, fields, joined, list, mention, type Rich, say, text } from "../card.ts";
import { count, gbps, listed, money, priceDate } from "../words.ts";
import { differenceBlocks } from "./differences.ts";
import { findingLine } from "./findings.ts";
import { billingWords, type PlanLine, planLines } from "./plan-lines.ts";

/** A plan and what its preflight found. */
export interface PlanBodyData {
  readonly plan: Plan;
  /** How many checks the preflight made, those with a finding among them. */
  readonly checks: number;
  readonly findings: readonly Finding[];
  /** Of a link that is taken over: what the bot would have planned otherwise. */
  readonly differences?: readonly Difference[];
  /** Of a link that is half built: what is there and what is not, in words. */
  readonly finishing?: { readonly there: readonly string[]; readonly missing: readonly string[] };
}

/** Is the circuit there, and billed, whatever is decided? */
export const billsAlready = ({ plan, finishing }: Pick<PlanBodyData, "plan" | "finishing">): boolean =>
  plan.takes !== undefined || finishing?.there.includes("circuit in Azure") === true;

/** What both the open and the decided card show. */
export function planBody(data: PlanBodyData): readonly Block[] {
  const { plan, checks, findings, differences, finishing } = data;
  return [
    text(say`${bold(pairWords(plan))}`),
    text(say`Asked for by ${mention(plan.requester)}: ${plan.reason}`),
    fields([
      ["Creates", finishing ? finishingWords(finishing) : resourceWords(plan)],
      ["Circuit", circuitWords(plan)],
      ["Gateway", gatewayWords(plan)],
      ["Primary", peeringWords(plan.primary)],
      ["Secondary", peeringWords(plan.secondary)],
      ["Cost", costWords(plan)],
    ]),
    text(say`${bold(billsAlready(data) ? onlyTheRest : billsSoon)}`),
    ...finishingBlocks(plan, finishing),
    ...takingBlocks(plan, differences),
    ...reachBlocks(plan),
    ...preflightBlocks(checks, findings),
  ];
}

const billsSoon = "Azure bills the circuit from the moment it exists, even before Oracle has provisioned it.";
const onlyTheRest = "Azure bills the circuit already; approving adds only the cost of what is made new.";

/** What becomes the bot's, what is made beside it, what stays others', and what differs from the bot's own way. */
function takingBlocks(plan: Plan, differences: readonly Difference[] | undefined): readonly Block[] {
  if (plan.takes === undefined) return [];
  const lines = planLines(plan);
  const named = (wanted: (line: PlanLine) => boolean): string => namesOf(lines.filter(wanted));
  return [
    text(say`${bold("It was made elsewhere, and becomes the bot's")}`),
    list([
      `Taken over: ${named(({ takes }) => takes === true)}. They get the bot's tags, nothing else of them changes, and from then on a teardown removes them.`,
      `Made where it is missing: ${named(({ create }) => create)}.`,
      `Stays as it was brought, and is never removed: ${named(({ create, takes }) => !create && !takes)}.`,
    ]),
    ...(differences === undefined ? [] : differenceBlocks(differences)),
  ];
}

const finishingWords = ({ there, missing }: NonNullable<PlanBodyData["finishing"]>): string =>
  `what is missing: ${missing.length} of ${there.length + missing.length}`;

/** What stands already, what is made to finish it, and what stays others'. */
function finishingBlocks(plan: Plan, finishing: PlanBodyData["finishing"]): readonly Block[] {
  if (finishing === undefined) return [];
  const { there, missing } = finishing;
  const brought = planLines(plan).filter(({ create, takes }) => !create && !takes);
  return [
    text(say`${bold("It was half built when the bot's record of it was lost")}`),
    list([
      `There already, and the bot's by its tags: ${listed(there) || "nothing"}.`,
      `Still to be made: ${listed(missing) || "nothing"}. Then it is verified.`,
      ...(plan.takes ? [] : [`Stays as it was brought, and is never removed: ${namesOf(brought)}.`]),
    ]),
  ];
}

const namesOf = (lines: readonly PlanLine[]): string =>
  lines.length === 0 ? "nothing" : lines.map(({ what, name }) => `${what} ${name}`).join(", ");

/** "Azure UK South ⇄ OCI London (uk-london-1) · 1 Gbps". */
export function pairWords({ azure, oci, bandwidthMbps }: Plan): string {
  return `Azure ${azureLocationName(azure.location)} ⇄ OCI ${ociRegionName(oci.region)} · ${gbps(bandwidthMbps)}`;
}

function resourceWords(plan: Plan): string {
  const lines = planLines(plan);
  const taken = lines.filter(({ takes }) => takes).length;
  const used = lines.filter(({ create, takes }) => !create && !takes).length;
  const takes = taken === 0 ? "" : `takes over ${taken}, `;
  return `${count(lines.length - used - taken, "resource")}, ${takes}uses ${used === 0 ? "nothing that exists" : `${used} existing`}`;
}

function circuitWords({ azure, peeringLocation }: Plan): string {
  return `${azure.circuit.tier}, ${billingWords({ azure })}, at peering location ${peeringLocation}`;
}

function gatewayWords({ azure: { gateway, connection } }: Plan): string {
  const waits = gateway.create ? "new, usually 15 to 45 min" : "existing";
  return `${gateway.sku}, ${waits}${connection.fastPath ? ", with FastPath" : ""}`;
}

/** Both ends of one session. */
export function peeringWords({ cidr, oracleIp, microsoftIp }: PeeringSubnet): Rich {
  return say`${code(cidr)}: Oracle ${code(oracleIp)}, Microsoft ${code(microsoftIp)}`;
}

export function costWords({ cost }: Plan): Rich {
  if (cost === undefined) return say`unknown, since no price list is configured`;
  return say`about ${bold(`${money(cost.perMonth, cost.currency)} a month`)} (price list of ${priceDate(cost.pricesOf)})`;
}

/** Per direction, which prefixes become reachable. */
export function reachBlocks({ reach }: Plan): readonly Block[] {
  const { ociShowsAzure, azureShowsOci, beyond, openSubnets } = reach;
  const admit = count(openSubnets, "Azure subnet admits", "Azure subnets admit");
  return [
    text(say`${bold("Who will reach whom")}`),
    list([
      say`OCI will show Azure: ${prefixes(ociShowsAzure)}`,
      say`Azure will show OCI: ${prefixes(azureShowsOci)}`,
      ...beyond.map(({ prefix, of, direction }) => {
        const to = direction === "to-azure" ? "Azure" : "OCI";
        return say`Also shown to ${to}: ${code(prefix)} of ${of}`;
      }),
      ...(openSubnets === 0 ? [] : [say`${admit} all of this by Azure's default rule`]),
    ]),
  ];
}

function prefixes(cidrs: readonly string[]): Rich {
  return cidrs.length === 0 ? say`nothing` : joined(cidrs.map(code), ", ");
}

function preflightBlocks(checks: number, findings: readonly Finding[]): readonly Block[] {
  const told = findings.filter(({ severity }) => severity !== "note");
  const passed = `Preflight: ${count(Math.max(0, checks - findings.length), "check")} passed`;
  if (told.length === 0) return [text(`${passed}.`)];
  return [text(`${passed}, ${count(told.length, "warning")}:`), list(told.map(findingLine))];
}
