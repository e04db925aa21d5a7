import type { Side } from "../domain/errors.ts";
import type { Finding } from "../domain/finding.ts";
import { blocking } from "./question.ts";
import type { Lookup } from "./readings.ts";

/** What was looked for, for the words of the finding. */
export interface Wanted {
  readonly code: string;
  readonly side: Side;
  readonly field: string;
  /** Such as `VNet`. */
  readonly what: string;
}

const SHOWN = 8;

/**
 * The finding for something that was named and is not there, or is there more than once. What could not be read is the
 * business of the check `readings`.
 */
export function notFound<T>(lookup: Lookup<T> | undefined, { code, side, field, what }: Wanted): readonly Finding[] {
  if (lookup?.state === "missing") {
    return [
      blocking({
        code: `${code}-not-found`,
        side,
        field,
        cause: `There is no ${what} ${lookup.asked} in this environment.`,
        evidence: [`known: ${shortened(lookup.known)}`],
        remedy: `Choose one of the existing ones, or ask for a new one where that is possible.`,
        owner: "requester",
      }),
    ];
  }
  if (lookup?.state !== "ambiguous") return [];
  return [
    blocking({
      code: `${code}-ambiguous`,
      side,
      field,
      cause: `There is more than one ${what} called ${lookup.asked}.`,
      evidence: lookup.candidates.map((candidate) => `candidate: ${candidate}`),
      remedy: "Give one of the candidates as it is shown here.",
      owner: "requester",
    }),
  ];
}

function shortened(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const more = names.length > SHOWN ? `, and ${names.length - SHOWN} more` : "";
  return names.slice(0, SHOWN).join(", ") + more;
}
