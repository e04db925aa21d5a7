import { blockContains, blocksOverlap, formatBlock, parseAddress, parseBlock } from "../../../simulators/kit/ipv4.ts";

const block = (text: string) => parseBlock(text) ?? { network: -1, length: -1 };

describe("IPv4 blocks", () => {
  test.each([
    { text: "10.255.0.6/30", network: "10.255.0.4/30" },
    { text: "255.255.255.255/32", network: "255.255.255.255/32" },
    { text: "200.1.2.3/0", network: "0.0.0.0/0" },
  ])("$text lies in $network", ({ text, network }) => {
    expect(formatBlock(block(text))).toBe(network);
  });

  test.each(["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "10.0.0.256/8", "10.0.0.0/x", "10.0.0.0/8/8", ""])(
    "%j is not one",
    (text) => {
      expect(parseBlock(text)).toBeUndefined();
    },
  );

  test("contain and overlap", () => {
    expect(blockContains(block("10.0.0.0/8"), block("10.1.0.0/16"))).toBe(true);
    expect(blockContains(block("10.1.0.0/16"), block("10.0.0.0/8"))).toBe(false);
    expect(blocksOverlap(block("10.1.0.0/16"), block("10.0.0.0/8"))).toBe(true);
    expect(blocksOverlap(block("10.1.0.0/16"), block("10.2.0.0/16"))).toBe(false);
    expect(parseAddress("10.0.0.1")).toBe(167_772_161);
  });
});
