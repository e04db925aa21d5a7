import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import type { Plan } from "../../../src/domain/plan.ts";
import { canonicalJson, planHash } from "../../../src/plan/plan-hash.ts";
import { planOf } from "../../builders/plan-input.ts";

const plan = planOf();
const cost = { currency: "EUR", perMonth: 1, pricesOf: "2026-11-21", items: [] };

test("the hash is SHA-256 in hex", () => {
  expect(planHash(plan)).toMatch(/^[0-9a-f]{64}$/);
});

test("cost is information: it does not change the hash", () => {
  expect(planHash({ ...plan, cost })).toBe(planHash(plan));
});

test("a trip through storage does not change the hash", () => {
  expect(planHash(JSON.parse(JSON.stringify(plan)) as Plan)).toBe(planHash(plan));
});

test.each(Object.keys(plan).map((key) => ({ key })))("another $key is another hash", ({ key }) => {
  expect(planHash({ ...plan, [key]: "changed" })).not.toBe(planHash(plan));
});

test("the order of keys does not matter, the order of a list does", () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, part]) => [key, reversed(part)]),
    );
  };
  fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(reversed(value)) === canonicalJson(value)));
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test("different data never share a canonical text", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const same = canonicalJson(one) === canonicalJson(other);
      const back = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
      return !same || isDeepStrictEqual(back(one), back(other));
    }),
  );
});
