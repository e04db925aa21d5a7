import type { InterconnectUid } from "../domain/ids.ts";
import type { OciPlan, PlannedResource } from "../domain/plan.ts";
import type { PlanQuestion } from "./question.ts";
import { firstSubnetOf } from "./reach.ts";
import { found, sameId, valueOr } from "./readings.ts";
import { resourceName } from "./resource-names.ts";

/** OCI's part of the plan; undefined only where a check has found a reason to block. */
export function draftOci(question: PlanQuestion, uid: InterconnectUid): OciPlan | undefined {
  const { request, environment } = question;
  const named = (suffix: string): string => resourceName(request.name, uid, suffix);
  const vcn = draftVcn(question, named("vcn"));
  const drg = draftDrg(question, named("drg"));
  if (vcn === undefined || drg === undefined) return undefined;
  const { tenancyId, region, compartmentId } = environment.oci;
  return {
    tenancyId,
    region,
    compartmentId,
    vcn,
    ...("create" in request.vcn && {
      subnet: { name: named("subnet"), cidr: firstSubnetOf(request.vcn.create.cidr) },
    }),
    drg,
    attachment: draftAttachment(question, named("attachment")),
    virtualCircuit: { name: named("virtual-circuit") },
    routeTables: draftRouteTables(question, vcn.name),
  };
}

function draftVcn({ request, choice }: PlanQuestion, name: string): OciPlan["vcn"] | undefined {
  if ("create" in request.vcn) return { create: true, name, cidrs: [request.vcn.create.cidr] };
  const vcn = found(choice.oci.vcn);
  return vcn && { create: false, name: vcn.name, id: vcn.id, cidrs: vcn.cidrs };
}

function draftDrg({ choice }: PlanQuestion, name: string): PlannedResource | undefined {
  if (choice.oci.drg === undefined) return { create: true, name };
  const drg = found(choice.oci.drg);
  return drg && { create: false, name: drg.name, id: drg.id };
}

function draftAttachment({ facts, choice }: PlanQuestion, name: string): PlannedResource {
  const vcn = found(choice.oci.vcn);
  const existing = valueOr(facts.oci.vcnAttachments, []).find(
    ({ networkId, lifecycleState }) => sameId(networkId, vcn?.id) && lifecycleState !== "DETACHED",
  );
  return existing === undefined ? { create: true, name } : { create: false, name: existing.id, id: existing.id };
}

/** A new VCN's default table is made by OCI with the VCN, under this name. */
function draftRouteTables({ request, choice }: PlanQuestion, vcnName: string): OciPlan["routeTables"] {
  if ("create" in request.vcn) return [{ name: `Default Route Table for ${vcnName}` }];
  return choice.oci.routeTables.chosen.map(({ id, displayName }) => ({ id, name: displayName }));
}
