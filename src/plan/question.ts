import type { Finding } from "../domain/finding.ts";
import type { InterconnectRequest, Reach } from "../domain/plan.ts";
import type { Choice } from "./choose.ts";
import type { CostOutcome } from "./cost.ts";
import type { PlanInput } from "./plan-input.ts";
import type { Slash30Choice } from "./slash30s.ts";

/** The input with what follows from it, worked out once for all checks. */
export interface PlanQuestion extends PlanInput {
  readonly choice: Choice;
  readonly slash30s: Slash30Choice;
  /** Undefined when Azure offers none that fits. */
  readonly peeringLocation: string | undefined;
  readonly reach: Reach;
  readonly cost: CostOutcome;
}

/** One rule of the plan: pure, and silent when all is well or when it does not apply. */
export interface PlanCheck {
  readonly id: string;
  /** What is right when the check finds nothing, in a few words. */
  readonly title: string;
  run(question: PlanQuestion): readonly Finding[];
}

/** Codes of blocking findings that the requester may accept on purpose. */
export const acceptableCodes = ["traffic-will-move", "shared-drg-exposes-others", "drg-custom-route-table"] as const;
export type AcceptableCode = (typeof acceptableCodes)[number];

export function isAcceptableCode(code: string): code is AcceptableCode {
  return acceptableCodes.some((one) => one === code);
}

type FindingInit = Omit<Finding, "severity">;

export const blocking = (init: FindingInit): Finding => ({ ...init, severity: "blocking" });
export const warning = (init: FindingInit): Finding => ({ ...init, severity: "warning" });
export const note = (init: FindingInit): Finding => ({ ...init, severity: "note" });

/** Blocks until the request names the finding's code; then it is a warning that says so. */
export function unlessAccepted(
  request: InterconnectRequest,
  init: FindingInit & { readonly code: AcceptableCode },
): Finding {
  if (!request.accepts.includes(init.code)) {
    return blocking({ ...init, remedy: `${init.remedy} To go on all the same, add accept=${init.code}.` });
  }
  return warning({ ...init, remedy: "Accepted on purpose by the requester; the approver decides knowing it." });
}
