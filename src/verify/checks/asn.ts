import { MICROSOFT_ASN } from "../../domain/asn.ts";
import type { LinkFacts } from "../../domain/link-facts.ts";
import { type CheckRow, type LinkCheck, named, passed, unknown } from "../check.ts";
import type { ExpectedLink } from "../expected.ts";

const row: CheckRow = { id: "asn", title: "AS numbers" };

interface NumberSeen {
  readonly what: string;
  readonly seen: number | undefined;
  readonly wanted: number;
}

/** Each side expects the other's AS number. What a cloud does not show is left out. */
export const asnCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run(facts, expected) {
    const numbers = numbersOf(facts, expected).filter(({ seen }) => seen !== undefined);
    if (numbers.length === 0) return unknown(row, "neither side shows AS numbers");
    const evidence = numbers.map(
      ({ what, seen, wanted }) => `${what} ${seen}${seen === wanted ? "" : ` (not ${wanted})`}`,
    );
    if (numbers.every(({ seen, wanted }) => seen === wanted)) return passed(row, evidence.join(", "));
    return named(row, {
      code: "asn-mismatch",
      severity: "blocking",
      side: "both",
      cause: "A side expects another AS number than the other one has, so BGP is refused.",
      evidence,
      remedy: "Recreate the virtual circuit; the clouds set the numbers themselves when nobody edits the peering.",
      owner: "network team",
    });
  },
};

function numbersOf({ azure, oci }: LinkFacts, { oracleAsn }: ExpectedLink): readonly NumberSeen[] {
  const peering = azure.circuit.known ? azure.circuit.value?.peering : undefined;
  const virtualCircuit = oci.virtualCircuit.known ? oci.virtualCircuit.value : undefined;
  return [
    { what: "Azure's own", seen: peering?.azureAsn, wanted: MICROSOFT_ASN },
    { what: "Azure's peer", seen: peering?.peerAsn, wanted: oracleAsn },
    { what: "Oracle's own", seen: virtualCircuit?.oracleAsn, wanted: oracleAsn },
    { what: "Oracle's customer", seen: virtualCircuit?.customerAsn, wanted: MICROSOFT_ASN },
  ];
}
