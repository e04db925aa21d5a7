import type { People } from "../approval/people.ts";
import type { Seal } from "../approval/seal.ts";
import type { Card } from "../chat/card.ts";
import type { Outgoing, Platform } from "../chat/ports.ts";
import type { OperationData } from "../chat/views/operation-data.ts";
import type { EndIds, LinkEnds } from "../domain/adoption.ts";
import type { Clock } from "../domain/clock.ts";
import type { Environment } from "../domain/environment.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Marked } from "../domain/marked.ts";
import type { NetworkFacts } from "../domain/network-facts.ts";
import type { RemovalFacts } from "../domain/removal-facts.ts";
import type { Operation, OperationRecord } from "../graph/records.ts";
import type { Log } from "../observability/log.ts";
import type { PriceFile } from "../plan/cost.ts";
import type { AlarmName } from "../store/alarms.ts";
import type { AuditEntry } from "../store/audit.ts";
import type { Drafts } from "../store/drafts.ts";
import type { Freezes } from "../store/freezes.ts";
import type { InterconnectRecord, Interconnects } from "../store/interconnects.ts";
import type { Keys } from "../store/keys.ts";
import type { OperationStore } from "../store/operations.ts";
import type { Outbox } from "../store/outbox.ts";
import type { Requests } from "../store/requests.ts";

/** How operations are told in their thread; written from the same views as every other word. */
export interface Story {
  /** What is said and shown the moment an operation begins. */
  begun(operation: OperationRecord, approvedBy: readonly PersonId[]): Told;
  /** Everything the views of an operation are drawn from. */
  dataOf(operation: Operation): OperationData;
}

export interface Told {
  readonly posts: readonly Outgoing[];
  readonly card: Card;
}

/** Everything a use case may reach. */
export interface VerbPorts {
  readonly environments: readonly Environment[];
  /** The chat platforms that are configured. */
  readonly platforms: readonly Platform[];
  readonly prices: PriceFile | undefined;
  readonly people: People;
  readonly keys: Keys;
  readonly requests: Requests;
  readonly interconnects: Interconnects;
  readonly operations: OperationStore;
  readonly freezes: Freezes;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly story: Story;
  /** Reads both clouds, and remembers what it saw for the search fields of forms. */
  surveyNetworks(environment: Environment): Promise<NetworkFacts>;
  /** Reads both clouds before a removal: the link, who else uses what was made for it, its traffic. */
  surveyRemoval(record: Pick<InterconnectRecord, "environment" | "plan" | "built">): Promise<RemovalFacts>;
  /** Reads both ends of a link that was made elsewhere, by their ids. */
  readEnds(environment: Environment, ids: EndIds): Promise<LinkEnds>;
  /** Lists everything in both clouds that says it belongs to an interconnect. */
  findMarked(environment: Environment): Promise<Marked>;
  /** Writes down what somebody saw or did, safe from the loss of the Redis host. */
  audit(entry: AuditEntry): Promise<void>;
  /** Rings for what a transaction woke; never fails, since the sweep rings too. */
  ring(alarm: AlarmName, ids: readonly string[]): Promise<void>;
}
