import { createHash } from "node:crypto";
import type { Plan } from "../domain/plan.ts";

/**
 * What an approval is bound to: SHA-256, in hex, of the plan in canonical JSON (keys sorted, nothing undefined) without
 * its cost, which is information and changes with the price list.
 */
export function planHash(plan: Plan): string {
  const { cost: _information, ...bound } = plan;
  return createHash("sha256").update(canonicalJson(bound)).digest("hex");
}

/** JSON in which equal values are equal texts, whatever order their keys were written in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

function sorted(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
