import type { Card } from "../chat/card.ts";
import { notNow } from "../chat/views/refusals.ts";
import type { EndIds, LinkEnds } from "../domain/adoption.ts";
import { markIn } from "../domain/owner-tags.ts";
import type { Unfit } from "../plan/adopt/unfit.ts";
import { sameId } from "../plan/readings.ts";
import { azureIds } from "../steps/graph-row.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import type { VerbPorts } from "./ports.ts";

/** What watching and owning a link that was made elsewhere have in common. */

export const refusal = ({ title, why }: Unfit): Card => notNow(title, `${why} Nothing was changed.`);

/** Whether a record is about the link with these ends. */
export function isOf({ plan, built }: InterconnectRecord, { circuitId, virtualCircuitId }: EndIds): boolean {
  const known = built["oci.virtual-circuit"]?.["virtualCircuitId"];
  return sameId(azureIds(plan).circuit, circuitId) || (typeof known === "string" && sameId(known, virtualCircuitId));
}

/** Does one of the ends bear the bot's own seal? Then its record was lost, and it is the bot's. */
export function isOwnLink({ seal }: Pick<VerbPorts, "seal">, { circuit, virtualCircuit }: LinkEnds): boolean {
  return [circuit, virtualCircuit].some((end) => {
    const mark = end && markIn(end.tags);
    return mark !== undefined && seal.owner(mark.uid, mark.environment).seal === mark.seal;
  });
}

export const ownLink = (environment: string): Card =>
  notNow(
    "This link is the bot's own",
    `Its tags are under the bot's seal. recover ${environment} takes it back. Nothing was changed.`,
  );

export const knownAlready = ({ name }: InterconnectRecord): Card =>
  notNow(`This link is known already, as ${name}`, `status ${name} shows it. Nothing was changed.`);

export const nameTaken = (name: string): Card =>
  notNow(
    `${name} is taken`,
    "Another interconnect, or an open request, has this name. Choose another. Nothing was changed.",
  );

export const addressesTaken = notNow(
  "Its /30s are taken",
  "Another interconnect, or an open request, has one of them; a link cannot be known twice. Nothing was changed.",
);
