import { createHmac, timingSafeEqual } from "node:crypto";
import type { JsonObject } from "../domain/json.ts";
import type { OwnerMark } from "../graph/step.ts";

/** What makes a tag or a decision ours: an HMAC that write access to Redis or to a cloud's tags alone cannot make. */
export class Seal {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** The mark that everything an interconnect creates carries as tags. */
  owner(uid: string, environment: string): OwnerMark {
    return { uid, environment, seal: this.of("owner", { uid, environment }).slice(0, 32) };
  }

  /** Seals facts under a purpose, so that a seal made for one thing never fits another. */
  of(purpose: string, facts: JsonObject): string {
    return createHmac("sha256", this.#key)
      .update(`${purpose}\n${canonical(facts)}`)
      .digest("hex");
  }

  fits(seal: string, purpose: string, facts: JsonObject): boolean {
    const wanted = Buffer.from(this.of(purpose, facts));
    const given = Buffer.from(seal);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }

  /** Names a secret without telling it. */
  fingerprint(secret: string): string {
    return this.of("fingerprint", { secret }).slice(0, 12);
  }
}

function canonical(facts: JsonObject): string {
  return JSON.stringify(Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
