import { existsSync } from "node:fs";
import { pages, root, textOf } from "./pages.ts";

interface Link {
  readonly page: string;
  readonly target: string;
}

const links: readonly Link[] = pages.flatMap((page) =>
  [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ page, target })),
);
const inside = links.filter(({ target }) => !/^[a-z]+:/.test(target));

/** As GitHub makes it from a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsOf(path: string): readonly string[] {
  return [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
}

test("there are pages and links to look at", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/architecture.md"]));
  expect(inside.length).toBeGreaterThan(10);
});

test.each(inside)("$page leads to $target", ({ page, target }) => {
  const [path = "", anchor] = target.split("#");
  const there = path === "" ? new URL(page, root) : new URL(path, new URL(page, root));
  expect(existsSync(there)).toBe(true);
  const anchors = anchor === undefined ? [] : anchorsOf(there.pathname.slice(root.pathname.length));
  expect([undefined, ...anchors]).toContain(anchor);
});

test("links to other places are https", () => {
  expect(links.filter(({ target }) => /^[a-z]+:/.test(target) && !target.startsWith("https://"))).toEqual([]);
});

test("every page of the documentation is reached from another one", () => {
  const reached = new Set(
    inside.map(({ page, target }) => new URL(target.split("#")[0] ?? "", new URL(page, root)).href),
  );
  const unreached = pages.filter((page) => page !== "README.md" && !reached.has(new URL(page, root).href));
  expect(unreached).toEqual([]);
});
