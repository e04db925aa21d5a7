import { notFound } from "../not-found.ts";
import { blocking, type PlanCheck, warning } from "../question.ts";
import { found } from "../readings.ts";

/** The VCN that was named exists, works, and has subnets that can be announced. */
export const vcnCheck: PlanCheck = {
  id: "vcn",
  title: "The VCN is there, or its range can be made",
  run({ choice, facts }) {
    const { vcn, subnets } = choice.oci;
    const existing = found(vcn);
    if (existing === undefined) return notFound(vcn, { code: "vcn", side: "oci", field: "vcn", what: "VCN" });
    const evidence = [`VCN: ${existing.name}`, `state: ${existing.lifecycleState}`];
    if (existing.lifecycleState !== "AVAILABLE") {
      return [
        blocking({
          code: "vcn-not-available",
          side: "oci",
          field: "vcn",
          cause: `The VCN ${existing.name} is ${existing.lifecycleState}.`,
          evidence,
          remedy: "Wait until it is AVAILABLE, or choose another VCN.",
          owner: "network team",
        }),
      ];
    }
    if (subnets.length > 0 || !facts.oci.subnets.known) return [];
    return [
      warning({
        code: "vcn-without-subnets",
        side: "oci",
        field: "vcn",
        cause: `The VCN ${existing.name} has no subnets, and OCI announces subnets, not the VCN.`,
        evidence: [...evidence, "subnets: none"],
        remedy: "Make a subnet in the VCN; it is announced as soon as it exists.",
        owner: "network team",
      }),
    ];
  },
};
