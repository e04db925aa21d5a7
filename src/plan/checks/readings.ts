import type { Side } from "../../domain/errors.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Reading } from "../../domain/link-facts.ts";
import type { NetworkFacts } from "../../domain/network-facts.ts";
import { blocking, type PlanCheck, warning } from "../question.ts";

interface ReadingRow {
  readonly side: Extract<Side, "azure" | "oci">;
  readonly what: string;
  readonly read: (facts: NetworkFacts) => Reading<unknown>;
  /** False for what only a finding's certainty depends on. */
  readonly essential: boolean;
}

const row = (
  side: ReadingRow["side"],
  what: string,
  read: ReadingRow["read"],
  essential: boolean = true,
): ReadingRow => ({ side, what, read, essential });

const rows: readonly ReadingRow[] = [
  row("azure", "the registration of Microsoft.Network", ({ azure }) => azure.registrationState),
  row("azure", "resource groups", ({ azure }) => azure.resourceGroups),
  row("azure", "VNets", ({ azure }) => azure.vnets),
  row("azure", "gateways", ({ azure }) => azure.gateways),
  row("azure", "gateway connections", ({ azure }) => azure.connections),
  row("azure", "circuits", ({ azure }) => azure.circuits),
  row("azure", "the list of ExpressRoute providers", ({ azure }) => azure.oracleOffer),
  row("azure", "usages and limits", ({ azure }) => azure.usages, false),
  row("azure", "the bot's permissions", ({ azure }) => azure.permissions, false),
  row("azure", "locks", ({ azure }) => azure.locks, false),
  row("oci", "subscribed regions", ({ oci }) => oci.subscribedRegions),
  row("oci", "VCNs", ({ oci }) => oci.vcns),
  row("oci", "subnets", ({ oci }) => oci.subnets),
  row("oci", "VCN route tables", ({ oci }) => oci.routeTables),
  row("oci", "security rules", ({ oci }) => oci.securityRules, false),
  row("oci", "DRGs", ({ oci }) => oci.drgs),
  row("oci", "DRG attachments", ({ oci }) => oci.drgUses),
  row("oci", "VCN attachments", ({ oci }) => oci.vcnAttachments),
  row("oci", "virtual circuits", ({ oci }) => oci.virtualCircuits),
  row("oci", "FastConnect provider services", ({ oci }) => oci.azureProviderService),
];

/** What could not be read is never taken for absent: it is said, and what a plan rests on blocks it. */
export const readingsCheck: PlanCheck = {
  id: "readings",
  title: "Both clouds answered everything that was asked",
  run({ facts }) {
    const failed = rows.flatMap((asked) => {
      const reading = asked.read(facts);
      return reading.known ? [] : [{ ...asked, why: reading.why }];
    });
    return (["azure", "oci"] as const).flatMap((side) =>
      [true, false].flatMap((essential) => {
        const together = failed.filter((one) => one.side === side && one.essential === essential);
        return together.length === 0 ? [] : [unreadable(side, together, essential)];
      }),
    );
  },
};

type Failed = ReadingRow & { readonly why: string };

function unreadable(side: ReadingRow["side"], failed: readonly Failed[], essential: boolean): Finding {
  const cloud = side === "azure" ? "Azure" : "OCI";
  const make = essential ? blocking : warning;
  return make({
    code: `${side}-unreadable`,
    side,
    field: "env",
    cause: `${cloud} did not show ${failed.map(({ what }) => what).join(", ")}.`,
    evidence: byReason(failed),
    remedy: essential
      ? `Give the bot's identity the right to read this, or try again when ${cloud} answers.`
      : "The plan can go on without it. To have it checked, give the bot's identity the right to read it.",
    owner: "operator",
  });
}

/** One line for each reason, since one cause often keeps everything from being read. */
function byReason(failed: readonly Failed[]): readonly string[] {
  const reasons = [...new Set(failed.map(({ why }) => why))];
  return reasons.map((reason) => {
    const whats = failed.filter(({ why }) => why === reason).map(({ what }) => what);
    return `${whats.join(", ")}: ${reason}`;
  });
}
