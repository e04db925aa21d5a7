import { z } from "zod";
import type { Seal } from "../approval/seal.ts";
import type { ServiceKeyRef } from "../chat/card.ts";
import type { Reader } from "../chat/readers.ts";
import { InterconnectError } from "../domain/errors.ts";

type Unsealed = Omit<ServiceKeyRef, "seal">;

const refSchema = z.object({
  environment: z.string(),
  circuitId: z.string(),
  readers: z.array(z.string()),
  seal: z.string(),
});

/** The stand-in for a service key in a message, sealed for those who may read it. */
export function sealKey(seal: Seal, { environment, circuitId, readers }: Unsealed): ServiceKeyRef {
  return { environment, circuitId, readers, seal: seal.of("service-key", { environment, circuitId, readers }) };
}

/**
 * Write access to Redis alone gets no key told: a stand-in that the bot did not make, or that is about to be sent to
 * anybody else than it was made for, is not resolved. What comes from Redis may have any shape.
 *
 * @throws InterconnectError `NotAllowed` (blocked)
 */
export function checkKeySeal(seal: Seal, stored: ServiceKeyRef, reader: Reader): void {
  const { success, data } = refSchema.safeParse(stored);
  if (success && data.readers.includes(reader)) {
    const { seal: given, ...key } = data;
    if (seal.fits(given, "service-key", key)) return;
  }
  throw new InterconnectError({
    code: "NotAllowed",
    kind: "blocked",
    message: "The message asks for a service key that the bot did not mean for whoever would read it.",
    hint: "The operator of this bot should find out who changed the message in Redis.",
  });
}
