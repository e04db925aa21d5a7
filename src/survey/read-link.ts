import { type Json, type JsonObject, toJson } from "../domain/json.ts";
import type { DrgAttachmentFacts, DrgRouteFacts, LinkFacts, Reading } from "../domain/link-facts.ts";
import { type LinkPartValues, type LinkReaders, type LinkTarget, linkParts, told } from "./link-parts.ts";
import { advance, advanceAll, fromMemo, type PartState, pauseFor, readingOf } from "./parts.ts";

/** All facts, or how far reading them is. */
export type LinkProgress =
  | { readonly complete: true; readonly facts: LinkFacts }
  | { readonly complete: false; readonly memo: JsonObject; readonly retryAfterMs: number };

type States = { readonly [K in keyof LinkPartValues]?: PartState<LinkPartValues[K]> } & {
  readonly drgRoutes?: PartState<readonly DrgRouteFacts[]>;
  readonly startedAt?: number;
};

/**
 * Takes the reading of a link one step further: everything that can be asked is asked at once, and what Azure shows
 * only after a while is asked for first and fetched by a later call with the memo of this one. Never throws; a part
 * that cannot be read, three times in a row, is a reading that says why.
 */
export async function readLink(
  readers: LinkReaders,
  target: LinkTarget,
  memo: Json | undefined,
  now: () => number,
): Promise<LinkProgress> {
  const before = fromMemo<States>(memo);
  const startedAt = before.startedAt ?? now();
  const first = await advanceAll(linkParts(readers, target), before, now);
  const drgRoutes = await advanceDrgRoutes(readers, target, { ...before, ...first }, now);
  const states: States = { ...first, ...(drgRoutes && { drgRoutes }), startedAt };
  const facts = toFacts(states, startedAt);
  if (facts !== undefined) return { complete: true, facts };
  return { complete: false, memo: toJson(states), retryAfterMs: pauseFor(pending(states), now()) };
}

/** The routes of the table that the VCN's attachment uses; read as soon as it is known which one that is. */
async function advanceDrgRoutes(
  { oci }: LinkReaders,
  { vcnId }: LinkTarget,
  states: States,
  now: () => number,
): Promise<PartState<readonly DrgRouteFacts[]> | undefined> {
  const attachments = readingOf(states.attachments);
  if (attachments === undefined) return undefined;
  const known = withoutCall(attachments, vcnId);
  if ("reading" in known) return { state: "read", reading: known.reading };
  return advance(
    told(() => oci.readDrgRoutes(known.tableId)),
    states.drgRoutes,
    now,
  );
}

type DrgTable = { readonly reading: Reading<readonly DrgRouteFacts[]> } | { readonly tableId: string };

/** What the attachments alone tell: without one there is no route; without a table nobody can tell. */
function withoutCall(attachments: Reading<readonly DrgAttachmentFacts[]>, vcnId: string): DrgTable {
  if (!attachments.known) return { reading: attachments };
  const { at, value } = attachments;
  const attachment = value.find(({ type, networkId }) => type === "VCN" && networkId === vcnId);
  if (attachment === undefined) return { reading: { known: true, value: [], at } };
  if (attachment.drgRouteTableId !== undefined) return { tableId: attachment.drgRouteTableId };
  return { reading: { known: false, why: "OCI names no DRG route table for the VCN's attachment.", at } };
}

function pending({ startedAt: _time, ...parts }: States): readonly (PartState<unknown> | undefined)[] {
  return Object.values(parts);
}

function toFacts(states: States, readAt: number): LinkFacts | undefined {
  const azure = toAzure(states);
  const oci = toOci(states);
  return azure && oci && { readAt, azure, oci };
}

function toAzure(states: States): LinkFacts["azure"] | undefined {
  const circuit = readingOf(states.circuit);
  const gateway = readingOf(states.gateway);
  const connection = readingOf(states.connection);
  const learnedRoutes = readingOf(states.learnedRoutes);
  const arp = both(states.arpPrimary, states.arpSecondary);
  const routes = both(states.routesPrimary, states.routesSecondary);
  const summary = both(states.summaryPrimary, states.summarySecondary);
  if (!circuit || !gateway || !connection || !learnedRoutes || !arp || !routes || !summary) return undefined;
  return { circuit, arp, routes, summary, gateway, connection, learnedRoutes };
}

function toOci(states: States): LinkFacts["oci"] | undefined {
  const virtualCircuit = readingOf(states.virtualCircuit);
  const mappings = readingOf(states.mappings);
  const attachments = readingOf(states.attachments);
  const drgRoutes = readingOf(states.drgRoutes);
  const routeTables = readingOf(states.routeTables);
  const securityRules = readingOf(states.securityRules);
  if (!virtualCircuit || !mappings || !attachments || !drgRoutes || !routeTables || !securityRules) return undefined;
  return { virtualCircuit, mappings, attachments, drgRoutes, routeTables, securityRules };
}

function both<T>(
  one: PartState<T> | undefined,
  other: PartState<T> | undefined,
): { readonly primary: Reading<T>; readonly secondary: Reading<T> } | undefined {
  const [primary, secondary] = [readingOf(one), readingOf(other)];
  return primary && secondary && { primary, secondary };
}
