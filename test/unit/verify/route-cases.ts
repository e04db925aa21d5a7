import { aConnection, routeRows } from "../../builders/link-facts.ts";
import { known, unread } from "../../builders/network-facts.ts";
import type { LinkCase } from "./link-case.ts";

const firewall = { direction: "ingress", protocol: "6", icmpType: undefined, icmpCode: undefined } as const;

const many = Array.from({ length: 3_200 }, (_, n) => `172.16.${Math.floor(n / 64)}.${(n % 64) * 4}/30`);

/** Routes, gateway, attachment and rules. */
export const routeCases: readonly LinkCase[] = [
  {
    name: "Azure lacks an OCI prefix on one path",
    changes: { azure: { routes: { secondary: known(routeRows("10.255.0.5")) } } },
    verdict: "degraded",
    findings: ["oci-prefixes-missing-secondary"],
    failing: ["azure.routes.secondary failed"],
  },
  {
    name: "Azure lacks all OCI prefixes",
    changes: {
      azure: {
        routes: { primary: known(routeRows("10.255.0.1")), secondary: known(routeRows("10.255.0.5")) },
        learnedRoutes: known([]),
      },
    },
    verdict: "down",
    findings: ["oci-prefixes-missing-primary", "oci-prefixes-missing-secondary", "gateway-routes-missing"],
    failing: ["azure.routes.primary failed", "azure.routes.secondary failed", "azure.learned-routes failed"],
  },
  {
    name: "a route table of a path cannot be read",
    changes: { azure: { routes: { primary: unread() } } },
    verdict: "unknown",
    findings: [],
    failing: ["azure.routes.primary unknown"],
  },
  {
    name: "the gateway has learnt nothing",
    changes: { azure: { learnedRoutes: known([]) } },
    verdict: "down",
    findings: ["gateway-routes-missing"],
    failing: ["azure.learned-routes failed"],
  },
  {
    name: "what the gateway learnt cannot be read",
    changes: { azure: { learnedRoutes: unread() } },
    verdict: "healthy",
    findings: [],
    failing: ["azure.learned-routes unknown"],
  },
  {
    name: "OCI announces a default route",
    row: 17,
    changes: { azure: { routes: { primary: known(routeRows("10.255.0.1", "10.20.0.0/24", "0.0.0.0/0")) } } },
    verdict: "degraded",
    findings: ["broad-route-from-oci"],
    failing: ["azure.broad-routes failed"],
  },
  {
    name: "OCI announces a range that swallows the VNet",
    row: 17,
    changes: { azure: { routes: { primary: known(routeRows("10.255.0.1", "10.20.0.0/24", "10.0.0.0/12")) } } },
    verdict: "degraded",
    findings: ["broad-route-from-oci"],
    failing: ["azure.broad-routes failed"],
  },
  {
    name: "OCI announces a subnet that came later",
    changes: { azure: { routes: { primary: known(routeRows("10.255.0.1", "10.20.0.0/24", "10.20.1.0/24")) } } },
    verdict: "healthy",
    findings: ["unplanned-route-from-oci"],
    failing: ["azure.broad-routes warning"],
  },
  {
    name: "OCI announces almost as much as Azure takes",
    row: 16,
    expected: {
      ociPrefixes: many,
    },
    changes: {
      azure: {
        routes: {
          primary: known(routeRows("10.255.0.1", ...many)),
          secondary: known(routeRows("10.255.0.5", ...many)),
        },
        learnedRoutes: unread(),
      },
    },
    verdict: "healthy",
    findings: ["prefix-cap-near"],
    failing: ["azure.learned-routes unknown", "prefix-caps warning"],
  },
  {
    name: "the gateway is gone",
    changes: { azure: { gateway: known(undefined) } },
    verdict: "down",
    findings: ["gateway-missing"],
    failing: ["azure.gateway failed"],
  },
  {
    name: "the gateway is being changed",
    changes: { azure: { gateway: known({ id: "/gateway", sku: "ErGw1AZ", provisioningState: "Updating" }) } },
    verdict: "degraded",
    findings: ["gateway-not-ready"],
    failing: ["azure.gateway failed"],
  },
  {
    name: "the gateway is not connected",
    row: 31,
    changes: { azure: { connection: known(undefined) } },
    verdict: "down",
    findings: ["connection-missing"],
    failing: ["azure.connection failed"],
  },
  {
    name: "the connection has failed",
    changes: { azure: { connection: known(aConnection({ provisioningState: "Failed" })) } },
    verdict: "down",
    findings: ["connection-not-ready"],
    failing: ["azure.connection failed"],
  },
  {
    name: "FastPath is off",
    row: 27,
    expected: { fastPath: true },
    changes: {},
    verdict: "degraded",
    findings: ["fast-path-differs"],
    failing: ["azure.connection failed"],
  },
  {
    name: "the connection cannot be read",
    changes: { azure: { connection: unread() } },
    verdict: "unknown",
    findings: [],
    failing: ["azure.connection unknown"],
  },
  {
    name: "the VCN is not attached",
    row: 18,
    changes: {
      oci: {
        attachments: known([
          { id: "a-vc", lifecycleState: "ATTACHED", type: "VIRTUAL_CIRCUIT", networkId: "vc", drgRouteTableId: "x" },
          { id: "a-other", lifecycleState: "ATTACHED", type: "VCN", networkId: "other-vcn", drgRouteTableId: "x" },
        ]),
      },
    },
    verdict: "down",
    findings: ["drg-not-attached"],
    failing: ["oci.attachment failed"],
  },
  {
    name: "the virtual circuit lies on another DRG",
    changes: {
      oci: {
        attachments: known([
          { id: "a-vcn", lifecycleState: "ATTACHED", type: "VCN", networkId: "vcn", drgRouteTableId: "drgrt" },
        ]),
      },
    },
    verdict: "down",
    findings: ["drg-not-attached"],
    failing: ["oci.attachment failed"],
  },
  {
    name: "the VCN's route rules are missing",
    row: 19,
    changes: { oci: { routeTables: known([{ id: "rt-app", displayName: "app", rules: [] }]) } },
    verdict: "down",
    findings: ["route-rules-missing"],
    failing: ["oci.route-rules failed"],
  },
  {
    name: "one of two route tables lacks a rule",
    row: 19,
    expected: {
      routeTables: [
        { id: "rt-app", name: "app" },
        { id: "rt-db", name: "db" },
      ],
    },
    changes: {},
    verdict: "degraded",
    findings: ["route-rules-missing"],
    failing: ["oci.route-rules failed"],
  },
  {
    name: "a rule leads to another DRG",
    row: 19,
    changes: {
      oci: {
        routeTables: known([
          {
            id: "rt-app",
            displayName: "app",
            rules: [{ destination: "10.1.0.0/16", networkEntityId: "other-drg", description: undefined }],
          },
        ]),
      },
    },
    verdict: "down",
    findings: ["route-rules-missing"],
    failing: ["oci.route-rules failed"],
  },
  {
    name: "the DRG does not import the VNet",
    row: 20,
    changes: {
      oci: {
        drgRoutes: known([{ destination: "10.20.0.0/24", nextHopAttachmentId: "a-vcn", routeType: "DYNAMIC" }]),
      },
    },
    verdict: "down",
    findings: ["drg-routes-missing"],
    failing: ["oci.drg-routes failed"],
  },
  {
    name: "the DRG knows the VNet over somebody else's attachment only",
    row: 20,
    changes: {
      oci: { drgRoutes: known([{ destination: "10.1.0.0/16", nextHopAttachmentId: "vpn", routeType: "DYNAMIC" }]) },
    },
    verdict: "down",
    findings: ["drg-routes-missing"],
    failing: ["oci.drg-routes failed"],
  },
  {
    name: "OCI admits nothing from Azure",
    row: 22,
    changes: { oci: { securityRules: known([]) } },
    verdict: "healthy",
    findings: ["oci-security-missing"],
    failing: ["oci.security warning"],
  },
  {
    name: "OCI does not admit pings",
    row: 21,
    changes: { oci: { securityRules: known([{ ...firewall, peerCidr: "10.0.0.0/8" }]) } },
    verdict: "healthy",
    findings: ["oci-ping-not-admitted"],
    failing: ["oci.security warning"],
  },
];
