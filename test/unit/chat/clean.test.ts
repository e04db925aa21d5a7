import * as fc from "fast-check";
import { cut } from "../../../src/chat/cut.ts";
import { clean } from "../../../src/domain/plain-text.ts";

describe("clean", () => {
  test.each([
    { name: "a right-to-left override", dirty: "txt\u202Eexe", shown: "txtexe" },
    { name: "isolates", dirty: "\u2066a\u2069", shown: "a" },
    { name: "zero-width characters", dirty: "a\u200Bp\u200Dp\uFEFF", shown: "app" },
    { name: "a soft hyphen", dirty: "ap\u00ADprove", shown: "approve" },
    { name: "controls", dirty: "a\u0000\u001B[31mb\u009F", shown: "a[31mb" },
    { name: "tag characters", dirty: "a\u{E0041}b", shown: "ab" },
    { name: "a filler letter", dirty: "a\u3164b", shown: "ab" },
    { name: "line breaks", dirty: "one\r\n\ttwo\u2028three", shown: "one two three" },
  ])("takes out $name", ({ dirty, shown }) => {
    expect(clean(dirty)).toBe(shown);
  });

  test.each(["Zürich–Łódź", "日本語", "<!channel>", "[x](y)", "été 🎉"])("leaves %s as it is", (text) => {
    expect(clean(text)).toBe(text);
  });

  test("cleaning twice is cleaning once", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => clean(clean(text)) === clean(text)));
  });
});

describe("cut", () => {
  test("leaves a short text alone and marks a cut one", () => {
    expect(cut("12345", 5)).toBe("12345");
    expect(cut("123456", 5)).toBe("1234…");
  });

  test("never exceeds the limit nor splits a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 20 }), (text, max) => {
        const short = cut(text, max);
        return short.length <= max && !/\p{Surrogate}/u.test(short);
      }),
    );
  });
});
