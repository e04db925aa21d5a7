import { jest } from "@jest/globals";
import { withLeave } from "../../../src/clouds/transport.ts";
import { toJson } from "../../../src/domain/json.ts";
import { markTags, ownerTagsIn } from "../../../src/domain/owner-tags.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import { stepOf } from "../../../src/graph/order.ts";
import type { Operation, StepNode } from "../../../src/graph/records.ts";
import { type Owning, ownedPlan } from "../../../src/plan/adopt/owned-plan.ts";
import { builtSoFar } from "../../../src/steps/as-built.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { isHalfTaken } from "../../../src/steps/given-back.ts";
import { azureIds } from "../../../src/steps/graph-row.ts";
import { sweepGraph, teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { readEnds } from "../../../src/survey/read-ends.ts";
import { readNetworks } from "../../../src/survey/read-networks.ts";
import { planIds } from "../../builders/plan-input.ts";
import { stateOf } from "./brought-state.ts";
import { owner, startTestWorld, type TestWorld } from "./built-link.ts";
import { run } from "./operation-run.ts";

// A whole create and its teardown sign some hundred requests; on a busy machine that outlasts jest's five seconds.
jest.setTimeout(120_000);

let world: TestWorld;
let before: unknown;

beforeAll(async () => {
  world = await startTestWorld();
  before = stateOf(world);
});

afterAll(() => world.close());

const leave = { check: () => undefined, retryToken: "somebody-else" };
const theirs = { costcentre: "4711" };

interface Theirs {
  readonly ids: { readonly circuitId: string };
  readonly plan: Plan;
  readonly virtualCircuitId?: string;
  readonly drgId?: string;
  /** Everything that could be changed of it. */
  readonly state: () => Promise<unknown>;
}

/** A step of a graph with all that it needs. */
function upTo(nodes: readonly StepNode[], id: string): readonly StepNode[] {
  const needed = new Set([id]);
  for (const one of needed) for (const need of nodes.find((node) => node.id === one)?.needs ?? []) needed.add(need);
  return nodes.filter((node) => needed.has(node.id));
}

/** A link that somebody else made as far as this step, with tags of their own. */
async function begunElsewhere(until: string, vcn = "vcn-app"): Promise<Theirs> {
  const plan = await world.planned({ vnet: { use: "vnet-edge" }, vcn: { use: vcn } });
  const { operation } = await run(world, plan, upTo(createGraph(plan), until));
  const { azure, oci } = world.clouds;
  const { circuit, connection } = azureIds(plan);
  for (const found of [await azure.readCircuit(circuit), await azure.readConnection(connection)]) {
    if (found) await withLeave(leave, () => azure.removeTags(found.id, ownerTagsIn(found.tags)));
    if (found) await withLeave(leave, () => azure.addTags(found.id, theirs));
  }
  const { virtualCircuit } = await readEnds(world.clouds, { circuitId: circuit });
  const whole = virtualCircuit && (await oci.virtualCircuits.find(virtualCircuit.id));
  if (whole) await oci.virtualCircuits.retag(whole, theirs, leave);
  const ids = { circuitId: circuit };
  const drgId = builtSoFar(operation)["oci.drg"]?.["drgId"];
  return {
    ids,
    plan,
    ...(virtualCircuit && { virtualCircuitId: virtualCircuit.id }),
    ...(typeof drgId === "string" && { drgId }),
    state: async () => toJson(await readEnds(world.clouds, ids)),
  };
}

/** What the bot would do of it. */
async function planned({ ids }: Theirs, said: Readonly<Record<string, string>> = {}): Promise<Owning> {
  const { clouds, environment, now } = world;
  const [ends, facts] = [await readEnds(clouds, ids), await readNetworks(clouds, environment, now)];
  const adopts = { ...ids, said };
  const outcome = ownedPlan({ name: "legacy", adopts, ends, facts, environment, reservations: [] }, planIds);
  if (!("plan" in outcome)) throw new RangeError(JSON.stringify(outcome));
  return outcome;
}

const tagsOf = async ({ ids }: Theirs): Promise<readonly (Readonly<Record<string, string>> | undefined)[]> => {
  const { circuit, virtualCircuit, connections } = await readEnds(world.clouds, ids);
  return [circuit?.tags, virtualCircuit?.tags, connections[0]?.tags];
};

const ours = { ...theirs, "interconnect-uid": owner.uid, "interconnect-seal": owner.seal };

const upToNames = () => world.simulators.sim.ledger.snapshot().remaining.map(({ type }) => type);

const removing = (plan: Plan, operation: Operation, more: { readonly givesBack?: true } = {}) =>
  run(world, plan, teardownGraph(plan, builtSoFar(operation), { soakMs: 0, keeps: [], ...more }));

/** What was there before stays others', after a rollback as after a teardown: they remove it themselves. */
async function theyRemoveTheRest({ plan, drgId }: Theirs): Promise<void> {
  const { azure, oci } = world.clouds;
  const drg = drgId === undefined ? undefined : await oci.drgs.find(drgId);
  if (drg) await oci.drgs.remove(drg, leave);
  await withLeave(leave, () => azure.remove(azureIds(plan).resourceGroup));
  world.simulators.sim.clock.advance(10 * 60_000);
}

/** Both clouds are as before anybody began, and nothing was ever done in a wrong order. */
function expectAsBefore(): void {
  const { remaining, illegalCalls } = world.simulators.sim.ledger.snapshot();
  expect({ remaining, illegalCalls }).toEqual({ remaining: [], illegalCalls: [] });
  expect(stateOf(world)).toEqual(before);
}

const group = "Microsoft.Resources/resourceGroups";
const networks = { vnet: "vnet-edge", vcn: "vcn-app" };

test("a circuit alone is finished; a rollback half-way gives it back as it was, a teardown removes it", async () => {
  const link = await begunElsewhere("azure.circuit");
  const found = await link.state();
  const { plan, request, checks, differences } = await planned(link, networks);
  expect(plan).toMatchObject({ takes: {}, azure: { circuit: { name: link.plan.azure.circuit.name } } });
  expect(plan.azure.resourceGroup).toMatchObject({ create: false, name: link.plan.azure.resourceGroup.name });
  expect(request.adopts?.said).toMatchObject({ primary: plan.primary.cidr, secondary: plan.secondary.cidr });
  expect(checks).toBeGreaterThan(20);
  expect(differences).toEqual([]);
  const nodes = createGraph(plan);
  const until = (operation: Operation): boolean => stepOf(operation, "oci.virtual-circuit").state === "done";
  const half = await run(world, plan, nodes, { until });
  expect(await tagsOf(link)).toMatchObject([ours, { "interconnect-uid": owner.uid }, undefined]);
  const { operation: rollback } = await removing(plan, half.operation, { givesBack: true });
  expect(rollback.state).toBe("done");
  expect(await link.state()).toEqual(found);
  // A worker that was too late marks it once more.
  await withLeave(leave, () => world.clouds.azure.addTags(link.ids.circuitId, markTags(owner)));
  const removed = rollback.record.nodes.map(({ id }) => id);
  const { operation: sweep } = await run(world, plan, sweepGraph(plan, removed, { waitMs: 120_000 }));
  expect(stepOf(sweep, "link.gone").outputs).toMatchObject({ reappeared: ["azure.mark/circuit"] });
  expect(await link.state()).toEqual(found);
  const whole = await run(world, plan, nodes);
  expect(await world.verify(plan, builtSoFar(whole.operation))).toMatchObject({ verdict: "healthy" });
  const { operation: teardown } = await removing(plan, whole.operation);
  expect(teardown.state).toBe("done");
  expect(upToNames()).toEqual([group]);
  await theyRemoveTheRest(link);
  expectAsBefore();
});

test("a circuit and a virtual circuit are finished with an attachment, a connection and routes; their DRG stays theirs", async () => {
  const link = await begunElsewhere("link.sessions");
  const found = await link.state();
  const { plan } = await planned(link, networks);
  expect(plan).toMatchObject({ takes: { virtualCircuitId: link.virtualCircuitId }, primary: link.plan.primary });
  expect(plan.oci).toMatchObject({ drg: { create: false, id: link.drgId }, attachment: { create: true } });
  const there = upToNames();
  const whole = await run(world, plan, createGraph(plan));
  expect(await world.verify(plan, builtSoFar(whole.operation))).toMatchObject({ verdict: "healthy" });
  expect(await tagsOf(link)).toMatchObject([ours, ours, { "interconnect-uid": owner.uid }]);
  const { operation: rollback } = await removing(plan, whole.operation, { givesBack: true });
  expect(rollback.state).toBe("done");
  expect(await link.state()).toEqual(found);
  expect(upToNames()).toEqual(there);
  const again = await run(world, plan, createGraph(plan));
  expect((await removing(plan, again.operation)).operation.state).toBe("done");
  expect(upToNames().toSorted()).toEqual([group, "drg"].toSorted());
  await theyRemoveTheRest(link);
  expectAsBefore();
});

test("a whole link is taken over by its tags alone, and given back or removed", async () => {
  const link = await begunElsewhere("link.verify", "vcn-joined");
  const found = await link.state();
  const { plan } = await planned(link);
  expect(plan.takes).toEqual({ virtualCircuitId: link.virtualCircuitId, connection: true });
  const there = upToNames();
  const { operation } = await run(world, plan, createGraph(plan));
  expect(operation.state).toBe("done");
  expect(upToNames()).toEqual(there);
  expect(await tagsOf(link)).toMatchObject([ours, ours, ours]);
  await removing(plan, operation, { givesBack: true });
  expect(await link.state()).toEqual(found);
  const again = await run(world, plan, createGraph(plan));
  expect((await removing(plan, again.operation)).operation.state).toBe("done");
  await theyRemoveTheRest(link);
  expectAsBefore();
});

describe("a circuit and a virtual circuit, when something goes wrong", () => {
  let link: Theirs;
  let found: unknown;
  let plan: Plan;

  beforeEach(async () => {
    link = await begunElsewhere("link.sessions", "vcn-joined");
    found = await link.state();
    ({ plan } = await planned(link, { vnet: networks.vnet }));
  });

  /** Gives it back, and its owners remove what is theirs. */
  async function givenBack(operation: Operation): Promise<void> {
    const { operation: rollback } = await removing(plan, operation, { givesBack: true });
    expect(rollback.state).toBe("done");
    expect(await link.state()).toEqual(found);
    const again = await run(world, plan, createGraph(plan));
    await removing(plan, again.operation);
    await theyRemoveTheRest(link);
  }

  test("a refused tag stops it before anything is made; on Retry it goes on, and once", async () => {
    const account = world.simulators.azure?.account;
    if (account === undefined) throw new RangeError("no Azure");
    const there = upToNames();
    account.missingPermissions = ["Microsoft.Resources/tags/write"];
    const refused = await run(world, plan, createGraph(plan));
    account.missingPermissions = [];
    expect(refused.operation.state).toBe("paused");
    expect(stepOf(refused.operation, "azure.mark/circuit").error).toMatchObject({ code: "CloudForbidden" });
    expect(upToNames()).toEqual(there);
    const retry = { at: world.now(), by: "slack:T1/U1" };
    const { operation } = await run(world, plan, [], { from: refused.operation, signals: { retry } });
    expect(operation.state).toBe("done");
    expect(await tagsOf(link)).toMatchObject([ours, ours, { "interconnect-uid": owner.uid }]);
    await givenBack(operation);
    expectAsBefore();
  });

  test("half marked and its record lost, it is given back by a teardown, with nothing waited for that stays", async () => {
    const account = world.simulators.azure?.account;
    if (account === undefined) throw new RangeError("no Azure");
    account.missingPermissions = ["Microsoft.Resources/tags/write"];
    const half = await run(world, plan, createGraph(plan));
    account.missingPermissions = [];
    expect(await tagsOf(link)).toEqual([theirs, expect.objectContaining({ "interconnect-uid": owner.uid }), undefined]);
    // What recover tells of it, by its tags alone.
    const built = { "oci.virtual-circuit": { virtualCircuitId: link.virtualCircuitId ?? "" } };
    expect(isHalfTaken(plan, built)).toBe(true);
    const nodes = teardownGraph(plan, built, { soakMs: 0, keeps: [], givesBack: true });
    expect((await run(world, plan, nodes)).operation.state).toBe("done");
    expect(await link.state()).toEqual(found);
    await givenBack(half.operation);
    expectAsBefore();
  });

  test.each(["dropAfter", "dropBefore"] as const)(
    "lost answers (%s) and a newer version leave each marked once",
    async (kind) => {
      const { faults } = world.simulators.sim;
      faults.add({ match: { service: "azure", method: "PATCH", times: 1 }, effect: { kind } });
      faults.add({ match: { service: "oci", method: "PUT", path: "/virtualCircuits/", times: 1 }, effect: { kind } });
      const newer = { kind: "respond", status: 412, body: { code: "NoEtagMatch", message: "newer" } } as const;
      faults.add({
        match: { service: "oci", method: "PUT", path: "/virtualCircuits/", times: 1, after: 1 },
        effect: newer,
      });
      const { operation } = await run(world, plan, createGraph(plan));
      expect(operation.state).toBe("done");
      expect(await tagsOf(link)).toMatchObject([ours, ours, { "interconnect-uid": owner.uid }]);
      await givenBack(operation);
    },
  );

  test("what got another owner's tags, or vanished, after the review is left alone, and nothing is made in its place", async () => {
    const { azure } = world.clouds;
    const there = upToNames();
    await withLeave(leave, () => azure.addTags(link.ids.circuitId, { "interconnect-uid": "another" }));
    const { operation } = await run(world, plan, createGraph(plan));
    expect(stepOf(operation, "azure.mark/circuit").error).toMatchObject({ code: "ForeignResource" });
    expect(upToNames()).toEqual(there);
    await removing(plan, operation, { givesBack: true });
    expect((await azure.readCircuit(link.ids.circuitId))?.tags).toMatchObject({ "interconnect-uid": "another" });
    await withLeave(leave, () => azure.removeTags(link.ids.circuitId, { "interconnect-uid": "another" }));
    const gone = { ...plan, takes: { virtualCircuitId: `${link.virtualCircuitId}x` } };
    const vanished = await run(world, gone, createGraph(gone));
    expect(stepOf(vanished.operation, "oci.mark/virtual-circuit").error).toMatchObject({
      code: "BroughtResourceMissing",
    });
    expect(upToNames()).toEqual(there);
    await removing(gone, vanished.operation, { givesBack: true });
    const virtualCircuit = await world.clouds.oci.virtualCircuits.find(link.virtualCircuitId ?? "");
    const seven = Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((name) => [name, "theirs"]));
    if (virtualCircuit) await world.clouds.oci.virtualCircuits.retag(virtualCircuit, seven, leave);
    const full = await run(world, plan, createGraph(plan));
    expect(stepOf(full.operation, "oci.mark/virtual-circuit").error?.message).toMatch(/no room .*: OCI takes ten/);
    expect(upToNames()).toEqual(there);
    await removing(plan, full.operation, { givesBack: true });
    const again = await world.clouds.oci.virtualCircuits.find(link.virtualCircuitId ?? "");
    expect(again?.tags).toEqual(seven);
    if (again) await world.clouds.oci.virtualCircuits.retag(again, theirs, leave);
    await givenBack(operation);
    expectAsBefore();
  });
});
