import { at, isObject, type JsonObject, listAt, objectAt, tagsAt, textAt } from "../kit/json.ts";
import type { Account, ScopeLock } from "./account.ts";
import type { AzureCloud } from "./cloud.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { seedResource } from "./resource-writes.ts";
import { normalLocation } from "./store.ts";

/** A resource that was there before the run: its id, with or without the subscription, and its PUT body. */
export interface SeededResource {
  readonly id: string;
  readonly body: JsonObject;
}

const ID = /\/resourceGroups\/(?<group>[^/]+)(?:\/providers\/Microsoft\.Network\/(?<rest>.+))?$/i;

const seedGroup = (cloud: AzureCloud, name: string, body: JsonObject): void => {
  if (cloud.store.group(name)) return;
  const location = normalLocation(textAt(body, "location") ?? "uksouth");
  cloud.store.putGroup({ name, location, tags: tagsAt(body, "tags"), state: "Succeeded" });
};

/**
 * Puts a resource in place without any check, its group with it. What it refers to must come first.
 * @throws RangeError for an id that is not one of a kind that the simulator knows
 */
export const seed = (cloud: AzureCloud, kinds: readonly ResourceKind[], one: SeededResource): void => {
  const groups = ID.exec(one.id)?.groups;
  const group = groups?.["group"];
  if (group === undefined) throw new RangeError(`not an id in a resource group: ${one.id}`);
  const rest = groups?.["rest"];
  seedGroup(cloud, group, one.body);
  if (rest === undefined) return;
  const segments = rest.split("/");
  const type = segments.filter((_segment, index) => index % 2 === 0).join("/");
  const kind = kinds.find((known) => known.type.toLowerCase() === type.toLowerCase());
  if (!kind) throw new RangeError(`no resources of type ${type} are simulated`);
  const id = `/subscriptions/${cloud.account.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network/${rest}`;
  seedResource(cloud, kind, { id, name: segments.at(-1) ?? "", group }, one.body);
};

const isLock = (value: unknown): value is ScopeLock & JsonObject =>
  isObject(value) &&
  typeof value["scope"] === "string" &&
  typeof value["name"] === "string" &&
  (value["level"] === "CanNotDelete" || value["level"] === "ReadOnly");

const texts = (values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === "string");

const REGISTRATIONS = ["Registered", "Registering", "NotRegistered"] as const;

/** Changes the account as a control request says; what is not named stays. */
const changeAccount = (account: Account, asked: JsonObject): void => {
  const registration = REGISTRATIONS.find((one) => one === asked["registrationState"]);
  if (registration) account.registrationState = registration;
  if (asked["missingPermissions"]) account.missingPermissions = texts(listAt(asked, "missingPermissions"));
  if (asked["locks"]) account.locks = listAt(asked, "locks").filter(isLock);
  if (typeof asked["clientSecret"] === "string") account.clientSecret = asked["clientSecret"];
  if (typeof asked["pageSize"] === "number") account.pageSize = asked["pageSize"];
  const quotas = Object.entries(objectAt(asked, "quotas")).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  account.quotas = { ...account.quotas, ...Object.fromEntries(quotas) };
};

/** Takes a body of the control API: `{account?: {…}, resources?: [{id, body}]}`. */
export const seedFromControl = (cloud: AzureCloud, kinds: readonly ResourceKind[], body: unknown): void => {
  changeAccount(cloud.account, objectAt(body, "account"));
  for (const one of listAt(body, "resources")) {
    const id = textAt(one, "id");
    if (id === undefined || !isObject(at(one, "body"))) throw new RangeError("a resource is {id, body}");
    seed(cloud, kinds, { id, body: objectAt(one, "body") });
  }
};
