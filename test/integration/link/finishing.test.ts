import { jest } from "@jest/globals";
import { markIn } from "../../../src/domain/owner-tags.ts";
import type { InterconnectRequest, Plan } from "../../../src/domain/plan.ts";
import type { Operation } from "../../../src/graph/records.ts";
import { finishingPlan } from "../../../src/plan/finish/finishing-plan.ts";
import { builtSoFar } from "../../../src/steps/as-built.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { foundParts } from "../../../src/steps/found-again.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { findMarked } from "../../../src/survey/find-marked.ts";
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

/** Azure reads only so much in five minutes. */
const readsAgain = (): void => world.simulators.sim.clock.advance(10 * 60_000);

/** What tags show of it, as after its record was lost. */
async function found(plan: Plan) {
  const { resources, routeTables } = await findMarked(world.clouds, world.now);
  const own = resources.filter(({ tags }) => markIn(tags)?.uid === owner.uid);
  return foundParts(plan, { resources: own, routeTables });
}

/** The plan that would finish it now, in the same networks. */
async function planned(plan: Plan) {
  const { environment, clouds, now } = world;
  readsAgain();
  const { ids: made } = await found(plan);
  const facts = await readNetworks(clouds, environment, now);
  const wish = { reason: plan.reason, accepts: [] };
  return finishingPlan({ planned: plan, made, wish, environment, facts, reservations: [] }, planIds);
}

/** A create that knows nothing of an earlier one, until so many of its steps are done. */
async function anew(plan: Plan, steps = Number.POSITIVE_INFINITY): Promise<Operation> {
  const until = ({ steps: all }: Operation) =>
    Object.values(all).filter(({ state }) => state === "done").length >= steps;
  return (await run(world, plan, createGraph(plan), { until })).operation;
}

const expectAsBefore = (): void => {
  const { remaining, illegalCalls } = world.simulators.sim.ledger.snapshot();
  expect({ remaining, illegalCalls }).toEqual({ remaining: [], illegalCalls: [] });
  expect(stateOf(world)).toEqual(before);
};

interface Networks {
  readonly name: string;
  readonly changes: Partial<InterconnectRequest>;
}

const networks: readonly Networks[] = [
  {
    name: "new networks",
    changes: { vnet: { create: { addressPrefix: "10.91.0.0/16" } }, vcn: { create: { cidr: "10.92.0.0/20" } } },
  },
  { name: "a hub's spoke and a VCN", changes: { vnet: { use: "vnet-spoke-sales" }, vcn: { use: "vcn-app" } } },
  { name: "everything brought", changes: { vnet: { use: "vnet-edge" }, vcn: { use: "vcn-joined" } } },
];
const withGatewaySubnet: Networks = {
  name: "a GatewaySubnet, which bears no tags",
  changes: { vnet: { use: "vnet-app" }, vcn: { use: "vcn-app" } },
};

test.each([...networks, withGatewaySubnet])(
  "whatever is there of a link with $name, it is planned again the same, and finished once",
  async ({ changes }) => {
    readsAgain();
    const plan = await world.planned(changes);
    const createdBefore = world.simulators.sim.ledger.snapshot().resources.length;
    for (const steps of [1, 5, 9]) {
      await anew(plan, steps);
      const again = await planned(plan);
      expect(again.plan).toEqual(plan);
    }
    const operation = await anew(plan);
    expect(Object.values(operation.steps).flatMap(({ error }) => error ?? [])).toEqual([]);
    readsAgain();
    const whole = await found(plan);
    expect(whole.missing).toEqual([]);
    expect((await planned(plan)).plan).toEqual(plan);
    expect(await world.verify(plan, builtSoFar(operation))).toMatchObject({ verdict: "healthy" });
    const { resources } = world.simulators.sim.ledger.snapshot();
    const made = resources.slice(createdBefore).flatMap(({ type, origin }) => (origin === "created" ? [type] : []));
    expect(made).toEqual([...new Set(made)]);
    // Whoever does not know that it was made here would leave the GatewaySubnet.
    const built = { ...builtSoFar(operation), "azure.gateway-subnet": { made: true } };
    await run(world, plan, teardownGraph(plan, built, { soakMs: 0, keeps: [] }));
    expectAsBefore();
  },
);

test.each(networks.slice(0, 2))(
  "rolled back, a link with $name that was being finished is gone whole, however far it was",
  async ({ changes }) => {
    const plan = await world.planned(changes);
    for (const steps of [1, 7]) {
      await anew(plan, steps + 2);
      const { built } = await found(plan);
      const operation = await anew(plan, steps);
      await run(world, plan, teardownGraph(plan, builtSoFar(operation, built), { soakMs: 0, keeps: [] }));
      expectAsBefore();
    }
  },
);
