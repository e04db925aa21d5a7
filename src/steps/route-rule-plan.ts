import type { NewRouteRule, OciRouteRule } from "../clouds/oci/oci-resources.ts";
import { cidrOf, holds, sameCidr } from "../domain/cidr.ts";

/** The rules one interconnect wants in a route table. */
export interface WantedRules {
  /** The description by which its own rules are known; rules cannot be tagged. */
  readonly mark: string;
  readonly drgId: string;
  readonly destinations: readonly string[];
}

/** How a table gets from what it is to what is wanted. Nothing to do when `add` and `drop` are empty. */
export interface RulePlan {
  /** Every foreign rule and the own ones that are right, in the table's order. */
  readonly keep: readonly OciRouteRule[];
  readonly add: readonly NewRouteRule[];
  readonly drop: readonly OciRouteRule[];
  /** Foreign rules that send a wanted destination elsewhere; a table has one rule per destination. */
  readonly inTheWay: readonly OciRouteRule[];
}

function isFor(rule: OciRouteRule, destination: string): boolean {
  const [there, wanted] = [cidrOf(rule.destination), cidrOf(destination)];
  return there !== undefined && wanted !== undefined && sameCidr(there, wanted);
}

/** A foreign rule to the same DRG that covers a destination makes an own one needless. */
export function planRules(rules: readonly OciRouteRule[], { mark, drgId, destinations }: WantedRules): RulePlan {
  const isOwn = (rule: OciRouteRule): boolean => rule.description === mark;
  const isRight = (rule: OciRouteRule): boolean =>
    rule.networkEntityId === drgId && destinations.some((destination) => isFor(rule, destination));
  const keep = rules.filter((rule) => !isOwn(rule) || isRight(rule));
  const isServed = (destination: string): boolean =>
    keep.some((rule) => rule.networkEntityId === drgId && holds(rule.destination, destination));
  const missing = destinations.filter((destination) => !isServed(destination));
  return {
    keep,
    add: missing.map((cidr) => ({ cidr, networkEntityId: drgId, description: mark })),
    drop: rules.filter((rule) => isOwn(rule) && !isRight(rule)),
    inTheWay: keep.filter((rule) => missing.some((destination) => isFor(rule, destination))),
  };
}

/** What is left of a table without one interconnect's rules. */
export function withoutOwn(rules: readonly OciRouteRule[], mark: string): readonly OciRouteRule[] {
  return rules.filter(({ description }) => description !== mark);
}
