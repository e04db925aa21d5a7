import type { LedgerCall, LedgerResource } from "../../simulators/kit/ledger.ts";
import type { History, JournalEntry, Subject } from "./history.ts";

/** The steps that write a kind of resource. Kept here, so that no product can call a step by another name. */
const writers: Readonly<Record<string, readonly string[]>> = {
  "azure resourceGroups": ["azure.resource-group"],
  "azure expressRouteCircuits": [
    "azure.circuit",
    "azure.circuit-bandwidth",
    "azure.provider-provisioned",
    "azure.circuit-free",
    "azure.provider-released",
  ],
  "azure virtualNetworks": ["azure.vnet"],
  "azure subnets": ["azure.gateway-subnet"],
  "azure publicIPAddresses": ["azure.public-ip"],
  "azure virtualNetworkGateways": ["azure.gateway"],
  "azure connections": ["azure.connection"],
  "azure tags": ["azure.mark"],
  "oci vcns": ["oci.vcn"],
  "oci subnets": ["oci.subnet"],
  "oci drgs": ["oci.drg"],
  "oci drgAttachments": ["oci.drg-attachment"],
  "oci virtualCircuits": ["oci.virtual-circuit", "oci.virtual-circuit-bandwidth", "oci.mark"],
  "oci routeTables": ["oci.route-rules"],
};

/** A changing call with whose it is. */
export interface OwnCall extends LedgerCall {
  readonly subject: Subject | undefined;
  readonly method: string;
  /** Such as `azure expressRouteCircuits`. */
  readonly kind: string;
}

/** The changing calls of a history, oldest first. */
export function callsOf(history: History): readonly OwnCall[] {
  const calls = history.ledger.calls.filter(({ atMs }) => atMs >= history.sinceMs);
  return calls.map((call) => ownCall(history, call));
}

/** A changing call with whose it is. */
export function ownCall(history: History, call: LedgerCall): OwnCall {
  const [method = "", path = ""] = call.operation.split(" ");
  const type = path.split("/").find((part) => part !== "") ?? "";
  const named = history.ledger.resources.find(({ id }) => id === call.target)?.name ?? "";
  const subject = subjectOf(history, [call.target, call.name ?? "", named]);
  return { ...call, method, kind: `${call.service} ${type}`, subject };
}

function subjectOf({ subjects }: History, known: readonly string[]): Subject | undefined {
  return subjects.find(
    ({ uid, brought, taken = [] }) =>
      known.some((text) => text.includes(uid)) ||
      [...brought, ...taken].some((id) => known.some((text) => isWithin(id, text))),
  );
}

export const isWithin = (id: string, path: string): boolean =>
  `${path}/`.toLowerCase().startsWith(`${id}/`.toLowerCase());

/** Those that write a kind of resource, with one of these methods. */
export function callsTo(history: History, kind: string, methods: readonly string[]): readonly OwnCall[] {
  return callsOf(history).filter((call) => call.kind === kind && methods.includes(call.method));
}

/** The intents under which a call may have been sent, oldest first. */
export function intentsFor({ operations }: History, { subject, kind }: OwnCall): readonly JournalEntry[] {
  const steps = writers[kind] ?? [];
  return operations
    .filter(({ uid }) => uid === subject?.uid)
    .flatMap(({ journal }) => journal)
    .filter(({ step, event }) => event === "intent" && steps.includes(step.split("/", 1)[0] ?? ""))
    .toSorted((one, other) => one.at - other.at);
}

/** What a call was meant to do: the newest intent before it. */
export function purposeOf(history: History, call: OwnCall): string | undefined {
  return intentsFor(history, call).findLast(({ at }) => at <= call.atMs)?.what;
}

/** What was made for a subject, gone or not. */
export function madeFor({ ledger }: History, subject: Subject): readonly LedgerResource[] {
  return ledger.resources.filter((one) => one.origin === "created" && belongsTo(subject, one));
}

/** What was made for a subject carries its uid, lies within what was brought for it, or is what it takes over. */
export const belongsTo = ({ uid, brought, taken = [] }: Subject, { name, id }: LedgerResource): boolean =>
  name.includes(uid) || taken.includes(id) || brought.some((whole) => whole !== id && isWithin(whole, id));

/** A call in words, for a breach. */
export const worded = ({ service, operation, target, status }: LedgerCall): string =>
  `${service} ${operation} ${target} (${status})`;
