import type { ControlPart } from "../kit/control.ts";
import type { Outage } from "../kit/outages.ts";
import type { Courier } from "./delivery/courier.ts";
import type { SocketHub } from "./delivery/socket-hub.ts";
import type { Player } from "./player/player.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { SlackLedger } from "./report/ledger.ts";
import type { TranscriptOptions } from "./report/transcript.ts";
import type { Workspace } from "./workspace/workspace.ts";

/** A running workspace. */
export interface SlackSimulator {
  /** The base URL for the SDK: ends in `/api/`. */
  readonly url: string;
  /** The environment with which a product talks to it, by HTTP or in Socket Mode as it is set up now. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the control API is: append `/_sim/...`. */
  readonly origin: string;
  readonly workspace: Workspace;
  readonly player: Player;
  readonly sockets: SocketHub;
  readonly courier: Courier;
  readonly limits: RateLimits;
  /** This simulator's share of a common control API. */
  readonly part: ControlPart;
  ledger(): SlackLedger;
  /** A channel as a stranger would read it. */
  transcript(channel: string, options?: TranscriptOptions): string;
  /** Sends the app's requests to this URL from now on (HTTP mode). */
  listenAt(eventsUrl: string): void;
  /** Goes away for so many wall ms; resolves when it is gone. Websockets are cut either way. */
  down(ms: number, how?: Outage): Promise<void>;
  close(): Promise<void>;
}
