import type { Side } from "../../../domain/errors.ts";
import type { Finding } from "../../../domain/finding.ts";
import type { Reading } from "../../../domain/link-facts.ts";
import type { RemovalFacts } from "../../../domain/removal-facts.ts";
import { blocking, warning } from "../../question.ts";
import type { RemovalCheck } from "../question.ts";

interface Asked {
  readonly side: Extract<Side, "azure" | "oci">;
  readonly what: string;
  readonly reading: Reading<unknown>;
}

/** Without these nobody knows whether a deletion would take what others use. */
const essential = ({ networks, azure, oci }: RemovalFacts): readonly Asked[] => [
  { side: "azure", what: "the circuit", reading: azure.circuitUse },
  { side: "azure", what: "gateway connections", reading: networks.azure.connections },
  { side: "azure", what: "gateways", reading: networks.azure.gateways },
  { side: "azure", what: "VNets", reading: networks.azure.vnets },
  { side: "azure", what: "resource groups", reading: networks.azure.resourceGroups },
  { side: "azure", what: "what is in the resource group", reading: azure.groupContents },
  { side: "oci", what: "virtual circuits", reading: networks.oci.virtualCircuits },
  { side: "oci", what: "DRGs", reading: networks.oci.drgs },
  { side: "oci", what: "DRG attachments", reading: networks.oci.drgUses },
  { side: "oci", what: "VCN attachments", reading: networks.oci.vcnAttachments },
  { side: "oci", what: "VCNs", reading: networks.oci.vcns },
  { side: "oci", what: "subnets", reading: networks.oci.subnets },
  { side: "oci", what: "VCN route tables", reading: networks.oci.routeTables },
  { side: "oci", what: "addresses in use", reading: oci.subnetAddresses },
];

/** A removal meets these on its way, and stops there until somebody has mended it. */
const helpful = ({ networks }: RemovalFacts): readonly Asked[] => [
  { side: "azure", what: "the bot's permissions", reading: networks.azure.permissions },
  { side: "azure", what: "locks", reading: networks.azure.locks },
];

/** Nothing is deleted half blind: what a removal rests on is read, or it does not begin. */
export const readingsCheck: RemovalCheck = {
  id: "readings",
  title: "Both clouds answered everything that was asked",
  run: ({ facts }) => [
    ...(["azure", "oci"] as const).flatMap((side) => unreadable(side, essential(facts), blocking)),
    ...unreadable("azure", helpful(facts), warning),
  ],
};

function unreadable(side: Asked["side"], asked: readonly Asked[], make: typeof blocking): readonly Finding[] {
  const failed = asked.flatMap((one) => (one.side !== side || one.reading.known ? [] : [{ ...one, ...one.reading }]));
  if (failed.length === 0) return [];
  const cloud = side === "azure" ? "Azure" : "OCI";
  return [
    make({
      code: `${side}-unreadable`,
      side,
      cause: `${cloud} did not show ${failed.map(({ what }) => what).join(", ")}.`,
      evidence: failed.map(({ what, why }) => `${what}: ${why}`),
      remedy: `Give the bot's identity the right to read this, or try again when ${cloud} answers.`,
      owner: "operator",
    }),
  ];
}
