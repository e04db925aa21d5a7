import type { Finding } from "../../../domain/finding.ts";
import { note } from "../../question.ts";
import type { RemovalCheck, RemovalQuestion } from "../question.ts";
import type { Uses } from "../uses.ts";

interface Row {
  readonly code: string;
  readonly side: "azure" | "oci";
  readonly step: string;
  readonly use: keyof Uses;
}

const rows: readonly Row[] = [
  { code: "gateway-subnet-stays", side: "azure", step: "azure.gateway-subnet", use: "gatewaySubnet" },
  { code: "vnet-stays", side: "azure", step: "azure.vnet", use: "vnet" },
  { code: "resource-group-stays", side: "azure", step: "azure.resource-group", use: "resourceGroup" },
  { code: "attachment-stays", side: "oci", step: "oci.drg-attachment", use: "attachment" },
  { code: "drg-stays", side: "oci", step: "oci.drg", use: "drg" },
  { code: "subnet-stays", side: "oci", step: "oci.subnet", use: "subnet" },
  { code: "vcn-stays", side: "oci", step: "oci.vcn", use: "vcn" },
];

/** Networks, groups and DRGs that were made hold nothing of others. What they use stays. */
export const sharedNetworksCheck: RemovalCheck = {
  id: "shared-networks",
  title: "Nobody else uses the networks that were made",
  run: (question) => rows.flatMap((row) => stays(row, question)),
};

function stays({ code, side, step, use }: Row, { own, uses }: RemovalQuestion): readonly Finding[] {
  const found = own.find((one) => one.step === step);
  if (found === undefined || uses[use].length === 0) return [];
  return [
    note({
      code,
      side,
      cause: `Others use the ${found.what} by now, so it stays.`,
      evidence: uses[use],
      remedy: "Agree who takes it over; it costs nothing by itself.",
      owner: "network team",
    }),
  ];
}
