import type { LedgerState } from "../../simulators/kit/ledger.ts";
import { callsTo, madeFor, type OwnCall, purposeOf, worded } from "./calls-of.ts";
import type { History } from "./history.ts";

const azureCircuit = "azure expressRouteCircuits";
const azureConnection = "azure connections";
const sessions = ["session primary", "session secondary"] as const;

/** The circuit goes when Oracle has let go of it and no connection is left. */
export function circuitAfterProvider(history: History): readonly string[] {
  return callsTo(history, azureCircuit, ["DELETE"]).flatMap((call) => {
    const state = providerStateAt(history, call);
    if (state !== "NotProvisioned") return [`${worded(call)} while the provider state was ${state}`];
    return connectionLeftAt(history, call) ? [`${worded(call)} while a connection was left`] : [];
  });
}

/** The virtual circuit goes after the connection. */
export function virtualCircuitAfterConnection(history: History): readonly string[] {
  return callsTo(history, "oci virtualCircuits", ["DELETE"])
    .filter((call) => connectionLeftAt(history, call))
    .map((call) => `${worded(call)} while a connection was left`);
}

/** The connection comes after Oracle has taken the circuit. */
export function connectionAfterProvisioned(history: History): readonly string[] {
  return callsTo(history, azureConnection, ["PUT"])
    .filter((call) => providerStateAt(history, call) !== "Provisioned")
    .map((call) => `${worded(call)} while the provider state was ${providerStateAt(history, call)}`);
}

/** What lets packets flow comes after both BGP sessions were up. */
export function trafficAfterSessions(history: History): readonly string[] {
  const traffic = [
    ...callsTo(history, azureConnection, ["PUT"]),
    ...callsTo(history, "oci routeTables", ["PUT"]).filter((call) => purposeOf(history, call) !== "delete"),
  ];
  return traffic.flatMap((call) => {
    const down = sessions.filter((what) => !wasUpBefore(history, call, what));
    return down.length === 0 ? [] : [`${worded(call)} before the ${down.join(" and the ")} was up`];
  });
}

function providerStateAt(history: History, { subject, atMs }: OwnCall): string {
  const circuits = subject === undefined ? [] : madeFor(history, subject).map(({ name }) => name);
  const entered = history.ledger.states.findLast(
    ({ what, atMs: since, about }) => what === "provider" && since <= atMs && circuits.includes(about),
  );
  return entered?.value ?? "NotProvisioned";
}

function connectionLeftAt(history: History, { subject, atMs }: OwnCall): boolean {
  if (subject === undefined) return false;
  return madeFor(history, subject).some(
    ({ type, createdAtMs, goneAtMs = Number.POSITIVE_INFINITY }) =>
      type.endsWith("/connections") && createdAtMs <= atMs && goneAtMs > atMs,
  );
}

function wasUpBefore(history: History, { subject, atMs }: OwnCall, what: LedgerState["what"]): boolean {
  if (subject === undefined) return true;
  const circuits = madeFor(history, subject).flatMap(({ type, id }) => (type === "virtualcircuit" ? [id] : []));
  return history.ledger.states.some(
    (one) => one.what === what && one.value === "UP" && one.atMs <= atMs && circuits.includes(one.about),
  );
}
