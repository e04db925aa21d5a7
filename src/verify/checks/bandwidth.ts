import { parseBandwidthShape } from "../../domain/bandwidth.ts";
import { type CheckRow, type LinkCheck, named, passed, unknown } from "../check.ts";

const row: CheckRow = { id: "bandwidth", title: "Bandwidth on both sides" };

/** Both sides have the planned bandwidth. A difference is worth a word; the link works with the smaller one. */
export const bandwidthCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run({ azure, oci }, { bandwidthMbps }) {
    const circuit = azure.circuit.known ? azure.circuit.value : undefined;
    const virtualCircuit = oci.virtualCircuit.known ? oci.virtualCircuit.value : undefined;
    const shape = virtualCircuit?.bandwidthShape;
    if (circuit === undefined || shape === undefined) return unknown(row, "one side shows no bandwidth");
    const evidence = [`Azure ${circuit.bandwidthMbps} Mbps`, `OCI ${shape}`];
    const equal = circuit.bandwidthMbps === bandwidthMbps && parseBandwidthShape(shape) === bandwidthMbps;
    if (equal) return passed(row, evidence.join(", "));
    return named(row, {
      code: "bandwidth-differs",
      severity: "note",
      side: "both",
      cause: `The two sides do not both have the planned ${bandwidthMbps / 1000} Gbps.`,
      evidence,
      remedy: "Set both sides to the same bandwidth; Azure can only grow.",
      owner: "network team",
    });
  },
};
