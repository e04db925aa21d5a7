import type { Finding } from "../../domain/finding.ts";
import type { RemovalFacts } from "../../domain/removal-facts.ts";
import { isAllowed } from "../arm-actions.ts";
import { isWithin } from "../arm-scope.ts";
import { blocking } from "../question.ts";
import { valueOr } from "../readings.ts";

const action = "Microsoft.Network/expressRouteCircuits/write";

/** The bot may write the circuit, and no lock forbids it. OCI tells nobody beforehand. */
export function accessFindings({ networks, azure: { ids } }: RemovalFacts): readonly Finding[] {
  const { permissions, locks } = networks.azure;
  const locked = valueOr(locks, []).filter(({ level, scope }) => level === "ReadOnly" && isWithin(ids.circuit, scope));
  const mayWrite = !permissions.known || isAllowed(action, permissions.value);
  return [
    ...(mayWrite
      ? []
      : [
          blocking({
            code: "azure-permission-missing",
            side: "azure",
            cause: "The bot's Azure identity may not change the circuit.",
            evidence: [`missing: ${action}`],
            remedy: "Assign the bot's role to the identity on the subscription or the resource group, then ask again.",
            owner: "operator",
          }),
        ]),
    ...locked.map(({ name, level, scope }) =>
      blocking({
        code: "azure-lock",
        side: "azure",
        cause: `The lock ${name} forbids changing the circuit.`,
        evidence: [`lock: ${name} (${level})`, `scope: ${scope}`],
        remedy: "Have the lock lifted by whoever set it, then ask again.",
        owner: "operator",
      }),
    ),
  ];
}
