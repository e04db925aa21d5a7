import { textAt } from "../../simulators/kit/json.ts";
import { type AzureWorld, startAzureWorld } from "./azure-world.ts";
import { build, nodesOf } from "./chain.ts";

let world: AzureWorld;

beforeEach(async () => {
  world = await startAzureWorld();
});

afterEach(() => world.close());

/** Makes the next reads of the public IP and of its operation say that the create failed. */
function showFailed(times: number): void {
  const shown = world.azure.resource(world.ids.publicIp);
  const failed = { ...Object(shown), properties: { provisioningState: "Failed" } };
  const reason = { status: "Failed", error: { code: "AllocationFailed", message: "No address was free." } };
  for (const [path, body] of [
    ["/publicIPAddresses/ip", failed],
    ["/locations/.*/operations/", reason],
  ] as const) {
    world.world.faults.add({
      match: { service: "azure", method: "GET", path, times },
      effect: { kind: "respond", status: 200, body },
    });
  }
}

const writes = () => world.calls().filter(({ operation }) => operation === "PUT publicIPAddresses");

/** A public IP that failed after its create was answered. */
async function failedPublicIp() {
  const { group, publicIp } = nodesOf(world);
  await build(world, group);
  const sent = await world.move(publicIp);
  showFailed(2);
  return { publicIp, dead: await world.move(publicIp, { record: sent }) };
}

test("a failed resource is dead with the reason that only its operation tells", async () => {
  const { publicIp, dead } = await failedPublicIp();
  expect(dead).toMatchObject({
    state: "blocked",
    error: { code: "ResourceFailed", details: { cloudCode: "AllocationFailed", cloudMessage: "No address was free." } },
  });
  const still = await world.move(publicIp, { record: { ...dead, state: "active" } });
  expect(still.state).toBe("blocked");
  expect(writes()).toHaveLength(1);
});

test("a person's Retry writes it back as it is, and then it can be done", async () => {
  const { publicIp, dead } = await failedPublicIp();
  world.pass(60_000);
  const signals = { retry: { at: world.world.clock.now() } };
  const done = await world.drive(publicIp, { record: { ...dead, state: "active" }, signals });
  expect(done).toMatchObject({ state: "done" });
  expect(writes()).toHaveLength(2);
  const sentBack = world.exchanges.findLast(({ request }) => request.method === "PUT")?.request.body ?? "";
  expect(textAt(JSON.parse(sentBack), "id")).toBe(world.ids.publicIp);
});

test("what was written back with a lost answer was not made by that", async () => {
  const { publicIp, dead } = await failedPublicIp();
  world.pass(60_000);
  const signals = { retry: { at: world.world.clock.now() } };
  const { made: _by, ...memo } = dead.memo;
  world.world.faults.add({ match: { service: "azure", method: "PUT", times: 1 }, effect: { kind: "dropAfter" } });
  showFailed(2);
  const lost = await world.move(publicIp, { record: { ...dead, state: "active", memo }, signals });
  expect(lost.intent?.what).toMatch(/^write the failed .* back$/);
  const seen = await world.move(publicIp, { record: lost, signals });
  expect(seen.memo["made"]).toBeUndefined();
});

test("without a known reason it says where to look", async () => {
  const { group, publicIp } = nodesOf(world);
  await build(world, group);
  const sent = await world.move(publicIp);
  showFailed(1);
  const dead = await world.move(publicIp, { record: { ...sent, memo: {} } });
  expect(dead).toMatchObject({ state: "blocked", error: { code: "ResourceFailed" } });
  expect(dead.error?.hint).toContain("activity log");
});
