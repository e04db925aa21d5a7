import { uncovered } from "../../domain/cidr.ts";
import { type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";
import { overTheCircuit } from "../counts.ts";

const row: CheckRow = { id: "oci.drg-routes", title: "Azure prefixes in the DRG" };

/** The route table that the VCN's attachment uses has every Azure prefix, over this virtual circuit. */
export const azurePrefixesCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run({ oci }, { azurePrefixes }) {
    return whenKnown(row, oci.drgRoutes, (routes) => {
      const circuit = oci.virtualCircuit.known ? oci.virtualCircuit.value : undefined;
      const own = overTheCircuit(routes, oci.attachments, circuit?.id);
      const missing = uncovered(
        azurePrefixes,
        own.map(({ destination }) => destination),
      );
      if (missing.length === 0) return passed(row, azurePrefixes.join(", "));
      return named(row, {
        code: "drg-routes-missing",
        severity: missing.length === azurePrefixes.length ? "blocking" : "warning",
        side: "oci",
        cause: `The DRG has no route over this circuit to ${missing.join(", ")} for the VCN.`,
        evidence: [`routes over the circuit: ${own.map(({ destination }) => destination).join(", ") || "none"}`],
        remedy:
          "If the gateway connection is up, have the import distribution of the DRG route table accept VIRTUAL_CIRCUIT attachments.",
        owner: "network team",
      });
    });
  },
};
