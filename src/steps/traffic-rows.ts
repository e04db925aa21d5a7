import type { Plan } from "../domain/plan.ts";
import { azurePrefixesOf } from "../plan/reach.ts";
import type { AzureIds, Row } from "./graph-row.ts";
import { broughtDrg } from "./oci-rows.ts";

/** What lets packets flow: last to be built, first to be removed. */
export function trafficRows({ azure, oci, reach }: Plan, ids: AzureIds): readonly Row[] {
  const released = ["link.sessions", "azure.gateway", "gate.activate"];
  return [
    {
      id: "azure.connection",
      kind: "azure.connection",
      title: "connection",
      side: "azure",
      needs: [...released, "azure.circuit", "azure.provider-provisioned"],
      params: {
        id: ids.connection,
        location: azure.location,
        gatewayId: ids.gateway,
        circuitId: ids.circuit,
        fastPath: azure.connection.fastPath,
      },
      claims: azure.gateway.create ? [] : [ids.gateway],
    },
    ...oci.routeTables.map(
      ({ id, name }): Row => ({
        id: `oci.route-rules/${name}`,
        kind: "oci.route-rules",
        title: oci.routeTables.length === 1 ? "routes" : `routes of ${name}`,
        side: "oci",
        needs: [...released, "oci.vcn", "oci.drg", "oci.drg-attachment"],
        params: {
          name,
          ...(id !== undefined && { routeTableId: id }),
          ...broughtDrg(oci),
          destinations: azurePrefixesOf({ reach }),
        },
        claims: id === undefined ? [] : [id],
      }),
    ),
  ];
}
