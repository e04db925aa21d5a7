import { type Cidr, cidrsOf, formatCidr, overlaps } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import { blocking, type PlanCheck, type PlanQuestion } from "../question.ts";
import { otherVcnsOnDrg } from "../reach.ts";

interface Network {
  readonly cidr: Cidr;
  readonly what: string;
}

/** No address exists on both sides: VNet, spokes, VCN, and other VCNs on the same DRG. */
export const networkOverlapCheck: PlanCheck = {
  id: "network-overlap",
  title: "The networks of both sides do not overlap",
  run(question) {
    const oci = ociNetworks(question);
    const clashes = azureNetworks(question).flatMap((azure) =>
      oci.filter((one) => overlaps(one.cidr, azure.cidr)).map((one) => clash(question, azure, one)),
    );
    return [...clashes, ...reserved(question)];
  },
};

function azureNetworks({ choice }: PlanQuestion): readonly Network[] {
  const { prefixes, spokes } = choice.azure;
  return [
    ...cidrsOf(prefixes).map((cidr) => ({ cidr, what: "the VNet" })),
    ...spokes.flatMap((spoke) => cidrsOf(spoke.prefixes).map((cidr) => ({ cidr, what: `the spoke ${spoke.name}` }))),
  ];
}

function ociNetworks({ choice, facts }: PlanQuestion): readonly Network[] {
  return [
    ...cidrsOf(choice.oci.cidrs).map((cidr) => ({ cidr, what: "the VCN" })),
    ...otherVcnsOnDrg(facts, choice).flatMap((vcn) =>
      cidrsOf(vcn.prefixes).map((cidr) => ({ cidr, what: `the VCN ${vcn.name} on the same DRG` })),
    ),
  ];
}

function clash({ request }: PlanQuestion, azure: Network, oci: Network): Finding {
  const field = "create" in request.vnet || !("create" in request.vcn) ? "vnet" : "vcn";
  return blocking({
    code: "networks-overlap",
    side: "both",
    field,
    cause: `${formatCidr(azure.cidr)} of ${azure.what} overlaps ${formatCidr(oci.cidr)} of ${oci.what}.`,
    evidence: [`Azure: ${formatCidr(azure.cidr)}`, `OCI: ${formatCidr(oci.cidr)}`],
    remedy: field === "vcn" ? "Choose another range, or another VNet." : "Choose another range, or another VCN.",
    owner: "requester",
  });
}

function reserved({ request, environment }: PlanQuestion): readonly Finding[] {
  const made = [
    ...("create" in request.vnet ? [{ field: "vnet", text: request.vnet.create.addressPrefix }] : []),
    ...("create" in request.vcn ? [{ field: "vcn", text: request.vcn.create.cidr }] : []),
  ];
  const taken = cidrsOf(environment.reservedPrefixes);
  return made.flatMap(({ field, text }) => {
    const touched = taken.filter((one) => cidrsOf([text]).some((cidr) => overlaps(cidr, one)));
    if (touched.length === 0) return [];
    return [
      blocking({
        code: "range-reserved",
        side: field === "vnet" ? "azure" : "oci",
        field,
        cause: `${text} overlaps a range that is in use elsewhere.`,
        evidence: touched.map((one) => `reserved: ${formatCidr(one)}`),
        remedy: "Choose another range.",
        owner: "requester",
      }),
    ];
  });
}
