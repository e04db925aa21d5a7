import type { Logger } from "pino";
import { pino } from "pino";

/** Structured logs: an object of fields first, then a constant message. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error"> & { child(fields: Record<string, unknown>): Log };

/** Fields that may hold a secret or a key are never written, wherever they stand. */
const redacted = ["serviceKey", "authorization", "token", "password", "secret", "providerServiceKeyName"];

const redactPaths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/**
 * The process's logger. Errors are reduced to code, message and stack: SDK errors carry requests, and requests carry
 * tokens and service keys.
 */
export function createLog(options: { level: string; destination?: NodeJS.WritableStream }): Log {
  const settings = {
    level: options.level,
    base: null,
    redact: { paths: redactPaths, censor: "[hidden]" },
    serializers: { err: reduceError },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

function reduceError(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return { message: String(error) };
  const { name, message, stack, code, kind, details, cause } = error as Record<string, unknown>;
  return {
    name,
    message,
    code,
    kind,
    details,
    stack,
    ...(cause === undefined ? {} : { cause: reduceError(cause) }),
  };
}
