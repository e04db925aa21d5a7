import type { ArmClient } from "./arm-client.ts";

const permissionsVersion = "2022-04-01";
const locksVersion = "2020-05-01";

interface Permissions {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/**
 * What the bot's identity may do at a scope (a subscription or a resource group).
 *
 * @see https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group
 */
export async function readPermissions(arm: ArmClient, scope: string): Promise<readonly Permissions[]> {
  const items = await listAll(arm, `${scope}/providers/Microsoft.Authorization/permissions`, permissionsVersion);
  return items.map((item) => ({ actions: texts(item["actions"]), notActions: texts(item["notActions"]) }));
}

/**
 * Locks on a subscription and on everything in it.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export async function readLocks(arm: ArmClient, subscription: string) {
  const path = "/providers/Microsoft.Authorization/locks";
  const items = await listAll(arm, `${subscription}${path}`, locksVersion);
  return items.map((item) => {
    const id = text(item["id"]);
    const end = id.toLowerCase().lastIndexOf(path.toLowerCase());
    return {
      name: text(item["name"]),
      level: text(record(item["properties"])["level"]),
      scope: end === -1 ? id : id.slice(0, end),
    };
  });
}

/** These two have no client among ours; their lists are read as they are. */
async function listAll(arm: ArmClient, target: string, apiVersion: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = await arm.send({ method: "GET", target, apiVersion }); ; ) {
    const { value, nextLink } = record(page.body);
    if (Array.isArray(value)) items.push(...value.map(record));
    if (typeof nextLink !== "string" || nextLink === "") return items;
    page = await arm.send({ method: "GET", target: nextLink });
  }
}

type Item = Readonly<Record<string, unknown>>;

const record = (value: unknown): Item => (typeof value === "object" && value !== null ? (value as Item) : {});
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : []);
