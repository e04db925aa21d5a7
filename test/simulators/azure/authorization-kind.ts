import { type JsonObject, listAt, textAt } from "../kit/json.ts";
import { type AzureCloud, newEtag } from "./cloud.ts";
import type { ResourceKind, Write } from "./resource-kind.ts";
import type { ArmResource } from "./store.ts";

const TYPE = "expressRouteCircuits/authorizations";

const keyOf = ({ world }: AzureCloud, id: string): JsonObject => ({
  authorizationKey: world.rng.uuid(`authorization key of ${id}`),
  authorizationUseStatus: "Available",
});

/** A key with which another subscription may connect to the circuit. */
export const authorizationKind = (cloud: AzureCloud): ResourceKind => ({
  type: TYPE,
  durations: { create: "azure.circuit.update", update: "azure.circuit.update", delete: "azure.circuit.update" },
  draft: ({ id }) => keyOf(cloud, id),
});

const show = (circuit: ArmResource, one: ArmResource): JsonObject => ({
  name: one.name,
  id: one.id,
  etag: circuit.etag,
  type: `Microsoft.Network/${TYPE}`,
  properties: { provisioningState: one.state, ...one.properties },
});

/** The authorizations as part of the circuit's body. */
export const showAuthorizations = ({ store }: AzureCloud, circuit: ArmResource): readonly JsonObject[] =>
  store.childrenOf(circuit.id, TYPE).map((one) => show(circuit, one));

/** Takes over the authorizations of a circuit's PUT; those that the body leaves out are removed. */
export const acceptAuthorizations = (cloud: AzureCloud, circuit: ArmResource, { body }: Write): void => {
  const names = listAt(body, "properties", "authorizations").map((one) => textAt(one, "name") ?? "");
  const existing = cloud.store.childrenOf(circuit.id, TYPE);
  for (const one of existing) if (!names.includes(one.name)) cloud.store.remove(one.id);
  for (const name of names) {
    const id = `${circuit.id}/authorizations/${name}`;
    if (existing.some((one) => one.name === name)) continue;
    const { group, location } = circuit;
    const common = { id, name, type: TYPE, group, location, tags: {}, etag: newEtag(), beside: {}, hiddenUntilMs: 0 };
    cloud.store.put({ ...common, state: "Updating", properties: keyOf(cloud, id) });
  }
};
