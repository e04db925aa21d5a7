import { type InterconnectError, toInterconnectError } from "../domain/errors.ts";
import { pauseAfterFailure } from "./pace.ts";
import type { StepRecord } from "./records.ts";

/** The next record of a step whose move could not even begin: it is tried again, or a person must act first. */
export function withoutMove(record: StepRecord, thrown: unknown, now: number): StepRecord {
  const started: StepRecord = { ...record, state: "active", startedAt: record.startedAt ?? now };
  return afterFailure(started, toInterconnectError(thrown), now);
}

/** What may not begin yet has not started: its time runs from the moment at which it may. */
export function notBegun(record: StepRecord): StepRecord {
  const { startedAt: _waited, ...rest } = record;
  return record.sentAt === undefined && record.intent === undefined ? rest : record;
}

/** Absence of what this generation made is proved: what is made next is another thing, with another token. */
export function nextGeneration(record: StepRecord, now: number): StepRecord {
  const { intent: _intent, sentAt: _sent, reason: _reason, ...rest } = record;
  return { ...rest, generation: record.generation + 1, memo: {}, nextLookAt: now };
}

/** The next record of a step whose move failed: by the kind of the error it is tried again later, or waits for a person. */
export function afterFailure(record: StepRecord, error: InterconnectError, now: number): StepRecord {
  if (error.code === "RetryTokenSpent") return nextGeneration(record, now);
  const failures = record.failures + 1;
  const failed: StepRecord = {
    ...record,
    failures,
    failingSince: record.failingSince ?? now,
    error: error.toRecord(),
    looks: record.looks + 1,
  };
  switch (error.kind) {
    case "transient":
    case "unknown-outcome":
    case "late":
      return { ...failed, nextLookAt: now + pauseAfterFailure(failures, error.retryAfterMs) };
    case "conflict":
      // To wait for somebody is no failure, and does not slow down what comes after it.
      return { ...failed, failures: record.failures, nextLookAt: now + Math.max(10_000, error.retryAfterMs ?? 0) };
    case "blocked":
    case "fatal": {
      // Nobody else waits while a person is waited for.
      const { nextLookAt: _none, claimed: _released, ...rest } = failed;
      return { ...rest, state: "blocked", blockedAt: now };
    }
  }
}
