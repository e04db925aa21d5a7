import type { SimReply, SimRequest } from "../kit/routes.ts";
import { errorReply } from "./gate.ts";
import type { ApiKey } from "./oci-config.ts";
import { ServiceError } from "./service-error.ts";
import { verifySignature } from "./signature.ts";

/** How many requests came with a good signature, and how many were refused. */
export interface SignatureCount {
  readonly verified: number;
  readonly refused: number;
}

/** Checks the signature of every request and counts the outcomes. */
export class SignatureDesk {
  readonly #keys: ReadonlyMap<string, string>;
  #verified = 0;
  #refused = 0;

  constructor(apiKeys: readonly ApiKey[]) {
    this.#keys = new Map(apiKeys.map(({ keyId, publicKeyPem }) => [keyId, publicKeyPem]));
  }

  get count(): SignatureCount {
    return { verified: this.#verified, refused: this.#refused };
  }

  /** The refusal of a request, or undefined when it may pass. Freshness is by wall time, whatever the clock says. */
  check({ method, url, headers, raw }: SimRequest): SimReply | undefined {
    try {
      const signed = { method, target: url, headers, body: raw };
      verifySignature(signed, (keyId) => this.#keys.get(keyId), Date.now());
    } catch (problem) {
      if (!(problem instanceof ServiceError)) throw problem;
      this.#refused += 1;
      return errorReply(problem);
    }
    this.#verified += 1;
    return undefined;
  }
}
