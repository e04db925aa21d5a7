import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { once } from "../../kit/once.ts";

/** A signing key as it is published. */
export interface SigningKey {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const newKey = (kid: string): SigningKey => ({ kid, ...generateKeyPairSync("rsa", { modulusLength: 2048 }) });

/** The key of the channel. Made when it is first needed, once a process: it takes a tenth of a second. */
export const channelKey = once(() => newKey("simulated-channel-key"));

/** A key that nobody published. */
export const strangersKey = once(() => newKey("strangers-key"));
