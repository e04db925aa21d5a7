import { textAt } from "../../simulators/kit/json.ts";
import type { World } from "../../simulators/world.ts";
import { eventually } from "../../support/eventually.ts";

/** What somebody does in Azure without the bot. */

const API_VERSION = "2025-05-01";
const ENDS = { withinMs: 20_000 };

const signIn = async ({ azure: { account, url } }: World): Promise<string> => {
  const { tenantId, clientId, clientSecret } = account;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: "https://management.azure.com/.default",
  });
  const answer = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body });
  return textAt(await answer.json(), "access_token") ?? "";
};

/** Deletes the only circuit there is, whatever hangs on it. Resolves to how Azure shows it when that has failed. */
export const deleteCircuit = async (world: World): Promise<string> => {
  const { azure, sim } = world;
  const circuit = sim.ledger.snapshot().remaining.find(({ type }) => type === "Microsoft.Network/expressRouteCircuits");
  if (!circuit) throw new Error("There is no circuit to delete.");
  const headers = { authorization: `Bearer ${await signIn(world)}` };
  const answer = await fetch(`${azure.url}${circuit.id}?api-version=${API_VERSION}`, { method: "DELETE", headers });
  if (answer.status !== 202) throw new Error(`Azure did not take the deletion (${answer.status}).`);
  return eventually(() => {
    const shown = azure.resource(circuit.id);
    const state = textAt(shown, "properties", "provisioningState");
    const own = textAt(shown, "properties", "circuitProvisioningState");
    const provider = textAt(shown, "properties", "serviceProviderProvisioningState");
    return state === "Failed" && `the circuit is ${state} and ${own}, its provider state still ${provider}`;
  }, ENDS);
};
