import type { Seal } from "../approval/seal.ts";
import type { OperationId } from "../domain/ids.ts";
import type { JsonObject } from "../domain/json.ts";
import { parsed } from "./operation-fields.ts";

interface SealedSignal {
  readonly value: JsonObject;
  readonly seal: string;
}

const factsOf = (id: OperationId, name: string, value: JsonObject): JsonObject => ({ id, name, value });

/** What is told to an operation, as it is stored: under the bot's seal. */
export function sealedSignal(seal: Seal, id: OperationId, name: string, value: JsonObject): string {
  const stored: SealedSignal = { value, seal: seal.of("signal", factsOf(id, name, value)) };
  return JSON.stringify(stored);
}

/** What an operation was told, by name, without what did not come from the bot. */
export function genuineSignals(
  seal: Seal,
  id: OperationId,
  fields: Readonly<Record<string, string>>,
): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(parsed<SealedSignal>(fields, "signal:")).flatMap(([name, { value, seal: given }]) =>
      seal.fits(given, "signal", factsOf(id, name, value)) ? [[name, value]] : [],
    ),
  );
}
