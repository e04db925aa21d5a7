import type { Finding } from "../../domain/finding.ts";
import { notFound } from "../not-found.ts";
import { blocking, type PlanCheck, type PlanQuestion } from "../question.ts";
import { found, sameId, valueOr } from "../readings.ts";

/** A VCN has one DRG: an attached VCN fixes it. A legacy DRG is refused, never upgraded. */
export const drgCheck: PlanCheck = {
  id: "drg",
  title: "The DRG fits the VCN",
  run: (question) => [
    ...notFound(question.choice.oci.drg, { code: "drg", side: "oci", field: "drg", what: "DRG" }),
    ...fixedByAttachment(question),
    ...unfit(question),
  ],
};

function fixedByAttachment({ request, choice, facts }: PlanQuestion): readonly Finding[] {
  const { attachedDrgId, drg } = choice.oci;
  if (attachedDrgId === undefined || request.drg === undefined) return [];
  const attached = valueOr(facts.oci.drgs, []).find(({ id }) => sameId(id, attachedDrgId));
  const wanted = found(drg);
  if ("use" in request.drg && (wanted === undefined || sameId(wanted.id, attachedDrgId))) return [];
  const name = attached?.name ?? attachedDrgId;
  return [
    blocking({
      code: "vcn-has-drg",
      side: "oci",
      field: "drg",
      cause: `The VCN is attached to the DRG ${name} already, and a VCN can have only one.`,
      evidence: [`attached: ${attachedDrgId}`, `asked for: ${wanted?.name ?? "a new DRG"}`],
      remedy: `Use it: drg=${name}, or leave drg out.`,
      owner: "requester",
    }),
  ];
}

function unfit({ choice }: PlanQuestion): readonly Finding[] {
  const drg = found(choice.oci.drg);
  if (drg === undefined) return [];
  if (!drg.upgraded) {
    return [
      blocking({
        code: "drg-legacy",
        side: "oci",
        field: "drg",
        cause: `The DRG ${drg.name} is a legacy one, without route tables of its own.`,
        evidence: [`DRG: ${drg.id}`, "default route tables: none"],
        remedy: "Have the network team upgrade the DRG (it interrupts its connections), or use another one.",
        owner: "network team",
      }),
    ];
  }
  if (drg.lifecycleState === "AVAILABLE") return [];
  return [
    blocking({
      code: "drg-not-available",
      side: "oci",
      field: "drg",
      cause: `The DRG ${drg.name} is ${drg.lifecycleState}.`,
      evidence: [`lifecycleState: ${drg.lifecycleState}`],
      remedy: "Wait until it is AVAILABLE, or choose another DRG.",
      owner: "network team",
    }),
  ];
}
