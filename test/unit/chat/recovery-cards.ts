import type { Card } from "../../../src/chat/card.ts";
import * as recovery from "../../../src/chat/views/recovery.ts";

/** What half a link lacks, in words. */
export const missing = ["virtual circuit in OCI", "connection in Azure"];

const foundAgain: readonly recovery.FoundAgain[] = [
  { name: "erp", uid: "k3x9q2m7ab", known: "standing", missing: [], doubled: [], unsure: [] },
  { name: "hr", uid: "x9q2m7abk3", known: "removed", missing: [], doubled: [], unsure: [] },
  { name: "crm", uid: "m7abk3x9q2", missing: [], doubled: [], unsure: ["the GatewaySubnet of app-vnet"] },
  { name: "crm", uid: "q2m7abk3x9", missing, doubled: [], unsure: [] },
];
const doubled = { name: "web", uid: "abk3x9q2m7", missing: [], doubled: ["DRG in OCI"], unsure: [] };
const reasons = ["unsigned", "other-environment", "no-plan", "other-accounts", "elsewhere"] as const;
const ignored = reasons.map((why) => ({ name: `${why}-vnet`, side: "azure" as const, why }));

/** Every card about what is found again by its tags. */
export const recoveryCards: Readonly<Record<string, Card>> = {
  recovery: recovery.recoveryCard({ environment: "prod", found: [...foundAgain, doubled], ignored }),
  "recovery, nothing": recovery.recoveryCard({ environment: "prod", found: [], ignored: [] }),
  "taken back": recovery.takenBack(
    [
      { name: "erp", outcome: "restored" },
      { name: "crm", outcome: "partial" },
      { name: "hr", outcome: "name-taken" },
    ],
    { platform: "slack", channel: "C0NET" },
  ),
  "not found again": recovery.notFoundAgain("erp", []),
  "found twice": recovery.notFoundAgain("crm", foundAgain.slice(2)),
};
