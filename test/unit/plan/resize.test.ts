import type { Environment } from "../../../src/domain/environment.ts";
import type { BandwidthMbps } from "../../../src/domain/plan.ts";
import { planHash } from "../../../src/plan/plan-hash.ts";
import { reviewResize } from "../../../src/plan/resize/review.ts";
import { azureIds } from "../../../src/steps/graph-row.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { type FactsChanges, unread } from "../../builders/network-facts.ts";
import { aPlan } from "../../builders/plan.ts";
import { aCircuitOf, removalFacts } from "../../builders/removal-facts.ts";
import { codesIn, rowsOf } from "../docs/pages.ts";

const plan = aPlan();
const ids = azureIds(plan);

const circuit = (bandwidthMbps = 1000) => aCircuitOf(plan, { id: ids.circuit.toUpperCase(), bandwidthMbps });

const prices = {
  currency: "GBP",
  date: "2026-11-21",
  items: { "circuit/2000/Standard/MeteredData": 900, "gateway/ErGw1AZ": 150, "virtual-circuit/2000": 300 },
};

interface Case {
  readonly what: string;
  readonly networks?: FactsChanges;
  readonly toMbps?: BandwidthMbps;
  readonly policy?: Partial<Environment["policy"]>;
  readonly unpriced?: true;
  readonly found: readonly string[];
}

function review({ networks = {}, toMbps = 2000, policy, unpriced }: Partial<Case>) {
  const environment = anEnvironment({ policy: { ...anEnvironment().policy, ...policy } });
  const facts = removalFacts({ networks: { ...networks, azure: { circuits: [circuit()], ...networks.azure } } });
  return reviewResize({ plan, toMbps, environment, facts, ...(unpriced ? {} : { prices }) });
}

const virtualCircuit = { name: "v", drgId: undefined, oracleIps: [], customerIps: [], tags: {} };

// The gateway of the plan carries 1 Gbps.
const slow = "gateway-slower-than-circuit warning";

const cases: readonly Case[] = [
  { what: "all is well but for the gateway's size", found: [slow] },
  {
    what: "circuits and connections could not be read",
    networks: { azure: { circuits: unread(), connections: unread() } },
    found: ["azure-unreadable blocking", "azure-unreadable blocking", slow],
  },
  {
    what: "virtual circuits could not be read",
    networks: { oci: { virtualCircuits: unread() } },
    found: ["oci-unreadable blocking", slow],
  },
  {
    what: "Azure does not sell it",
    networks: { azure: { oracleOffer: { peeringLocations: ["London"], bandwidthsMbps: [1000] } } },
    found: ["azure-bandwidth-not-offered blocking", slow],
  },
  {
    what: "OCI does not sell it",
    networks: { oci: { azureProviderService: { id: "p", bandwidthsMbps: [1000] } } },
    found: ["oci-bandwidth-not-offered blocking", slow],
  },
  { what: "the circuit is gone", networks: { azure: { circuits: [] } }, found: ["circuit-gone blocking", slow] },
  {
    what: "somebody has given the circuit more by hand",
    networks: { azure: { circuits: [circuit(5000)] } },
    found: ["circuit-has-more blocking", slow],
  },
  {
    what: "somebody has given the circuit just that by hand",
    networks: { azure: { circuits: [circuit(2000)] } },
    found: [slow],
  },
  {
    what: "another gateway is connected",
    networks: {
      azure: {
        connections: [
          { id: "c2", name: "theirs", gatewayId: "g2", circuitId: ids.circuit, connectionType: "ExpressRoute" },
        ],
      },
    },
    found: ["circuit-has-other-connections warning", slow],
  },
  {
    what: "Oracle is still provisioning",
    networks: {
      oci: {
        virtualCircuits: [{ ...virtualCircuit, id: "ocid1.virtualcircuit.oc1..ffff", lifecycleState: "PROVISIONING" }],
      },
    },
    found: ["virtual-circuit-not-provisioned blocking", slow],
  },
  {
    what: "the virtual circuit is gone",
    networks: { oci: { virtualCircuits: [] } },
    found: ["virtual-circuit-not-provisioned blocking", slow],
  },
  {
    what: "the bot may not write the circuit",
    networks: { azure: { permissions: [{ actions: ["*/read"], notActions: [] }] } },
    found: ["azure-permission-missing blocking", slow],
  },
  {
    what: "a lock is on the group",
    networks: { azure: { locks: [{ name: "frozen", level: "ReadOnly", scope: ids.resourceGroup }] } },
    found: ["azure-lock blocking", slow],
  },
  {
    what: "a lock that only forbids removal is on the group",
    networks: { azure: { locks: [{ name: "kept", level: "CanNotDelete", scope: ids.resourceGroup }] } },
    found: [slow],
  },
  {
    what: "a gateway that somebody has made larger",
    networks: {
      azure: {
        gateways: [
          {
            id: ids.gateway,
            name: "g",
            resourceGroup: "r",
            vnetId: ids.vnet,
            gatewayType: "ExpressRoute",
            sku: "ErGw3AZ",
            provisioningState: "Succeeded",
            minScaleUnits: undefined,
          },
        ],
      },
    },
    found: [],
  },
  { what: "no price is known", unpriced: true, found: [slow, "cost-unknown note"] },
  { what: "it costs too much", policy: { maxMonthlyCost: 1000 }, found: ["cost-above-limit blocking", slow] },
];

test.each(cases)("$what", (one) => {
  expect(review(one).findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(one.found);
});

test("the plan as it will be differs in bandwidth, cost and policy alone, and its hash with the bandwidth", () => {
  const { plan: next, fromMbps, costBefore } = review({});
  const { cost, ...rest } = next;
  const { cost: before, ...was } = plan;
  expect(rest).toEqual({ ...was, bandwidthMbps: 2000, policyVersion: anEnvironment().policyVersion });
  expect(cost).toMatchObject({ perMonth: 1350, currency: "GBP", pricesOf: "2026-11-21" });
  expect({ fromMbps, costBefore }).toEqual({ fromMbps: 1000, costBefore: before });
  expect(planHash(next)).not.toBe(planHash(review({ toMbps: 5000 }).plan));
});

test("the page of operations has every finding there is", () => {
  const rows = rowsOf("docs/operations.md");
  const from = rows.findIndex(([head]) => head === "Finding");
  const told = rows.slice(from + 1).flatMap(([cell = "", says = ""]) => codesIn(cell).map((code) => ({ code, says })));
  const found = cases.flatMap((one) => review(one).findings);
  for (const code of new Set(found.map((one) => one.code))) expect(told.map((one) => one.code)).toContain(code);
  expect(found.every(({ cause, remedy }) => /^[A-Z].*\.$/.test(cause) && /^[A-Z].*\.$/.test(remedy))).toBe(true);
});
