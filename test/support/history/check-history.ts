import { takenAndGivenBack } from "./adoption-rules.ts";
import {
  broughtNotWritten,
  createOnAbsence,
  intentBeforeCall,
  noIllegalCall,
  noLateWorker,
  outcomeAfterIntent,
} from "./call-rules.ts";
import { nothingWhileFrozen } from "./freeze-rules.ts";
import type { History } from "./history.ts";
import { nothingUnsaid, saidInOrder, saidOnce } from "./message-rules.ts";
import {
  circuitAfterProvider,
  connectionAfterProvisioned,
  trafficAfterSessions,
  virtualCircuitAfterConnection,
} from "./order-rules.ts";
import { allHealthy, allThere, billsEnd, neverTwo, noneLeft, noStrays } from "./resource-rules.ts";
import { untouched } from "./untouched.ts";

/** What must hold of every history, by name: each says in words where it does not. */
export const rules = {
  "never two of anything": neverTwo,
  "all that is wanted is there": allThere,
  "what is wanted carries traffic": allHealthy,
  "none left of what is not wanted": noneLeft,
  "nothing that belongs to nobody": noStrays,
  "no bill for what is gone": billsEnd,
  "brought and foreign resources as they were": untouched,
  "brought resources are not written": broughtNotWritten,
  "what was taken over stays or is given back": takenAndGivenBack,
  "no illegal call": noIllegalCall,
  "circuit after provider and connection": circuitAfterProvider,
  "virtual circuit after connection": virtualCircuitAfterConnection,
  "connection after Provisioned": connectionAfterProvisioned,
  "traffic after both sessions": trafficAfterSessions,
  "nothing while changes are frozen": nothingWhileFrozen,
  "create on proven absence": createOnAbsence,
  "no late worker": noLateWorker,
  "intent before every call": intentBeforeCall,
  "outcome after every intent": outcomeAfterIntent,
  "messages once": saidOnce,
  "messages in order": saidInOrder,
  "nothing unsaid": nothingUnsaid,
} as const satisfies Readonly<Record<string, (history: History) => readonly string[]>>;

export type RuleName = keyof typeof rules;

/** A rule that a history breaks, and where. */
export interface Breach {
  readonly rule: RuleName;
  readonly where: string;
}

const isRule = (name: string): name is RuleName => name in rules;

/** Pure. Nothing is returned of a history in which everything held. */
export function checkHistory(history: History): readonly Breach[] {
  return Object.keys(rules)
    .filter(isRule)
    .flatMap((rule) => rules[rule](history).map((where) => ({ rule, where })));
}
