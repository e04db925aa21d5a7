import { type CheckRow, type LinkCheck, named, passed, paths, severityOf, unknown, whenKnown } from "../check.ts";
import { mappingFor } from "../sessions.ts";

const row: CheckRow = { id: "vlan", title: "The same VLAN on both sides" };

/** Azure's peering and Oracle's mappings name the same VLAN. */
export const vlanCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run: ({ azure, oci }, expected) =>
    whenKnown(row, azure.circuit, (circuit) =>
      whenKnown(row, oci.mappings, (mappings) => {
        const there = circuit?.peering?.vlanId;
        const here = paths.map((path) => ({ path, vlan: mappingFor(expected[path].oracleIp, mappings)?.vlan }));
        if (there === undefined || here.some(({ vlan }) => vlan === undefined)) {
          return unknown(row, "one side shows no VLAN");
        }
        const evidence = [`Azure ${there}`, ...here.map(({ path, vlan }) => `OCI ${path} ${vlan}`)];
        const wrong = here.filter(({ vlan }) => vlan !== there);
        if (wrong.length === 0) return passed(row, evidence.join(", "));
        return named(row, {
          code: "vlan-differs",
          severity: severityOf(wrong.length),
          side: "both",
          cause: "The two sides use different VLANs, so frames of one never reach the other.",
          evidence,
          remedy: "Recreate the virtual circuit; the provider sets the VLAN on both sides anew.",
          owner: "Oracle",
        });
      }),
    ),
};
