import type { Finding } from "../../domain/finding.ts";
import type { RemovalFacts } from "../../domain/removal-facts.ts";
import { blocking } from "../question.ts";

/** Nothing is changed half blind: what a resize rests on is read, or it does not begin. */
export function unread({ networks: { azure, oci } }: RemovalFacts): readonly Finding[] {
  const asked = [
    { side: "azure", cloud: "Azure", what: "circuits", reading: azure.circuits },
    { side: "azure", cloud: "Azure", what: "gateway connections", reading: azure.connections },
    { side: "oci", cloud: "OCI", what: "virtual circuits", reading: oci.virtualCircuits },
  ] as const;
  return asked.flatMap(({ side, cloud, what, reading }) =>
    reading.known
      ? []
      : [
          blocking({
            code: `${side}-unreadable`,
            side,
            cause: `${cloud} did not show ${what}.`,
            evidence: [`${what}: ${reading.why}`],
            remedy: `Give the bot's identity the right to read this, or try again when ${cloud} answers.`,
            owner: "operator",
          }),
        ],
  );
}
