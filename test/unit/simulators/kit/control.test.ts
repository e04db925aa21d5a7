import { Fabric } from "../../../simulators/fabric/fabric.ts";
import { startControl } from "../../../simulators/kit/control.ts";
import type { SimServer } from "../../../simulators/kit/http.ts";
import { textAt } from "../../../simulators/kit/json.ts";
import { createWorld } from "../../../simulators/kit/world.ts";

describe("one control API for all simulators", () => {
  let control: SimServer;
  let fabric: Fabric;
  let seeded: readonly unknown[];

  beforeEach(async () => {
    seeded = [];
    const world = createWorld({ seed: 5, clock: "60@1700000000000" });
    fabric = new Fabric(world);
    const things = {
      name: "things",
      state: () => ({ count: seeded.length }),
      seed: (body: unknown) => {
        if (textAt(body, "name") === undefined) throw new RangeError("a thing has a name");
        seeded = [...seeded, body];
      },
    };
    const parts = [{ name: "fabric", state: () => fabric.state() }, things];
    control = await startControl({ world, parts, worldFaults: fabric.faults });
  });

  afterEach(() => control.close());

  const send = async (method: string, path: string, body?: unknown): Promise<readonly [number, unknown]> => {
    const response = await fetch(`${control.url}/_sim/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === "" ? undefined : JSON.parse(text);
    return [response.status, parsed];
  };

  test("shows every part, the clock and the faults of the world", async () => {
    fabric.faults.set("key-refused");
    const [status, state] = await send("GET", "state");
    expect(status).toBe(200);
    expect(state).toMatchObject({
      clock: { spec: "60@1700000000000", scale: 60 },
      world: ["key-refused"],
      things: { count: 0 },
      fabric: { circuits: [], virtualCircuits: [] },
    });
    expect(await send("GET", "state/things")).toEqual([200, { count: 0 }]);
  });

  test("seeds a part, and says what is wrong with a body", async () => {
    expect(await send("POST", "seed/things", { name: "one" })).toEqual([201, {}]);
    expect(seeded).toEqual([{ name: "one" }]);
    expect(await send("POST", "seed/things", {})).toEqual([400, { error: "a thing has a name" }]);
    expect(await send("POST", "seed/fabric", {})).toEqual([400, { error: "fabric takes no resources" }]);
    expect((await send("POST", "seed/nothing", {}))[0]).toBe(404);
  });

  test("sets and clears faults of the world by name", async () => {
    await send("POST", "world", { name: "link-down:primary" });
    await send("POST", "world", { name: "prefix-extra:0.0.0.0/0" });
    await send("DELETE", `world/${encodeURIComponent("prefix-extra:0.0.0.0/0")}`);
    expect(fabric.faults.list()).toEqual(["link-down:primary"]);
    expect((await send("DELETE", "world"))[0]).toBe(204);
    expect(fabric.faults.list()).toEqual([]);
  });

  test("moves time only forward", async () => {
    expect((await send("POST", "clock", { advanceMs: -1 }))[0]).toBe(400);
    expect((await send("POST", "clock", {}))[0]).toBe(400);
  });
});
