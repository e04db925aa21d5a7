import { createAzureCloud } from "../../../src/clouds/azure/azure-cloud.ts";

/** A process of its own, since the SDK reads its log level when it is loaded. Reads one circuit and its key. */
const [url = "", tenantId = "", subscriptionId = "", clientId = "", circuitId = ""] = process.argv.slice(2);

const cloud = await createAzureCloud({
  tenantId,
  subscriptionId,
  armEndpoint: url,
  authorityHost: url,
  credential: { kind: "client-secret", clientId, clientSecret: process.env["SECRET_OF_TEST"] ?? "" },
  transport: { budget: { take: () => Promise.resolve() }, fingerprint: () => "fp", timeoutMs: 5_000 },
  identity: "reader",
  clock: { now: () => Date.now(), toWallMs: (spanMs) => spanMs, wallTimeOf: (at) => at },
});
await cloud.readCircuit(circuitId);
const length = await cloud.withServiceKey(circuitId, (key) => Promise.resolve(key.length));
console.log(`read a key of ${length} characters`);
