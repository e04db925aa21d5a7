import type { Plan } from "../domain/plan.ts";
import type { AzureIds, Row } from "./graph-row.ts";

/** What makes the bot's what a plan takes over; in a removal, what gives it back as it was. */
export function markRows({ takes, oci }: Plan, ids: AzureIds): readonly Row[] {
  if (takes === undefined) return [];
  const { virtualCircuitId } = takes;
  return [
    ofAzure("circuit", ids.circuit),
    ...(takes.connection === undefined ? [] : [ofAzure("connection", ids.connection)]),
    ...(virtualCircuitId === undefined
      ? []
      : [
          {
            id: "oci.mark/virtual-circuit",
            kind: "oci.mark",
            title: "tags of the virtual circuit",
            side: "oci",
            needs: [],
            params: { resource: virtualCircuitId, name: oci.virtualCircuit.name },
          } as const,
        ]),
  ];
}

const ofAzure = (noun: "circuit" | "connection", resource: string): Row => ({
  id: `azure.mark/${noun}`,
  kind: "azure.mark",
  title: `tags of the ${noun}`,
  side: "azure",
  needs: [],
  params: { resource, noun },
});
