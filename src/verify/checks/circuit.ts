import type { CircuitFacts } from "../../domain/link-facts.ts";
import { type CheckOutcome, type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";

const row: CheckRow = { id: "azure.circuit", title: "ExpressRoute circuit" };

/** The circuit exists and Azure holds it for sound. */
export const circuitCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run: ({ azure }) => whenKnown(row, azure.circuit, (circuit) => (circuit === undefined ? missing() : state(circuit))),
};

function missing(): CheckOutcome {
  return named(row, {
    code: "circuit-missing",
    severity: "blocking",
    side: "azure",
    cause: "The ExpressRoute circuit does not exist any more.",
    evidence: ["Azure: no such circuit"],
    remedy: "Find out who removed it (Azure activity log). Tear the rest down, then create the interconnect again.",
    owner: "network team",
  });
}

function state({ provisioningState, circuitProvisioningState, peering }: CircuitFacts): CheckOutcome {
  const evidence = [`provisioningState ${provisioningState}`, `circuitProvisioningState ${circuitProvisioningState}`];
  if (provisioningState === "Failed") {
    return named(row, {
      code: "circuit-failed",
      severity: peering === undefined ? "blocking" : "warning",
      side: "azure",
      cause:
        peering === undefined
          ? "The circuit is in a failed state without its peering, as after a deletion that was sent too early."
          : "The circuit's last change failed; the data path may be sound all the same.",
      evidence,
      remedy:
        peering === undefined
          ? "Have the bot tear it down, which heals it: Oracle's half goes, and the circuit once Azure shows NotProvisioned. Delete nothing by hand meanwhile."
          : "Have the circuit written again unchanged (the portal's refresh). Delete nothing.",
      owner: "network team",
    });
  }
  if (circuitProvisioningState !== "Enabled") {
    return named(row, {
      code: "circuit-not-enabled",
      severity: "warning",
      side: "azure",
      cause: "Azure does not show the circuit as enabled; it does so while it works on it.",
      evidence,
      remedy: "Verify again in a few minutes. If it stays so, open a ticket with Microsoft.",
      owner: "network team",
    });
  }
  return passed(row, evidence.join(", "));
}
