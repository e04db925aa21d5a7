import type { CheckResult, Finding } from "../../domain/finding.ts";
import type { LinkFacts, Path } from "../../domain/link-facts.ts";
import { type LinkCheck, paths, severityOf } from "../check.ts";
import type { ExpectedLink } from "../expected.ts";
import { pathState, type SessionSight, sessionSights } from "../sessions.ts";

/** Both BGP sessions are up, as both clouds see them: four readings. */
export const sessionsCheck: LinkCheck = {
  id: "bgp",
  essential: true,
  run(facts, expected) {
    const sights = sessionSights(expected, facts.azure.summary, facts.oci.mappings);
    const states = paths.map((path) => ({ path, state: pathState(sights.filter((sight) => sight.path === path)) }));
    const lost = states.filter(({ state }) => state === "down").map(({ path }) => path);
    return {
      undecided: states.some(({ state }) => state === "unknown"),
      results: sights.map(toResult),
      findings: lost.map((path) => sessionDown({ path, sights, lost: lost.length }, facts, expected)),
    };
  },
};

function toResult({ path, side, state, seen }: SessionSight): CheckResult {
  const by = side === "azure" ? "Azure" : "Oracle";
  const states = { up: "passed", down: "failed", unknown: "unknown" } as const;
  const evidence = state === "unknown" ? `not readable: ${seen}` : seen;
  return { id: `bgp.${path}.${side}`, title: `BGP, ${path} path, seen by ${by}`, state: states[state], evidence };
}

interface Lost {
  readonly path: Path;
  readonly sights: readonly SessionSight[];
  readonly lost: number;
}

function sessionDown({ path, sights, lost }: Lost, facts: LinkFacts, expected: ExpectedLink): Finding {
  const seen = sights.filter((sight) => sight.path === path);
  const agree = seen.every(({ state }) => state === "down");
  const downAt = seen
    .filter(({ state }) => state === "down")
    .map(({ side }) => (side === "azure" ? "Azure" : "Oracle"));
  return {
    code: `session-down-${path}`,
    severity: severityOf(lost),
    side: "both",
    cause: agree
      ? `The ${path} BGP session is down.`
      : `The ${path} BGP session is down as ${downAt.join(" and ")} sees it; the other side does not confirm that.`,
    evidence: [
      ...seen.map(({ side, state, seen: what }) => `${side === "azure" ? "Azure" : "Oracle"}: ${state} (${what})`),
      ...layers(path, facts, expected),
    ],
    remedy:
      lost === 1
        ? "The other path carries the traffic, without spare. Go up the layers: ARP, addresses, VLAN, AS numbers; if all fit, ask Oracle and Microsoft about maintenance on this path."
        : "Right after building this is normal for 2 to 3 minutes. Then go up the layers: ARP, addresses, VLAN, AS numbers.",
    owner: "network team",
  };
}

/** What lies below BGP on this path. */
function layers(path: Path, { azure }: LinkFacts, expected: ExpectedLink): readonly string[] {
  const arp = azure.arp[path];
  const oracle = arp.known ? arp.value.find((row) => row.interface === "On-Prem") : undefined;
  const { oracleIp, microsoftIp } = expected[path];
  return [
    `ARP: ${arp.known ? (oracle?.macAddress ?? "no On-Prem row") : "not readable"}`,
    `ends: Oracle ${oracleIp}, Microsoft ${microsoftIp}`,
  ];
}
