import { type Json, type JsonObject, toJson } from "../domain/json.ts";
import type { CrossConnectMappingFacts, PeerSummaryRow, PerPath, Reading } from "../domain/link-facts.ts";
import { type LinkPartValues, type LinkReaders, type LinkTarget, summaryParts } from "./link-parts.ts";
import { advanceAll, fromMemo, pauseFor, readingOf, type StateMap } from "./parts.ts";

/** The BGP sessions as far as they were asked about. */
export interface SessionFacts {
  readonly oci: Reading<readonly CrossConnectMappingFacts[]>;
  /** Absent while Azure is still looking, and as long as Oracle already says that a session is down. */
  readonly azure?: PerPath<Reading<readonly PeerSummaryRow[]>>;
}

export interface SessionProgress {
  readonly facts: SessionFacts;
  /** To be given to the next call. */
  readonly memo: JsonObject;
  readonly retryAfterMs: number;
}

type Summaries = Pick<LinkPartValues, "summaryPrimary" | "summarySecondary">;

/**
 * One look at both sessions. Oracle answers at once and for next to nothing, Azure only after a while and at the price
 * of two long look-ups: so Azure is asked once Oracle sees both up, or cannot be read. Never throws.
 */
export async function readSessions(
  { azure, oci }: LinkReaders,
  { circuitId, virtualCircuitId }: Pick<LinkTarget, "circuitId" | "virtualCircuitId">,
  memo: Json | undefined,
  now: () => number,
): Promise<SessionProgress> {
  const mappings = await oci.readMappings(virtualCircuitId);
  if (mappings.known && !mappings.value.every(({ ipv4BgpStatus }) => ipv4BgpStatus === "UP")) {
    return { facts: { oci: mappings }, memo: {}, retryAfterMs: 0 };
  }
  const states = await advanceAll<Summaries>(summaryParts(azure, circuitId), fromMemo<StateMap<Summaries>>(memo), now);
  const [primary, secondary] = [readingOf(states.summaryPrimary), readingOf(states.summarySecondary)];
  if (primary && secondary)
    return { facts: { oci: mappings, azure: { primary, secondary } }, memo: {}, retryAfterMs: 0 };
  const retryAfterMs = pauseFor([states.summaryPrimary, states.summarySecondary], now());
  return { facts: { oci: mappings }, memo: toJson(states), retryAfterMs };
}
