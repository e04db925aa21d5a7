import { type CheckRow, type LinkCheck, named, passed, unknown, whenKnown } from "../check.ts";

const row: CheckRow = { id: "mtu", title: "MTU" };

/** ExpressRoute carries 1500 bytes; a larger MTU at Oracle relies on path MTU discovery getting through. */
export const mtuCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run: ({ oci }) =>
    whenKnown(row, oci.virtualCircuit, (circuit) => {
      if (circuit?.ipMtu === undefined) return unknown(row, "Oracle shows no MTU");
      if (circuit.ipMtu === "MTU_1500") return passed(row, circuit.ipMtu);
      return named(row, {
        code: "mtu-larger-than-expressroute",
        severity: "note",
        side: "oci",
        cause: "Oracle's end allows larger packets than ExpressRoute carries.",
        evidence: [circuit.ipMtu, "ExpressRoute: 1500"],
        remedy: "Keep ICMP type 3 code 4 open on both sides, or set the virtual circuit to MTU_1500.",
        owner: "network team",
      });
    }),
};
