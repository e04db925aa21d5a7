import { withLeave } from "../../../src/clouds/transport.ts";
import { serveForgetfully } from "../../support/forgetful-server.ts";
import { HandshakeServer } from "../../support/handshake-server.ts";
import { type AzureWorld, asStep, startAzureWorld } from "./azure-world.ts";
import { nodesOf } from "./chain.ts";

let world: AzureWorld;

beforeEach(async () => {
  world = await startAzureWorld();
  // From here on it has its token.
  await world.cloud.readCircuit(world.ids.circuit);
});

afterEach(() => world.close());

const answersOnce = (path: string, answer: { status: number; body: unknown; headers?: Record<string, string> }) =>
  world.world.faults.add({
    match: { service: "azure", method: "GET", path, times: 1 },
    effect: { kind: "respond", ...answer },
  });

test("a read that finds every kept connection closed goes out once more, over a new one", async () => {
  const nothing = JSON.stringify({ error: { code: "ResourceNotFound", message: "There is none." } });
  const server = await serveForgetfully((response) => response.writeHead(404).end(nothing));
  const cloud = await world.client({ armEndpoint: server.url });
  const look = () => cloud.readCircuit(world.ids.circuit);
  await Promise.all([look(), look(), look()]);
  expect(server.forget()).toBe(3);
  expect(await look()).toBeUndefined();
  expect(server.asked).toEqual(["new", "new", "new", "kept", "new"]);
  await server.close();
});

describe("calls that must not be sent", () => {
  const reachedAzure = () => world.world.traffic.list("azure").length;

  test("a change whose worker has lost the operation", async () => {
    const check = (): never => {
      throw HandshakeServer.late;
    };
    const circuit = nodesOf(world).circuit;
    await expect(world.move(circuit, { leave: { retryToken: "any", check } })).rejects.toBe(HandshakeServer.late);
    expect(world.calls()).toEqual([]);
  });

  test("a change whose worker has lost the operation while it connected", async () => {
    const server = await HandshakeServer.start();
    const cloud = await world.client({ armEndpoint: server.url });
    const sent = withLeave(server.leave, () => cloud.remove(world.ids.group));
    await expect(sent).rejects.toBe(HandshakeServer.late);
    expect(server).toMatchObject({ handshakes: 1, asked: [] });
    await server.close();
  });

  test("a change outside a step", async () => {
    const before = reachedAzure();
    await expect(world.cloud.remove(world.ids.group)).rejects.toMatchObject({ code: "Bug", kind: "fatal" });
    expect(reachedAzure() - before).toBe(0);
  });

  test("a change by the reader", async () => {
    const reader = await world.client({ identity: "reader" });
    await expect(asStep(() => reader.remove(world.ids.group))).rejects.toMatchObject({ code: "Bug", kind: "fatal" });
    expect(await reader.readCircuit(world.ids.circuit)).toBeUndefined();
  });

  test("a look at an operation on another host", async () => {
    const before = reachedAzure();
    await expect(world.cloud.readOperation("https://management.example.com/operations/1")).rejects.toMatchObject({
      code: "CloudAnswerUnreadable",
      kind: "blocked",
    });
    expect(reachedAzure() - before).toBe(0);
  });

  test("a next page on another host", async () => {
    const page = { value: [], nextLink: "https://management.example.com/next" };
    answersOnce("/virtualNetworks", { status: 200, body: page });
    const { vnets } = await world.cloud.readNetworks({ location: "uksouth" });
    expect(vnets).toMatchObject({ known: false, why: expect.stringContaining("management.example.com") });
  });

  test("what a redirect asks for", async () => {
    const headers = { Location: "https://management.azure.com/elsewhere" };
    answersOnce("/expressRouteCircuits/circuit", { status: 307, body: "", headers });
    await expect(world.cloud.readCircuit(world.ids.circuit)).rejects.toMatchObject({ code: "CloudAnswerUnreadable" });
    expect(world.world.traffic.list("azure").filter(({ url }) => url.includes("elsewhere"))).toEqual([]);
  });
});
