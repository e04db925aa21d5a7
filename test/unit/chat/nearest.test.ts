import * as fc from "fast-check";
import { nearest, slipsBetween } from "../../../src/chat/nearest.ts";

describe("slipsBetween", () => {
  test.each([
    ["", "", 0],
    ["create", "create", 0],
    ["crate", "create", 1],
    ["craete", "create", 1],
    ["list", "lost", 1],
    ["plan", "planet", 2],
    ["abc", "", 3],
  ])("%s and %s are %i apart", (a, b, slips) => {
    expect(slipsBetween(a, b)).toBe(slips);
  });

  test("is the same both ways", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => slipsBetween(a, b) === slipsBetween(b, a)));
  });
});

describe("nearest", () => {
  test.each([
    { typed: "erp-tset", found: ["erp-test"] },
    { typed: "ERP-TEST", found: ["erp-test"] },
    { typed: "erp", found: ["erp-test", "erp-prod"] },
    { typed: "zz", found: [] },
  ])("finds $found for $typed", ({ typed, found }) => {
    expect(nearest(typed, ["crm", "erp-test", "erp-prod"])).toEqual(expect.arrayContaining(found));
    expect(nearest(typed, ["crm", "erp-test", "erp-prod"])).toHaveLength(found.length);
  });

  test("puts the closest first and stops at the count", () => {
    expect(nearest("link1", ["link2", "link1", "link3", "link4"], 2)).toEqual(["link1", "link2"]);
  });
});
