import type { Plan } from "../domain/plan.ts";
import type { AzureIds, Row } from "./graph-row.ts";

const side = "oci";

/** What is built in OCI before any packet may flow. */
export function ociRows(plan: Plan, ids: AzureIds): readonly Row[] {
  return [...networkRows(plan.oci), ...drgRows(plan.oci), virtualCircuitRow(plan, ids)];
}

/** The id of a brought DRG, as a parameter; one that is made has its id in the outputs. */
export const broughtDrg = ({ drg }: Plan["oci"]) => (drg.id === undefined ? {} : { drgId: drg.id });
const broughtVcn = ({ vcn }: Plan["oci"]) => (vcn.id === undefined ? {} : { vcnId: vcn.id });

function networkRows(oci: Plan["oci"]): readonly Row[] {
  const { vcn } = oci;
  return [
    {
      id: "oci.vcn",
      kind: "oci.vcn",
      title: "network",
      side,
      needs: [],
      params: { name: vcn.name, cidrs: vcn.cidrs },
      when: vcn.create,
    },
    {
      id: "oci.subnet",
      kind: "oci.subnet",
      title: "subnet",
      side,
      needs: ["oci.vcn"],
      params: { ...broughtVcn(oci), ...oci.subnet },
      when: oci.subnet !== undefined,
    },
  ];
}

function drgRows(oci: Plan["oci"]): readonly Row[] {
  const { vcn, drg, attachment } = oci;
  return [
    { id: "oci.drg", kind: "oci.drg", title: "DRG", side, needs: [], params: { name: drg.name }, when: drg.create },
    {
      id: "oci.drg-attachment",
      kind: "oci.drg-attachment",
      title: "attachment",
      side,
      needs: ["oci.vcn", "oci.drg"],
      params: { name: attachment.name, ...broughtVcn(oci), ...broughtDrg(oci) },
      claims: [drg.id, vcn.id].filter((id) => id !== undefined),
      when: attachment.create,
    },
  ];
}

function virtualCircuitRow({ oci, bandwidthMbps, primary, secondary }: Plan, ids: AzureIds): Row {
  return {
    id: "oci.virtual-circuit",
    kind: "oci.virtual-circuit",
    title: "virtual circuit",
    side,
    needs: ["azure.circuit", "oci.drg"],
    params: {
      name: oci.virtualCircuit.name,
      bandwidthMbps,
      primary: { ...primary },
      secondary: { ...secondary },
      ...broughtDrg(oci),
      circuitId: ids.circuit,
      connectionId: ids.connection,
    },
    claims: oci.drg.id === undefined ? [] : [oci.drg.id],
  };
}
