import { readdirSync, readFileSync } from "node:fs";

/** The project's own folder, as a URL that ends in a slash. */
export const root = new URL("../../../", import.meta.url);

/** The text of one of the project's files. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** Every page of the documentation, by its path. */
export const pages: readonly string[] = [
  ...readdirSync(root).filter(isPage),
  ...readdirSync(new URL("docs", root), { recursive: true, encoding: "utf8" })
    .filter(isPage)
    .map((name) => `docs/${name}`),
];

function isPage(name: string): boolean {
  return name.endsWith(".md");
}

/** The rows of all tables of a page, cell by cell, heads included. */
export function rowsOf(page: string): readonly (readonly string[])[] {
  return textOf(page)
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}

/** What stands in backticks. */
export function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

/** How a page says what a finding weighs. */
export const severityWords = { blocking: /\bblocks\b/, warning: /\bwarns\b/, note: /\bnotes\b/ } as const;

/** The sections of a page of checks, each with the lines of its findings. */
export function checkSections(
  page: string,
): readonly { readonly head: string; readonly findings: readonly string[] }[] {
  return textOf(page)
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [head = "", ...lines] = section.split("\n");
      return { head, findings: lines.filter((line) => line.startsWith("- ")) };
    });
}
