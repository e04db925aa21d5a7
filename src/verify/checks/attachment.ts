import type { DrgAttachmentFacts, LinkFacts } from "../../domain/link-facts.ts";
import { type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";

const row: CheckRow = { id: "oci.attachment", title: "DRG attached to VCN and circuit" };

/** The DRG is attached to the VCN, and the virtual circuit lies on that DRG. */
export const attachmentCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run: ({ oci }, { vcnId }) =>
    whenKnown(row, oci.attachments, (attachments) => {
      const evidence = attachments.map(({ type, lifecycleState }) => `${type} ${lifecycleState}`);
      const problem = problemOf(attachments, oci.virtualCircuit, vcnId);
      if (problem === undefined) return passed(row, evidence.join(", "));
      return named(row, {
        code: "drg-not-attached",
        severity: "blocking",
        side: "oci",
        cause: problem,
        evidence: evidence.length === 0 ? ["attachments: none"] : evidence,
        remedy: "Attach it to the DRG; without that nothing flows however well BGP stands.",
        owner: "network team",
      });
    }),
};

function problemOf(
  attachments: readonly DrgAttachmentFacts[],
  circuit: LinkFacts["oci"]["virtualCircuit"],
  vcnId: string | undefined,
): string | undefined {
  const attached = attachments.filter(({ lifecycleState }) => lifecycleState === "ATTACHED");
  const isVcn = ({ type, networkId }: DrgAttachmentFacts): boolean =>
    type === "VCN" && (vcnId === undefined || networkId === vcnId);
  if (!attached.some(isVcn)) return "The VCN is not attached to the DRG.";
  if (!circuit.known || circuit.value === undefined) return undefined;
  const { id } = circuit.value;
  const own = attached.some(({ type, networkId }) => type === "VIRTUAL_CIRCUIT" && networkId === id);
  return own ? undefined : "The virtual circuit is not attached to this DRG.";
}
