import type { ConnectionFacts } from "../../domain/link-facts.ts";
import { type CheckOutcome, type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";
import type { ExpectedLink } from "../expected.ts";

const row: CheckRow = { id: "azure.connection", title: "Gateway connection" };

/** The gateway is connected to the circuit, with FastPath as planned. */
export const connectionCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run({ azure }, expected) {
    return whenKnown(row, azure.connection, (connection) =>
      connection === undefined ? missing() : state(connection, expected),
    );
  },
};

function missing(): CheckOutcome {
  return named(row, {
    code: "connection-missing",
    severity: "blocking",
    side: "azure",
    cause: "The gateway is not connected to the circuit, so nothing flows.",
    evidence: ["Azure: no such connection"],
    remedy: "Create the connection between gateway and circuit.",
    owner: "network team",
  });
}

function state(
  { provisioningState, connectionStatus, fastPath }: ConnectionFacts,
  expected: ExpectedLink,
): CheckOutcome {
  const evidence = [`provisioningState ${provisioningState}`, `FastPath ${fastPath ? "on" : "off"}`];
  const status = connectionStatus === "Unknown" ? [] : [`status ${connectionStatus}`];
  if (provisioningState !== "Succeeded" || connectionStatus === "NotConnected") {
    return named(row, {
      code: "connection-not-ready",
      severity: "blocking",
      side: "azure",
      cause: "The gateway's connection to the circuit does not work.",
      evidence: [...evidence, ...status],
      remedy: "Look into the connection's activity log; remove and create it again if it has failed.",
      owner: "network team",
    });
  }
  if (fastPath === expected.fastPath) return passed(row, [...evidence, ...status].join(", "));
  return named(row, {
    code: "fast-path-differs",
    severity: "warning",
    side: "azure",
    cause: expected.fastPath
      ? "FastPath was planned, but it is off: all traffic passes the gateway."
      : "FastPath is on although it was not planned: route tables on GatewaySubnet are skipped.",
    evidence,
    remedy: "Set FastPath on the connection as planned.",
    owner: "network team",
  });
}
