import { createHash } from "node:crypto";
import type { SimClock } from "../kit/clock.ts";
import type { SimRequest } from "../kit/routes.ts";
import { ServiceError } from "./service-error.ts";

interface Use {
  readonly fingerprint: string;
  readonly id: string;
  readonly untilMs: number;
}

const lifetimeMs = 24 * 3_600_000;
const maxLength = 64;

const fingerprintOf = (request: SimRequest): string =>
  createHash("sha256").update(`${request.method} ${request.path}\n`).update(request.raw).digest("hex");

const tokenOf = (request: SimRequest): string | undefined => {
  const token = request.headers["opc-retry-token"];
  if (token !== undefined && token.length > maxLength) {
    throw new ServiceError("InvalidParameter", `opc-retry-token must not exceed ${maxLength} characters.`);
  }
  return token;
};

/** Which create made which resource: a repeated `opc-retry-token` leads back to it for 24 virtual hours. */
export class RetryTokens {
  readonly #clock: SimClock;
  readonly #uses = new Map<string, Use>();

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  /**
   * The id that this very request made before, if it did.
   *
   * @throws ServiceError InvalidatedRetryToken when the token came with another request before
   */
  recall(request: SimRequest): string | undefined {
    const use = this.#uses.get(tokenOf(request) ?? "");
    if (use === undefined || use.untilMs <= this.#clock.now()) return undefined;
    if (use.fingerprint !== fingerprintOf(request)) {
      throw new ServiceError("InvalidatedRetryToken", "The retry token was used in an earlier, different request.");
    }
    return use.id;
  }

  remember(request: SimRequest, id: string): void {
    const token = tokenOf(request);
    if (token === undefined) return;
    this.#uses.set(token, { fingerprint: fingerprintOf(request), id, untilMs: this.#clock.now() + lifetimeMs });
  }
}
