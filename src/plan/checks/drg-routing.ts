import { type PlanCheck, unlessAccepted } from "../question.ts";
import { found, sameId, valueOr } from "../readings.ts";

/**
 * The VCN's attachment uses the DRG's own route table, which imports what circuits bring. A custom table is shown and
 * never changed; that it imports the circuit's routes cannot be seen before the circuit exists.
 */
export const drgRoutingCheck: PlanCheck = {
  id: "drg-routing",
  title: "The DRG passes the circuit's routes to the VCN",
  run({ request, facts, choice }) {
    const drg = found(choice.oci.drg);
    const vcn = found(choice.oci.vcn);
    if (drg === undefined || vcn === undefined) return [];
    const attachment = valueOr(facts.oci.vcnAttachments, []).find(
      ({ networkId, drgId }) => sameId(networkId, vcn.id) && sameId(drgId, drg.id),
    );
    const table = attachment?.drgRouteTableId;
    if (table === undefined || sameId(table, drg.defaultVcnRouteTableId)) return [];
    return [
      unlessAccepted(request, {
        code: "drg-custom-route-table",
        side: "oci",
        field: "drg",
        cause: `The VCN's attachment uses a custom DRG route table, which may not import the circuit's routes.`,
        evidence: [`route table: ${table}`, `the DRG's own for VCNs: ${drg.defaultVcnRouteTableId ?? "none"}`],
        remedy:
          "Have the import distribution of that table accept attachment type VIRTUAL_CIRCUIT (statement: priority 1, match DRG_ATTACHMENT_TYPE VIRTUAL_CIRCUIT, action ACCEPT). The bot never changes it.",
        owner: "network team",
      }),
    ];
  },
};
