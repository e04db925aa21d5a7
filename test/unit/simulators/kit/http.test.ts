import { setTimeout as pause } from "node:timers/promises";
import { type SimServer, type SimServerOptions, startSimServer } from "../../../simulators/kit/http.ts";
import type { RecordedExchange } from "../../../simulators/kit/traffic.ts";
import { createWorld, type SimWorld } from "../../../simulators/kit/world.ts";

describe("a simulated service", () => {
  let world: SimWorld;
  let server: SimServer;
  let effects: string[];
  let settled: readonly [string, number, boolean][];

  const start = async (more: Partial<SimServerOptions> = {}): Promise<void> => {
    effects = [];
    settled = [];
    server = await startSimServer({
      service: "thing",
      ...world,
      routes: [
        {
          method: "PUT",
          path: "/things/:name",
          handler: (request) => {
            effects.push(request.param("name"));
            return { status: 201, body: { got: request.json ?? null } };
          },
        },
        {
          method: "GET",
          path: "/:scope*/locks",
          handler: (request) => ({ status: 200, body: request.param("scope") }),
        },
      ],
      settled: (request, reply, sent) => {
        settled = [...settled, [request.path, reply.status, sent]];
      },
      ...more,
    });
  };

  const put = (name: string, body = "{}"): Promise<Response> =>
    fetch(`${server.url}/things/${name}`, { method: "PUT", body });

  beforeEach(() => {
    world = createWorld();
  });

  afterEach(() => server.close());

  test("decodes names, parses JSON and finds a scope of many segments", async () => {
    await start();
    expect(await (await put("a%20b", '{"x":1}')).json()).toEqual({ got: { x: 1 } });
    expect(await (await put("c", "not json")).json()).toEqual({ got: null });
    expect(effects).toEqual(["a b", "c"]);
    expect(await (await fetch(`${server.url}/a/b/c/locks?x=1`)).text()).toBe("a/b/c");
    expect((await fetch(`${server.url}/Things/a`, { method: "PUT" })).status).toBe(404);
  });

  test("loses the answer after the effect, or the request before it", async () => {
    await start();
    world.faults.add({ match: { service: "thing", times: 1 }, effect: { kind: "dropAfter" } });
    await expect(put("one")).rejects.toThrow("fetch failed");
    expect(effects).toEqual(["one"]);
    expect(settled).toEqual([["/things/one", 201, false]]);
    world.faults.add({ match: { service: "thing", times: 1 }, effect: { kind: "dropBefore" } });
    await expect(put("two")).rejects.toThrow("fetch failed");
    expect(effects).toEqual(["one"]);
    expect(settled).toHaveLength(1);
    expect(world.traffic.list("thing").map(({ status }) => status)).toEqual([0, 0]);
  });

  test("answers with an error before or after the effect, and waits when told", async () => {
    await start();
    const error = { kind: "respond", status: 503, headers: { "Retry-After": "1" } } as const;
    world.faults.add({ match: { service: "thing", times: 1 }, effect: error });
    const refused = await put("one");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(effects).toEqual([]);
    world.faults.add({ match: { service: "thing", times: 1 }, effect: { ...error, when: "after" } });
    expect((await put("two")).status).toBe(503);
    expect(effects).toEqual(["two"]);
    world.faults.add({ match: { service: "thing" }, effect: { kind: "delay", ms: 40 } });
    await put("three");
    expect(world.traffic.list().at(-1)?.tookWallMs).toBeGreaterThanOrEqual(39);
  });

  test("lets a hook refuse, completes every answer, and records without the bearer", async () => {
    const exchanges: RecordedExchange[] = [];
    await start({
      before: ({ headers }) => (headers["authorization"] === "Bearer good" ? undefined : { status: 401 }),
      after: (_request, reply) => ({ ...reply, headers: { "x-request": "1" } }),
      publicOrigin: () => "https://cloud.example",
      onExchange: (exchange) => exchanges.push(exchange),
    });
    expect((await put("one")).status).toBe(401);
    const url = `${server.url}/things/two?v=1`;
    await fetch(url, { method: "PUT", body: '{"a":1}', headers: { authorization: "Bearer good" } });
    expect(effects).toEqual(["two"]);
    expect(exchanges.at(-1)).toMatchObject({
      request: {
        method: "PUT",
        url: "https://cloud.example/things/two?v=1",
        headers: { authorization: "Bearer removed" },
        body: '{"a":1}',
      },
      response: { status: 201, headers: { "x-request": "1" }, body: '{"got":{"a":1}}' },
    });
  });

  test("shows a fault of its own as one", async () => {
    await start({
      routes: [
        {
          method: "GET",
          path: "/broken",
          handler: () => {
            throw new TypeError("a slip");
          },
        },
      ],
    });
    const response = await fetch(`${server.url}/broken`);
    expect(response.status).toBe(599);
    expect(await response.text()).toContain("a slip");
  });

  test("closes although a connection is in use", async () => {
    await start();
    world.faults.add({ match: { service: "thing" }, effect: { kind: "delay", ms: 60_000 } });
    const hanging = put("one").catch(() => "dropped");
    await pause(20);
    await server.close();
    expect(await hanging).toBe("dropped");
  });
});
