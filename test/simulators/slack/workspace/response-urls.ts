import { randomBytes } from "node:crypto";
import { RESPONSE_URL_USES, WALL_MS } from "../limits.ts";

/** Where an answer through a `response_url` goes. */
export interface ResponseTarget {
  readonly person: string;
  readonly channel: string;
  /** The message with the button, which the answer may replace or delete. */
  readonly messageTs?: string | undefined;
  readonly threadTs?: string | undefined;
}

/** The path under which the simulator takes answers. */
export const RESPONSE_PATH = "/response";

/** One-off web addresses for answers: five uses within 30 min of wall time. */
export class ResponseUrls {
  private readonly issued = new Map<string, ResponseTarget & { atWallMs: number; uses: number }>();

  /** Returns the path of a new one; the caller puts its origin before it. */
  issue(target: ResponseTarget): string {
    const secret = randomBytes(12).toString("hex");
    this.issued.set(secret, { ...target, atWallMs: Date.now(), uses: 0 });
    return `${RESPONSE_PATH}/${secret}`;
  }

  /** Counts one use and says where it goes; Slack's error word when there is none left. */
  use(secret: string): ResponseTarget | "used_url" | "expired_url" {
    const known = this.issued.get(secret);
    if (!known || Date.now() - known.atWallMs > WALL_MS.responseUrl) return "expired_url";
    if (known.uses >= RESPONSE_URL_USES) return "used_url";
    known.uses += 1;
    return known;
  }
}
