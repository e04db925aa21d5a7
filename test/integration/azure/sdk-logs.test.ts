import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Child } from "../../support/child.ts";
import { type AzureWorld, serviceKeyIn, startAzureWorld } from "./azure-world.ts";
import { build, nodesOf } from "./chain.ts";

const program = fileURLToPath(new URL("verbose-reader.ts", import.meta.url));
let world: AzureWorld;

beforeEach(async () => {
  world = await startAzureWorld();
});

afterEach(() => world.close());

test("the SDK tells neither the service key nor the client secret, even with its logs turned up", async () => {
  const { group, circuit } = nodesOf(world);
  for (const one of [group, circuit]) await build(world, one);
  const { tenantId, subscriptionId, clientId, clientSecret } = world.azure.account;
  const args = [world.azure.url, tenantId, subscriptionId, clientId, world.ids.circuit];
  const child = new Child(program, args, { ...process.env, AZURE_LOG_LEVEL: "verbose", SECRET_OF_TEST: clientSecret });
  await child.said("read a key of 36 characters");
  if (child.process.exitCode === null) await once(child.process, "close");
  expect(child.output).toContain("azure:");
  expect(child.output).not.toContain(serviceKeyIn(world));
  expect(child.output).not.toContain(clientSecret);
}, 30_000);
