import * as fc from "fast-check";
import { pauseAfterFailure, pauseBeforeNextLook } from "../../../src/graph/pace.ts";

const second = 1_000;
const minute = 60 * second;

test.each([
  { what: "begins with a tenth of what is usual", usual: 90 * second, age: 0, pause: 9 * second },
  { what: "never waits more than half a minute", usual: 30 * minute, age: 0, pause: 30 * second },
  { what: "never waits less than a second", usual: 3 * second, age: 0, pause: second },
  { what: "looks every 5 s around the usual end", usual: 30 * minute, age: 30 * minute, pause: 5 * second },
  { what: "looks every 5 s from four fifths on", usual: 30 * minute, age: 24 * minute, pause: 5 * second },
  { what: "looks every 5 s until a fifth later", usual: 30 * minute, age: 36 * minute, pause: 5 * second },
  { what: "goes back to half a minute after that", usual: 30 * minute, age: 36 * minute + 1, pause: 30 * second },
  {
    what: "does not sleep past the beginning of the window",
    usual: 30 * minute,
    age: 23.75 * minute,
    pause: 15 * second,
  },
  {
    what: "looks at short things as often as a tenth of them",
    usual: 20 * second,
    age: 20 * second,
    pause: 2 * second,
  },
])("$what", ({ usual, age, pause }) => {
  expect(pauseBeforeNextLook(usual, age)).toBe(pause);
});

const spans = fc.record({
  usual: fc.integer({ min: 1, max: 2 * 60 * minute }),
  age: fc.integer({ min: 0, max: 5 * 60 * minute }),
  retryAfter: fc.integer({ min: 0, max: 10 * minute }),
});

test("a cloud that asks for patience gets at least what it asks for", () => {
  fc.assert(
    fc.property(spans, ({ usual, age, retryAfter }) => pauseBeforeNextLook(usual, age, retryAfter) >= retryAfter),
  );
});

test("without such a wish the pause is between a second and a minute, and the window is never overslept", () => {
  fc.assert(
    fc.property(spans, ({ usual, age }) => {
      const pause = pauseBeforeNextLook(usual, age);
      const windowStart = Math.max(usual * 0.8, age + second);
      expect(pause).toBeGreaterThanOrEqual(second);
      expect(pause).toBeLessThanOrEqual(minute);
      if (age < usual * 0.8) return age + pause <= windowStart + 1e-6;
      return true;
    }),
  );
});

test("failures in a row are waited out longer and longer, up to a minute", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 40].map((failures) => pauseAfterFailure(failures) / second);
  expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  expect(pauseAfterFailure(1, 90 * second)).toBe(90 * second);
});
