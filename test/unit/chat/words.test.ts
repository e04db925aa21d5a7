import { count, duration, gbps, listed, money, priceDate, roughly } from "../../../src/chat/words.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [0, "0 s"],
  [12 * second, "12 s"],
  [36 * minute + 12 * second, "36 min 12 s"],
  [5 * minute, "5 min"],
  [hour + 4 * minute, "1 h 4 min"],
  [3 * hour, "3 h"],
  [41 * 24 * hour, "41 days"],
])("%i ms last %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test.each([
  [20 * second, "less than a minute"],
  [14.4 * minute, "14 min"],
  [61 * minute, "61 min"],
  [2.2 * hour, "2 h"],
  [72 * hour, "3 days"],
])("%i ms are roughly %s", (ms, words) => {
  expect(roughly(ms)).toBe(words);
});

test.each([
  [612.4, "GBP 612"],
  [1234567, "GBP 1,234,567"],
  [10.85, "GBP 10.85"],
  [0, "GBP 0.00"],
])("%f is %s", (amount, words) => {
  expect(money(amount, "GBP")).toBe(words);
});

test("a price list's date reads as a day, and what is none stays as it is", () => {
  expect(priceDate("2026-11-21")).toBe("21 Nov 2026");
  expect(priceDate("last week")).toBe("last week");
});

test("counts and lists read as sentences", () => {
  expect([count(1, "step"), count(2, "step"), count(0, "prefix", "prefixes")]).toEqual([
    "1 step",
    "2 steps",
    "0 prefixes",
  ]);
  expect([listed([]), listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b"], "or")]).toEqual([
    "",
    "a",
    "a, b and c",
    "a or b",
  ]);
  expect(gbps(10000)).toBe("10 Gbps");
});
