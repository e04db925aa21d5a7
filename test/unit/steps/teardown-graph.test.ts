import { allSteps } from "../../../src/app/steps.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { graphProblems } from "../../../src/graph/order.ts";
import type { StepNode } from "../../../src/graph/records.ts";
import { type Built, builtSoFar } from "../../../src/steps/as-built.ts";
import { resumeTrafficGraph } from "../../../src/steps/create-graph.ts";
import { sweepGraph, teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { anOperation } from "../../builders/operation.ts";
import { plans } from "../docs/plans.ts";

const everythingNew = plans["Everything new"];
const broughtNetworks = plans["Networks brought"];
const madeSubnet: Built = { "azure.gateway-subnet": { made: true } };
const ids: Built = {
  "oci.vcn": { vcnId: "vcn-1", defaultRouteTableId: "rt-1" },
  "oci.drg": { drgId: "drg-1" },
  "oci.virtual-circuit": { virtualCircuitId: "vc-1" },
};

const down = (plan: Plan, built: Built = madeSubnet, keeps: readonly string[] = [], soakMs = 60_000) =>
  teardownGraph(plan, built, { soakMs, keeps });
const nodeOf = (nodes: readonly StepNode[], kind: string) => nodes.find((node) => node.kind === kind);
const kindsOf = (nodes: readonly StepNode[]) => nodes.map(({ kind }) => kind);

/** Everything that is done before a node may begin. */
function allBefore(nodes: readonly StepNode[], kind: string): ReadonlySet<string> {
  const before = new Set<string>();
  const visit = (node: StepNode | undefined): void => {
    for (const id of node?.needs ?? []) {
      const need = nodes.find((one) => one.id === id);
      if (need === undefined || before.has(need.kind)) continue;
      before.add(need.kind);
      visit(need);
    }
  };
  visit(nodeOf(nodes, kind));
  return before;
}

describe.each(Object.entries(plans))("%s", (_name, plan) => {
  test.each([0, 60_000])("is a graph whose every step reads its params (soak %i ms)", (soakMs) => {
    const nodes = down(plan, madeSubnet, [], soakMs);
    expect(graphProblems(nodes)).toEqual([]);
    for (const { kind, params, direction } of nodes) {
      expect(allSteps.get(kind)?.usualMs(params, direction)).toBeGreaterThan(0);
    }
    expect(kindsOf(nodes).includes("gate.soak")).toBe(soakMs > 0);
  });

  test.each([
    { kind: "gate.soak", after: ["azure.connection", "oci.route-rules"] },
    { kind: "azure.circuit-free", after: ["gate.soak"] },
    { kind: "oci.virtual-circuit", after: ["azure.circuit-free"] },
    { kind: "azure.provider-released", after: ["oci.virtual-circuit"] },
    { kind: "azure.circuit", after: ["azure.provider-released", "azure.connection"] },
  ])("$kind comes after $after", ({ kind, after }) => {
    expect([...allBefore(down(plan), kind)]).toEqual(expect.arrayContaining(after));
  });

  test("without a soak both circuits still wait for the traffic steps", () => {
    const nodes = down(plan, madeSubnet, [], 0);
    expect([...allBefore(nodes, "oci.virtual-circuit")].toSorted()).toEqual([
      "azure.circuit-free",
      "azure.connection",
      "oci.route-rules",
    ]);
  });

  test("the proof waits for everything", () => {
    const nodes = down(plan);
    expect(nodeOf(nodes, "link.gone")?.needs).toHaveLength(nodes.length - 1);
  });

  test("a sweep waits first, then looks for everything in the same order, by tags and names alone", () => {
    const removal = down(plan, { ...madeSubnet, ...ids }, [], 0);
    const sweep = sweepGraph(
      plan,
      removal.map(({ id }) => id),
      { waitMs: 120_000, lateAt: 1 },
    );
    const [wait, ...rest] = sweep;
    expect([wait?.kind, wait?.needs, wait?.params["waitMs"]]).toEqual(["gate.soak", [], 120_000]);
    expect(kindsOf(rest)).toEqual(kindsOf(down(plan, madeSubnet, [], 0)));
    for (const node of rest) expect(allBefore(sweep, node.kind)).toContain("gate.soak");
    expect(graphProblems(sweep)).toEqual([]);
    expect(nodeOf(sweep, "oci.virtual-circuit")?.params).not.toHaveProperty("id");
  });

  test("a sweep looks at no GatewaySubnet that no create can have made so late", () => {
    const removed = down(plan, madeSubnet).map(({ id }) => id);
    expect(kindsOf(sweepGraph(plan, removed, { waitMs: 120_000 }))).not.toContain("azure.gateway-subnet");
  });

  test("a sweep does not look for what the removal left", () => {
    const removal = down(plan, madeSubnet, ["azure.gateway", "oci.drg"]);
    const sweep = sweepGraph(
      plan,
      removal.map(({ id }) => id),
      { waitMs: 120_000 },
    );
    expect(kindsOf(sweep)).not.toEqual(expect.arrayContaining(["azure.gateway"]));
    expect(kindsOf(sweep)).not.toEqual(expect.arrayContaining(["oci.drg"]));
    expect(kindsOf(sweep)).toContain("azure.circuit");
  });
});

test("a sweep waits for nothing of a circuit that was given back: by now it is others' to use", () => {
  const taken: Plan = { ...broughtNetworks, takes: {} };
  const rollback = teardownGraph(taken, madeSubnet, { soakMs: 0, keeps: [], givesBack: true });
  const sweep = sweepGraph(
    taken,
    rollback.map(({ id }) => id),
    { waitMs: 120_000 },
  );
  const ofCircuit = (nodes: readonly StepNode[]) => kindsOf(nodes).filter((kind) => /circuit-free|released/.test(kind));
  expect(ofCircuit(rollback)).toEqual(["azure.circuit-free", "azure.provider-released"]);
  expect(ofCircuit(sweep)).toEqual([]);
  expect([...allBefore(sweep, "oci.virtual-circuit")]).toEqual(
    expect.arrayContaining(["gate.soak", "azure.connection", "oci.route-rules"]),
  );
});

test("the gateway goes beside both circuits, and everything else of Azure before the group", () => {
  const nodes = down(everythingNew);
  expect([...allBefore(nodes, "azure.gateway")].toSorted()).toEqual([
    "azure.connection",
    "gate.soak",
    "oci.route-rules",
  ]);
  const azure = kindsOf(nodes).filter((kind) => kind.startsWith("azure.") && kind !== "azure.resource-group");
  expect([...allBefore(nodes, "azure.resource-group")]).toEqual(expect.arrayContaining(azure));
});

test("what was brought is no part of it", () => {
  expect(kindsOf(down(plans["All brought"], {})).toSorted()).toEqual([
    "azure.circuit",
    "azure.circuit-free",
    "azure.connection",
    "azure.provider-released",
    "gate.soak",
    "link.gone",
    "oci.route-rules",
    "oci.virtual-circuit",
  ]);
});

test.each([
  { name: "made by us", built: madeSubnet, removed: true },
  { name: "found there when we came", built: { "azure.gateway-subnet": { made: false } }, removed: false },
  { name: "of which nothing is known", built: {}, removed: false },
])("a GatewaySubnet $name", ({ built, removed }) => {
  expect(kindsOf(down(broughtNetworks, built)).includes("azure.gateway-subnet")).toBe(removed);
});

test("a kept gateway keeps what it stands on, and a kept DRG only itself", () => {
  const gone = (keeps: readonly string[]) => {
    const left = kindsOf(down(everythingNew, madeSubnet, keeps));
    return kindsOf(down(everythingNew)).filter((kind) => !left.includes(kind));
  };
  expect(gone(["azure.gateway"]).toSorted()).toEqual([
    "azure.gateway",
    "azure.public-ip",
    "azure.resource-group",
    "azure.vnet",
  ]);
  expect(gone(["oci.drg"])).toEqual(["oci.drg"]);
  expect(graphProblems(down(everythingNew, madeSubnet, ["azure.gateway", "oci.drg"]))).toEqual([]);
});

test("knows what was made by its ids", () => {
  const nodes = down(everythingNew, ids);
  expect(nodeOf(nodes, "oci.virtual-circuit")?.params["id"]).toBe("vc-1");
  expect(nodeOf(nodes, "link.gone")?.params["virtualCircuitId"]).toBe("vc-1");
  expect(nodeOf(nodes, "oci.route-rules")?.params["routeTableId"]).toBe("rt-1");
});

test("a create that stopped half-way is known by what its steps noted", () => {
  const steps = {
    "oci.drg": { state: "done", memo: { id: "drg-1" }, outputs: { drgId: "drg-1" } },
    "oci.virtual-circuit": { state: "active", memo: { id: "vc-1" } },
    "azure.gateway-subnet": { state: "active", intent: { what: "create", at: 1 } },
  } as const;
  const operation = anOperation(steps, { plan: broughtNetworks });
  const nodes = down(broughtNetworks, builtSoFar(operation));
  expect(nodeOf(nodes, "oci.drg")?.params["id"]).toBe("drg-1");
  expect(nodeOf(nodes, "oci.virtual-circuit")?.params["id"]).toBe("vc-1");
  expect(kindsOf(nodes)).toContain("azure.gateway-subnet");
  expect(nodeOf(nodes, "oci.drg-attachment")?.params).not.toHaveProperty("id");
});

test("what was there before and was written back is no more the bot's by that", () => {
  const taken: Plan = { ...broughtNetworks, takes: {} };
  const removing = (what: string) => {
    const steps = { "azure.circuit": { state: "active", intent: { what, at: 1 } } } as const;
    const built = builtSoFar(anOperation(steps, { plan: taken }));
    return kindsOf(teardownGraph(taken, built, { soakMs: 0, keeps: [], givesBack: true }));
  };
  expect(removing("write the failed circuit back")).not.toContain("azure.circuit");
  expect(removing("create")).toContain("azure.circuit");
});

test("traffic that is brought back needs no more than its own steps, and is verified", () => {
  const nodes = resumeTrafficGraph(everythingNew, ids);
  expect(graphProblems(nodes)).toEqual([]);
  expect(kindsOf(nodes)).toEqual(["azure.connection", "oci.route-rules", "link.verify"]);
  expect(nodes.map(({ direction }) => direction)).toEqual(["build", "build", "build"]);
  expect(nodeOf(nodes, "oci.route-rules")?.params).toMatchObject({ drgId: "drg-1", routeTableId: "rt-1" });
  expect(nodeOf(nodes, "link.verify")?.needs).toEqual(nodes.slice(0, 2).map(({ id }) => id));
});
