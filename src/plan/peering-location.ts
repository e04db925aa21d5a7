import type { Environment } from "../domain/environment.ts";
import { findPair } from "../domain/region-pairs.ts";

/**
 * Where the circuit is to be handed over: the environment's choice where Azure's list has it, else the first hint of
 * the table that the list has; undefined when neither is offered.
 */
export function choosePeeringLocation(environment: Environment, offered: readonly string[]): string | undefined {
  const wanted = environment.peeringLocation === undefined ? hintsFor(environment) : [environment.peeringLocation];
  return wanted.map((name) => offered.find((one) => sameName(one, name))).find((name) => name !== undefined);
}

/** Peering locations the table of pairs knows for the environment's regions. */
export function hintsFor({ azure, oci }: Environment): readonly string[] {
  return findPair(azure.location, oci.region)?.peeringLocations ?? [];
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
