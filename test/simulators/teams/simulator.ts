import type { ControlPart } from "../kit/control.ts";
import type { Outage } from "../kit/outages.ts";
import type { Courier } from "./delivery/courier.ts";
import type { Player } from "./player/player.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { TeamsLedger } from "./report/ledger.ts";
import type { TranscriptOptions } from "./report/transcript.ts";
import type { Tenant } from "./tenant/tenant.ts";

/** A running tenant with Teams in it. */
export interface TeamsSimulator {
  /** Where everything is: the sign-in, the channel's keys, the connector, and the control API below `/_sim/`. */
  readonly origin: string;
  /** The environment with which a product talks to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly tenant: Tenant;
  readonly player: Player;
  readonly courier: Courier;
  readonly limits: RateLimits;
  /** This simulator's share of a common control API. */
  readonly part: ControlPart;
  ledger(): TeamsLedger;
  /** A conversation as a stranger would read it. */
  transcript(conversation: string, options?: TranscriptOptions): string;
  /** Brings activities to this URL from now on. */
  listenAt(endpoint: string): void;
  /** Ends every token that the bot was given, as after a rotation of its password. */
  revokeTokens(): void;
  /** Goes away for so many wall ms; resolves when it is gone. */
  down(ms: number, how?: Outage): Promise<void>;
  close(): Promise<void>;
}
