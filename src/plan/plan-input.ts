import type { Environment } from "../domain/environment.ts";
import type { NetworkFacts } from "../domain/network-facts.ts";
import type { InterconnectRequest } from "../domain/plan.ts";
import type { PriceFile } from "./cost.ts";

/** Name and /30s that another interconnect or an open request already holds. */
export interface Reservation {
  readonly uid: string;
  readonly name: string;
  readonly environment: string;
  readonly slash30s: readonly string[];
}

/** Everything a plan is made from. */
export interface PlanInput {
  readonly request: InterconnectRequest;
  readonly environment: Environment;
  readonly facts: NetworkFacts;
  /** Those of others: what the planned interconnect itself holds is left out. */
  readonly reservations: readonly Reservation[];
  /** Ids of what is there already of it, by the step that made it; absent where all of it is still to be made. */
  readonly made?: Readonly<Record<string, string>>;
  /** The operator's price file, where there is one. */
  readonly prices?: PriceFile;
}
