import { arpRows, mappings, summaryRows } from "../../builders/link-facts.ts";
import { known, unread } from "../../builders/network-facts.ts";
import type { LinkCase } from "./link-case.ts";

/** ARP and BGP. */
export const sessionCases: readonly LinkCase[] = [
  {
    name: "one ARP row is flipped",
    row: 9,
    changes: { azure: { arp: { secondary: known(arpRows("10.255.0.5", "Incomplete")) } } },
    verdict: "degraded",
    findings: ["arp-on-prem-incomplete"],
    failing: ["arp.secondary failed"],
  },
  {
    name: "one On-Prem row is missing",
    changes: { azure: { arp: { primary: known(arpRows("10.255.0.1").slice(1)) } } },
    verdict: "degraded",
    findings: ["arp-on-prem-incomplete"],
    failing: ["arp.primary failed"],
  },
  {
    name: "a Microsoft row is missing",
    changes: { azure: { arp: { primary: known(arpRows("10.255.0.1").slice(0, 1)) } } },
    verdict: "healthy",
    findings: [],
    failing: [],
  },
  {
    name: "an ARP table is blank and the session up",
    row: 10,
    changes: { azure: { arp: { primary: known([]) } } },
    verdict: "healthy",
    findings: ["arp-empty"],
    failing: ["arp.primary warning"],
  },
  {
    name: "an ARP table is blank and the session down",
    row: 10,
    changes: {
      azure: { arp: { primary: known([]) }, summary: { primary: known(summaryRows("10.255.0.1", "Idle")) } },
    },
    verdict: "degraded",
    findings: ["arp-empty", "session-down-primary"],
    failing: ["arp.primary failed", "bgp.primary.azure failed"],
  },
  {
    name: "one session is down on both sides",
    row: 13,
    changes: {
      azure: { summary: { secondary: known(summaryRows("10.255.0.5", "Active")) } },
      oci: { mappings: known(mappings({ secondary: { ipv4BgpStatus: "DOWN" } })) },
    },
    verdict: "degraded",
    findings: ["session-down-secondary"],
    failing: ["bgp.secondary.azure failed", "bgp.secondary.oci failed"],
  },
  {
    name: "one session is down as Oracle sees it only",
    changes: { oci: { mappings: known(mappings({ primary: { ipv4BgpStatus: "DOWN" } })) } },
    verdict: "degraded",
    findings: ["session-down-primary"],
    failing: ["bgp.primary.oci failed"],
  },
  {
    name: "Azure does not know the neighbour",
    changes: { azure: { summary: { primary: known(summaryRows("10.255.0.9")) } } },
    verdict: "degraded",
    findings: ["session-down-primary"],
    failing: ["bgp.primary.azure failed"],
  },
  {
    name: "both sessions are down, each as one cloud sees it",
    row: 14,
    changes: {
      azure: { summary: { primary: known(summaryRows("10.255.0.1", "Idle")) } },
      oci: { mappings: known(mappings({ secondary: { ipv4BgpStatus: "DOWN" } })) },
    },
    verdict: "down",
    findings: ["session-down-primary", "session-down-secondary"],
    failing: ["bgp.primary.azure failed", "bgp.secondary.oci failed"],
  },
  {
    name: "Oracle's mappings cannot be read",
    changes: { oci: { mappings: unread() } },
    verdict: "unknown",
    findings: [],
    failing: ["oci.mappings unknown", "vlan unknown", "bgp.primary.oci unknown", "bgp.secondary.oci unknown"],
  },
  {
    name: "Azure's summary of one path cannot be read",
    changes: { azure: { summary: { primary: unread() } } },
    verdict: "unknown",
    findings: [],
    failing: ["bgp.primary.azure unknown"],
  },
  {
    name: "one session is down for certain, though Azure's view of it is missing",
    changes: {
      azure: { summary: { primary: unread() } },
      oci: { mappings: known(mappings({ primary: { ipv4BgpStatus: "DOWN" } })) },
    },
    verdict: "degraded",
    findings: ["session-down-primary"],
    failing: ["bgp.primary.azure unknown", "bgp.primary.oci failed"],
  },
  {
    name: "both sessions are down for certain, though Azure's view is missing",
    changes: {
      azure: { summary: { primary: unread(), secondary: unread() } },
      oci: { mappings: known(mappings({ primary: { ipv4BgpStatus: "DOWN" }, secondary: { ipv4BgpStatus: "DOWN" } })) },
    },
    verdict: "down",
    findings: ["session-down-primary", "session-down-secondary"],
    failing: [
      "bgp.primary.azure unknown",
      "bgp.primary.oci failed",
      "bgp.secondary.azure unknown",
      "bgp.secondary.oci failed",
    ],
  },
  {
    name: "one session is down and the other unreadable",
    changes: {
      azure: { summary: { primary: known(summaryRows("10.255.0.1", "Idle")), secondary: unread() } },
    },
    verdict: "unknown",
    findings: ["session-down-primary"],
    failing: ["bgp.primary.azure failed", "bgp.secondary.azure unknown"],
  },
];
