import { type ProgramControl, startPage } from "../../demo/page-server.ts";
import type { SimServer } from "../../simulators/kit/http.ts";
import { startWorld, type World } from "../../simulators/world.ts";
import { rawRequest } from "../../support/raw-request.ts";

describe("the demonstration's page server", () => {
  let world: World;
  let page: SimServer;
  let kills = 0;
  const program: ProgramControl = {
    state: "is running",
    restarts: 0,
    kill() {
      kills += 1;
      return Promise.resolve();
    },
  };
  beforeAll(async () => {
    world = await startWorld();
    page = await startPage(world, program);
  });
  afterAll(async () => {
    await page.close();
    await world.close();
  });

  const get = (path: string) => fetch(page.url + path);

  test("serves a page that may load nothing from anywhere else", async () => {
    const response = await get("/");
    expect(response.headers.get("content-type")).toMatch("text/html");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toMatch("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await response.text()).not.toMatch(/https?:\/\//);
  });

  test("serves everything that the page and its modules name", async () => {
    const wanted = ["/"];
    const seen = new Set<string>();
    for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await get(path);
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      const text = await response.text();
      for (const [, named = ""] of text.matchAll(/(?:src|href|from)[= ]"(\/page\/[^"]+|\.{1,2}\/[^"]+)"/g))
        wanted.push(new URL(named, page.url + path).pathname);
    }
    expect(seen.size).toBeGreaterThan(30);
  });

  test.each(["/page/../page-server.ts", "/page/%2e%2e/page-server.ts", "/page/nothing.mjs", "/package.json"])(
    "has no %s",
    async (path) => {
      const { status } = await rawRequest(page.port, `GET ${path} HTTP/1.1`, [`host: 127.0.0.1:${page.port}`]);
      expect(status).toBe(404);
    },
  );

  test("shows the simulators' control API on its own origin", async () => {
    expect(await (await get("/_sim/slack/seen?by=dana")).json()).toMatchObject({ person: { name: "dana" } });
    expect(await (await get("/_sim/state/fabric")).json()).toHaveProperty("durations");
    expect(await (await get("/demo/program")).json()).toEqual({ state: "is running", restarts: 0 });
  });

  test("answers nobody who came by another name, and takes nothing from other web sites", async () => {
    const rebound = await rawRequest(page.port, "GET /_sim/state HTTP/1.1", ["host: evil.example"]);
    expect(rebound.status).toBe(403);
    const foreign = await fetch(`${page.url}/demo/program/kill`, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(foreign.status).toBe(403);
    expect(kills).toBe(0);
    const own = await fetch(`${page.url}/demo/program/kill`, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
    });
    expect(own.status).toBe(200);
    expect(kills).toBe(1);
  });
});
