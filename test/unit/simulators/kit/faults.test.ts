import { Faults, parseFaultRule } from "../../../simulators/kit/faults.ts";

describe("fault rules", () => {
  test("hit only what they match", () => {
    const faults = new Faults();
    faults.add({ match: { service: "azure", method: "put", path: "circuits/[a-z]+$" }, effect: { kind: "dropAfter" } });
    expect(faults.take("azure", "PUT", "/x/Circuits/one")).toEqual([{ kind: "dropAfter" }]);
    expect(faults.take("azure", "GET", "/x/circuits/one")).toEqual([]);
    expect(faults.take("azure", "PUT", "/x/circuits/1")).toEqual([]);
    expect(faults.take("oci", "PUT", "/x/circuits/one")).toEqual([]);
  });

  test("leave the first ones alone, end after their number, and count", () => {
    const faults = new Faults();
    faults.add({ id: "one", match: { service: "oci", after: 1, times: 2 }, effect: { kind: "dropBefore" } });
    const taken = Array.from({ length: 5 }, () => faults.take("oci", "GET", "/").length);
    expect(taken).toEqual([0, 1, 1, 0, 0]);
    expect(faults.list()).toMatchObject([{ id: "one", matched: 5, hits: 2 }]);
  });

  test("add up delays but let only the first other effect strike", () => {
    const faults = new Faults();
    faults.add({ match: { service: "a" }, effect: { kind: "dropAfter" } });
    faults.add({ match: { service: "a" }, effect: { kind: "dropBefore" } });
    faults.add({ match: { service: "a" }, effect: { kind: "delay", ms: 5 } });
    expect(faults.take("a", "GET", "/")).toEqual([{ kind: "dropAfter" }, { kind: "delay", ms: 5 }]);
    expect(faults.list().map(({ hits }) => hits)).toEqual([1, 0, 1]);
  });

  test("are replaced and removed by id", () => {
    const faults = new Faults();
    const id = faults.add({ match: { service: "a" }, effect: { kind: "dropAfter" } });
    faults.add({ id, match: { service: "a" }, effect: { kind: "dropBefore" } });
    expect(faults.take("a", "GET", "/")).toEqual([{ kind: "dropBefore" }]);
    faults.remove(id);
    expect(faults.list()).toEqual([]);
  });
});

describe("a fault rule as sent", () => {
  test("is read in full", () => {
    const rule = {
      id: "r",
      match: { service: "azure", method: "GET", path: "x", after: 1, times: 2 },
      effect: { kind: "respond", status: 429, headers: { "Retry-After": "3" }, body: { a: 1 }, when: "after" },
    };
    expect(parseFaultRule(rule)).toEqual(rule);
  });

  test.each([
    { what: "without a service", body: { match: {}, effect: { kind: "dropAfter" } } },
    { what: "of an unknown effect", body: { match: { service: "a" }, effect: { kind: "explode" } } },
    { what: "of a delay without its length", body: { match: { service: "a" }, effect: { kind: "delay" } } },
    { what: "of a response without status", body: { match: { service: "a" }, effect: { kind: "respond" } } },
  ])("is refused $what", ({ body }) => {
    expect(parseFaultRule(body)).toBeUndefined();
  });
});
