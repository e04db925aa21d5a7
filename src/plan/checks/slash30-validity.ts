import {
  type Cidr,
  cidrOf,
  cidrsOf,
  formatCidr,
  isLinkLocal,
  isPrivate,
  overlaps,
  parseCidr,
  sameCidr,
} from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import { blocking, type PlanCheck, type PlanQuestion, warning } from "../question.ts";
import { AZURE_RESERVED } from "../slash30s.ts";

/** Two different private /30s, one a session. Azure takes /30 only, although OCI would take /28 to /31. */
export const slash30ValidityCheck: PlanCheck = {
  id: "slash30-validity",
  title: "There are two private /30s for the BGP sessions",
  run: (question) => [...notSlash30(question), ...poolUsedUp(question), ...same(question), ...ranges(question)],
};

function notSlash30({ request }: PlanQuestion): readonly Finding[] {
  const { slash30s } = request;
  if (slash30s === undefined) return [];
  return (["primary", "secondary"] as const).flatMap((field) => {
    const parsed = parseCidr(slash30s[field]);
    const problem = "problem" in parsed ? parsed.problem : wrongLength(parsed.cidr);
    if (problem === undefined) return [];
    return [
      blocking({
        code: "slash30-invalid",
        side: "bot",
        field,
        cause: `The ${field} session needs a /30: ${problem}.`,
        evidence: [`${field}: ${slash30s[field]}`],
        remedy: "Give the network address of a /30, such as 10.255.0.0/30, or leave both out.",
        owner: "requester",
      }),
    ];
  });
}

function wrongLength(cidr: Cidr): string | undefined {
  return cidr.length === 30 ? undefined : `${formatCidr(cidr)} is a /${cidr.length}`;
}

function poolUsedUp({ slash30s, environment, choice }: PlanQuestion): readonly Finding[] {
  if (slash30s.given || slash30s.chosen.length === 2) return [];
  const inPool = slash30s.known.filter(({ cidr }) =>
    cidrsOf([environment.peeringPool]).some((pool) => overlaps(pool, cidr)),
  );
  return [
    blocking({
      code: "slash30-pool-used-up",
      side: "bot",
      field: "env",
      cause: `The pool ${environment.peeringPool} has no two free /30s left.`,
      evidence: [
        ...inPool.slice(0, 5).map(({ cidr, what }) => `${formatCidr(cidr)}: ${what}`),
        `OCI side: ${choice.oci.cidrs.join(", ") || "unknown"}`,
      ],
      remedy: "Give two /30s with primary and secondary, or have the operator widen peeringPool.",
      owner: "operator",
    }),
  ];
}

function same({ slash30s }: PlanQuestion): readonly Finding[] {
  const [primary, secondary] = slash30s.chosen;
  if (primary === undefined || secondary === undefined || !sameCidr(primary, secondary)) return [];
  return [
    blocking({
      code: "slash30-twice",
      side: "bot",
      field: "secondary",
      cause: `Both sessions were given ${formatCidr(primary)}.`,
      evidence: [`primary: ${formatCidr(primary)}`, `secondary: ${formatCidr(secondary)}`],
      remedy: "Give the secondary session a /30 of its own.",
      owner: "requester",
    }),
  ];
}

function ranges({ slash30s }: PlanQuestion): readonly Finding[] {
  const reserved = cidrOf(AZURE_RESERVED);
  return slash30s.chosen.flatMap((cidr, index) => {
    const field = index === 0 ? "primary" : "secondary";
    if (reserved !== undefined && overlaps(cidr, reserved)) return [azureReserved(cidr, field)];
    return isPrivate(cidr) || isLinkLocal(cidr) ? [] : [notPrivate(cidr, field)];
  });
}

function azureReserved(cidr: Cidr, field: string): Finding {
  return warning({
    code: "slash30-azure-reserved",
    side: "azure",
    field,
    cause: `${formatCidr(cidr)} lies in ${AZURE_RESERVED}, which Azure keeps for its own multicloud service.`,
    evidence: [`${field}: ${formatCidr(cidr)}`],
    remedy: "Take a /30 from another range.",
    owner: "requester",
  });
}

function notPrivate(cidr: Cidr, field: string): Finding {
  return blocking({
    code: "slash30-not-private",
    side: "bot",
    field,
    cause: `${formatCidr(cidr)} is no private range.`,
    evidence: [`${field}: ${formatCidr(cidr)}`],
    remedy: "Take a /30 from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 169.254.0.0/16.",
    owner: "requester",
  });
}
