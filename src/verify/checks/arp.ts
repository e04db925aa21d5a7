import type { ArpRow, LinkFacts, Path } from "../../domain/link-facts.ts";
import { type CheckOutcome, type CheckRow, type LinkCheck, merged, named, passed, paths, whenKnown } from "../check.ts";
import type { ExpectedLink } from "../expected.ts";
import { pathState, sessionSights } from "../sessions.ts";

/**
 * On each path the Microsoft edge knows Oracle's hardware address. A missing Microsoft row is no error, some hardware
 * shows none; with a layer-3 provider the table can even be blank in good health until the circuit is refreshed.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-troubleshooting-arp-resource-manager
 */
export const arpCheck: LinkCheck = {
  id: "arp",
  essential: false,
  run: (facts, expected) => merged(paths.map((path) => onPath(path, facts, expected))),
};

function onPath(path: Path, facts: LinkFacts, expected: ExpectedLink): CheckOutcome {
  const row: CheckRow = { id: `arp.${path}`, title: `ARP, ${path} path` };
  return whenKnown(row, facts.azure.arp[path], (rows) => {
    if (rows.length === 0) return empty(row, path, facts, expected);
    const oracle = rows.find((one) => one.interface === "On-Prem");
    if (oracle !== undefined && oracle.macAddress !== "Incomplete") return passed(row, describe(oracle));
    return incomplete(row, path, { oracle, oracleIp: expected[path].oracleIp });
  });
}

function empty(row: CheckRow, path: Path, { azure, oci }: LinkFacts, expected: ExpectedLink): CheckOutcome {
  const sights = sessionSights(expected, azure.summary, oci.mappings).filter((sight) => sight.path === path);
  const works = pathState(sights) === "up";
  return named(row, {
    code: "arp-empty",
    severity: works ? "note" : "warning",
    side: "azure",
    cause: works
      ? `Azure's ARP table of the ${path} path is blank although its session is up; that happens until the circuit is refreshed.`
      : `Azure's ARP table of the ${path} path is blank.`,
    evidence: [`ARP ${path}: no rows`],
    remedy:
      "Have the circuit written again unchanged. If it stays blank, open a ticket with Microsoft, naming the circuit.",
    owner: "Microsoft",
  });
}

interface OracleEnd {
  readonly oracle: ArpRow | undefined;
  readonly oracleIp: string;
}

function incomplete(row: CheckRow, path: Path, { oracle, oracleIp }: OracleEnd): CheckOutcome {
  return named(row, {
    code: "arp-on-prem-incomplete",
    severity: "warning",
    side: "oci",
    cause:
      oracle === undefined
        ? `On the ${path} path Azure sees nothing of Oracle's end.`
        : `On the ${path} path Oracle's end does not answer ARP.`,
    evidence: [
      oracle === undefined ? `ARP ${path}: no On-Prem row` : `ARP ${path}: ${describe(oracle)}`,
      `expected ${oracleIp}`,
    ],
    remedy:
      "Check that Oracle has the first and Microsoft the second address of the /30, and the VLAN; else ask Oracle.",
    owner: "Oracle",
  });
}

function describe(row: ArpRow): string {
  return `${row.interface} ${row.ipAddress} ${row.macAddress}`;
}
