import * as fc from "fast-check";
import type { VerdictReport } from "../../../src/domain/finding.ts";
import type { LinkFacts } from "../../../src/domain/link-facts.ts";
import { linkChecks } from "../../../src/verify/check-table.ts";
import { expectedLinkSchema, expectedOf } from "../../../src/verify/expected.ts";
import { topologyLines } from "../../../src/verify/topology.ts";
import { judge } from "../../../src/verify/verdict.ts";
import { anExpectedLink, linkFacts } from "../../builders/link-facts.ts";
import { at, known, unread } from "../../builders/network-facts.ts";
import { planOf } from "../../builders/plan-input.ts";
import { routeCases } from "./route-cases.ts";
import { sessionCases } from "./session-cases.ts";
import { stateCases } from "./state-cases.ts";

const failingOf = ({ checks }: VerdictReport): readonly string[] =>
  checks.filter(({ id, state }) => state !== "passed" && id !== "traffic").map(({ id, state }) => `${id} ${state}`);

test("a link in perfect health is healthy", () => {
  const report = judge(linkFacts(), anExpectedLink());
  expect(report).toMatchObject({
    verdict: "healthy",
    findings: [],
    factsAt: at,
    counts: { ociPrefixesInAzure: 1, azurePrefixesInOci: 1 },
  });
  expect(failingOf(report)).toEqual([]);
});

test("what Azure shows of a session is how long it is up, not since when", () => {
  const evidence = judge(linkFacts(), anExpectedLink()).checks.map((check) => check.evidence);
  expect(evidence).toContain("up for 00:12:00, 1 prefixes");
});

test("routes in place is not traffic tested, and the report says so", () => {
  const { checks } = judge(linkFacts(), anExpectedLink());
  expect(checks.at(-1)).toEqual({
    id: "traffic",
    title: "Traffic",
    state: "unknown",
    evidence: "not tested; only states and routes were read",
  });
});

test("the four readings of the two sessions are rows of their own", () => {
  const { checks } = judge(linkFacts(), anExpectedLink());
  expect(checks.filter(({ id }) => id.startsWith("bgp.")).map(({ title }) => title)).toEqual([
    "BGP, primary path, seen by Azure",
    "BGP, primary path, seen by Oracle",
    "BGP, secondary path, seen by Azure",
    "BGP, secondary path, seen by Oracle",
  ]);
});

const cases = [...stateCases, ...sessionCases, ...routeCases];

test.each(cases)("$name: $verdict", ({ changes, expected, verdict, findings, failing }) => {
  const report = judge(linkFacts(changes), anExpectedLink(expected));
  expect(report.findings.map(({ code }) => code)).toEqual(findings);
  expect(failingOf(report)).toEqual(failing);
  expect(report.verdict).toBe(verdict);
});

test("every check but the untested traffic has a case in which it speaks", () => {
  const silent = linkChecks.filter(
    (check) =>
      !cases.some(
        ({ changes, expected }) => check.run(linkFacts(changes), anExpectedLink(expected)).findings.length > 0,
      ),
  );
  expect(silent.map(({ id }) => id)).toEqual(["traffic"]);
});

test("every finding says cause, evidence, remedy and owner", () => {
  for (const { changes, expected } of cases) {
    for (const finding of judge(linkFacts(changes), anExpectedLink(expected)).findings) {
      expect(finding.cause).toMatch(/^[A-Z].*[.]$/);
      expect(finding.remedy).toMatch(/^[A-Z].*[.]$/);
      expect(finding.owner).not.toBe("");
      expect(finding.evidence.length).toBeGreaterThan(0);
    }
  }
});

test("the report is as old as its oldest fact", () => {
  const old = { known: true, value: [], at: at - 60_000 } as const;
  expect(judge(linkFacts({ azure: { arp: { primary: old } } }), anExpectedLink()).factsAt).toBe(at - 60_000);
});

test("only prefixes that are there on both paths are counted", () => {
  const routes = (...networks: readonly string[]) =>
    known(networks.map((network) => ({ network, nextHop: "", asPath: "31898" })));
  const facts = linkFacts({
    azure: { routes: { primary: routes("10.20.0.0/24", "10.20.1.0/24"), secondary: routes("10.20.0.0/24") } },
  });
  expect(judge(facts, anExpectedLink()).counts.ociPrefixesInAzure).toBe(1);
});

test("nothing readable is unknown, never down and never healthy", () => {
  const dark = (part: LinkFacts["azure"] | LinkFacts["oci"]): never =>
    JSON.parse(JSON.stringify(part), (_key, value: unknown) =>
      typeof value === "object" && value !== null && "known" in value ? unread() : value,
    ) as never;
  const { azure, oci } = linkFacts();
  const report = judge({ readAt: at, azure: dark(azure), oci: dark(oci) }, anExpectedLink());
  expect(report).toMatchObject({ verdict: "unknown", findings: [], factsAt: at });
});

test("losing more never makes the verdict better", () => {
  const rank = { healthy: 0, degraded: 1, unknown: 2, down: 3 };
  const change = fc.constantFrom(
    ...cases.filter(({ expected }) => expected === undefined).map(({ changes }) => changes),
  );
  fc.assert(
    fc.property(change, change, (one, other) => {
      const both = {
        azure: { ...one.azure, ...other.azure },
        oci: { ...one.oci, ...other.oci },
      };
      const verdictOf = (changes: typeof both | typeof one) =>
        rank[judge(linkFacts(changes), anExpectedLink()).verdict];
      return verdictOf(both) >= Math.min(verdictOf(one), verdictOf(other));
    }),
  );
});

describe("what a plan promises", () => {
  test("survives as a step's parameter", () => {
    const expected = expectedOf(planOf());
    expect(expectedLinkSchema.parse(JSON.parse(JSON.stringify(expected)))).toEqual(expected);
  });

  test("names addresses, prefixes, tables and Oracle's AS number", () => {
    expect(expectedOf(planOf())).toMatchObject({
      bandwidthMbps: 1000,
      primary: { oracleIp: "10.255.0.1" },
      oracleAsn: 31_898,
      ociPrefixes: ["10.20.0.0/24"],
      azurePrefixes: ["10.1.0.0/16"],
      routeTables: [{ name: "Default Route Table for erp-k3m9q2x7ab-vcn" }],
    });
  });
});

describe("topology in words", () => {
  const plan = planOf();

  test("says both ends and what lies between", () => {
    expect(topologyLines(plan)).toEqual([
      "Azure UK South: VNet erp-k3m9q2x7ab-vnet (10.1.0.0/16), gateway erp-k3m9q2x7ab-gateway (ErGw1AZ).",
      "Circuit erp-k3m9q2x7ab-circuit at London, 1 Gbps, over two sessions:",
      "primary 10.255.0.0/30: Microsoft 10.255.0.2, Oracle 10.255.0.1.",
      "secondary 10.255.0.4/30: Microsoft 10.255.0.6, Oracle 10.255.0.5.",
      "OCI London (uk-london-1): virtual circuit erp-k3m9q2x7ab-virtual-circuit on DRG erp-k3m9q2x7ab-drg, attached to VCN erp-k3m9q2x7ab-vcn (10.20.0.0/20).",
      "OCI shows Azure 10.20.0.0/24; Azure shows OCI 10.1.0.0/16.",
    ]);
  });

  test("says how each session stands once that is known", () => {
    const report = judge(
      linkFacts({ azure: { summary: { primary: unread(), secondary: known([]) } } }),
      anExpectedLink(),
    );
    const lines = topologyLines(plan, report);
    expect(lines[2]).toMatch(/not readable on both sides\.$/);
    expect(lines[3]).toMatch(/down\.$/);
    expect(topologyLines(plan, judge(linkFacts(), anExpectedLink()))[2]).toMatch(/up, as both clouds see it\.$/);
  });
});
