/** OCI's resources as rows: what they are called, what they are, how they are. */

const KINDS = {
  vcn: "VCN",
  subnet: "subnet",
  routetable: "route table",
  securitylist: "security list",
  drg: "DRG",
  drgattachment: "DRG attachment",
  drgroutetable: "DRG route table",
  drgroutedistribution: "DRG route distribution",
  virtualcircuit: "FastConnect virtual circuit",
  networksecuritygroup: "network security group",
};

const LISTS = [
  "vcns",
  "subnets",
  "routeTables",
  "securityLists",
  "networkSecurityGroups",
  "drgs",
  "drgAttachments",
  "drgRouteTables",
  "virtualCircuits",
];

/** Rows for what the ledger knows of OCI, in the order in which it came to be. */
export const ociRows = (oci, ledger) => {
  const living = new Map(LISTS.flatMap((list) => oci[list] ?? []).map((one) => [one.id, one]));
  return ledger.resources
    .filter(({ service }) => service === "oci")
    .map((entry) => ({
      ...entry,
      kind: KINDS[entry.type] ?? entry.type,
      state: entry.goneAtMs === undefined ? (living.get(entry.id)?.lifecycleState ?? "there") : "gone",
      detail: undefined,
    }));
};
