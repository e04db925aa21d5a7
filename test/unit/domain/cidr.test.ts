import * as fc from "fast-check";
import {
  type Cidr,
  carve,
  cidrOf,
  cidrsOf,
  contains,
  formatCidr,
  formatIp,
  isCovered,
  isLinkLocal,
  isPrivate,
  normaliseCidr,
  overlaps,
  parseCidr,
  parseIp,
  sizeOf,
  uncovered,
  usableAddress,
} from "../../../src/domain/cidr.ts";

const anyAddress = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyCidr = fc
  .tuple(anyAddress, fc.integer({ min: 0, max: 32 }))
  .map(([address, length]) => networkAt(address, length));

function networkAt(address: number, length: number): Cidr {
  const cidr = cidrOf(`${formatIp(address)}/${length}`);
  if (cidr === undefined) throw new RangeError("the generator made no network");
  return cidr;
}

const cidr = (text: string): Cidr => {
  const parsed = cidrOf(text);
  if (parsed === undefined) throw new RangeError(`${text} is no network`);
  return parsed;
};

const isWithin = (address: number, { base, length }: Cidr): boolean =>
  address >= base && address < base + sizeOf({ base, length });

describe("parseCidr", () => {
  test.each([
    { text: "10.1.0.0/16", normal: "10.1.0.0/16" },
    { text: " 0.0.0.0/0 ", normal: "0.0.0.0/0" },
    { text: "255.255.255.255/32", normal: "255.255.255.255/32" },
  ])("reads $text", ({ text, normal }) => {
    const parsed = parseCidr(text);
    expect("cidr" in parsed ? formatCidr(parsed.cidr) : parsed.problem).toBe(normal);
  });

  test.each([
    { text: "", problem: "an empty text is not an IPv4 range" },
    { text: "10.1.0.0", problem: "10.1.0.0 has no prefix length, such as /16" },
    { text: "10.1.0.0/33", problem: "the prefix length of 10.1.0.0/33 is not between 0 and 32" },
    { text: "10.1.0.0/016", problem: "the prefix length of 10.1.0.0/016 is not between 0 and 32" },
    { text: "10.1.0.5/16", problem: "10.1.0.5/16 is an address inside a network; the network is 10.1.0.0/16" },
    { text: "10.1.0.256/32", problem: "10.1.0.256/32 is not an IPv4 range" },
    { text: "10.01.0.0/16", problem: "10.01.0.0/16 is not an IPv4 range" },
    { text: "fd00::/8", problem: "fd00::/8 is not an IPv4 range" },
    { text: "10.1.0.0/16/1", problem: "10.1.0.0/16/1 is not an IPv4 range" },
  ])("says what is wrong with '$text'", ({ text, problem }) => {
    expect(parseCidr(text)).toEqual({ problem });
  });
});

test("every address survives being written and read", () => {
  fc.assert(fc.property(anyAddress, (address) => parseIp(formatIp(address)) === address));
});

test("every network survives being written and read", () => {
  fc.assert(
    fc.property(anyCidr, (one) => {
      expect(parseCidr(formatCidr(one))).toEqual({ cidr: one });
    }),
  );
});

test("a cloud's text is normalised, and left alone where it is not IPv4", () => {
  expect(normaliseCidr("10.255.0.1/30")).toBe("10.255.0.0/30");
  expect(normaliseCidr("10.255.0.1")).toBe("10.255.0.1/32");
  expect(normaliseCidr("fd00::/8")).toBe("fd00::/8");
});

test("one network contains another exactly when it holds its first and its last address", () => {
  fc.assert(
    fc.property(anyCidr, anyCidr, (outer, inner) => {
      const last = inner.base + sizeOf(inner) - 1;
      expect(contains(outer, inner)).toBe(isWithin(inner.base, outer) && isWithin(last, outer));
    }),
  );
});

test("two networks overlap exactly when some address is in both", () => {
  fc.assert(
    fc.property(anyCidr, anyCidr, (one, other) => {
      expect(overlaps(one, other)).toBe(isWithin(one.base, other) || isWithin(other.base, one));
    }),
  );
});

test("Oracle gets the first and Microsoft the second address of a /30", () => {
  const slash30 = cidr("10.255.0.4/30");
  expect([usableAddress(slash30, 1), usableAddress(slash30, 2)]).toEqual(["10.255.0.5", "10.255.0.6"]);
});

test.each([
  { by: ["10.0.0.0/8"], covered: true },
  { by: ["10.1.0.0/17", "10.1.128.0/17"], covered: true },
  { by: ["10.1.0.0/17", "10.1.128.0/18", "10.1.192.0/18"], covered: true },
  { by: ["10.1.0.0/17"], covered: false },
  { by: [], covered: false },
])("$by covers 10.1.0.0/16: $covered", ({ by, covered }) => {
  expect(isCovered(cidr("10.1.0.0/16"), cidrsOf(by))).toBe(covered);
});

test.each([
  { text: "172.31.0.0/16", is: true },
  { text: "172.32.0.0/16", is: false },
  { text: "10.0.0.0/7", is: false },
  { text: "192.168.4.0/30", is: true },
])("$text is private: $is", ({ text, is }) => {
  expect(isPrivate(cidr(text))).toBe(is);
});

test("169.254.0.0/30 is link-local", () => {
  expect(isLinkLocal(cidr("169.254.0.0/30"))).toBe(true);
});

describe("carve", () => {
  const fromStart = { length: 30, count: 2, from: "start" } as const;

  test("takes the first free blocks", () => {
    const avoid = cidrsOf(["10.255.0.0/30", "10.255.0.9/32"]);
    expect(carve({ pool: cidr("10.255.0.0/24"), avoid, ...fromStart }).map(formatCidr)).toEqual([
      "10.255.0.4/30",
      "10.255.0.12/30",
    ]);
  });

  test("takes the last free block when asked to", () => {
    const carving = { pool: cidr("10.1.0.0/16"), length: 27, count: 1, avoid: [], from: "end" } as const;
    expect(carve(carving).map(formatCidr)).toEqual(["10.1.255.224/27"]);
  });

  test("gives fewer when the pool is used up", () => {
    expect(carve({ pool: cidr("10.255.0.0/30"), avoid: [], ...fromStart })).toHaveLength(1);
    expect(carve({ pool: cidr("10.255.0.0/24"), avoid: cidrsOf(["10.0.0.0/8"]), ...fromStart })).toEqual([]);
  });

  test("blocks are aligned, inside the pool, apart from each other and from what is taken", () => {
    const pool = cidr("10.255.0.0/24");
    const taken = fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 26, max: 32 }))
      .map(([offset, length]) => networkAt(pool.base + offset, length));
    fc.assert(
      fc.property(fc.array(taken, { maxLength: 12 }), fc.constantFrom("start", "end"), (avoid, from) => {
        const blocks = carve({ pool, length: 30, count: 3, avoid, from });
        for (const block of blocks) {
          expect(contains(pool, block)).toBe(true);
          expect(block.base % 4).toBe(0);
          expect(avoid.some((one) => overlaps(one, block))).toBe(false);
        }
        expect(new Set(blocks.map(formatCidr)).size).toBe(blocks.length);
        const free = Array.from({ length: 64 }, (_, index) => ({ base: pool.base + index * 4, length: 30 })).filter(
          (one) => !avoid.some((other) => overlaps(one, other)),
        );
        const expected = from === "start" ? free.slice(0, 3) : free.toReversed().slice(0, 3);
        expect(blocks).toEqual(expected);
      }),
    );
  });
});

test("what is not covered is told, whether its routes are equal, wider or divided", () => {
  const prefixes = ["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16", "fd00::/8"];
  const routes = ["10.1.0.0/16", "10.2.0.0/15", "10.4.0.0/17"];
  expect(uncovered(prefixes, routes)).toEqual(["10.4.0.0/16"]);
  expect(uncovered(prefixes, [...routes, "10.4.128.0/17"])).toEqual([]);
});
