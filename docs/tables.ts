/** Tables of a page by name; they stand between `<!-- table: NAME -->` and `<!-- end of table -->`. */
export type Tables = Readonly<Record<string, () => string>>;

/** The page with its tables as the code has them. Idempotent. */
export function withTables(page: string, tables: Tables): string {
  return page.replaceAll(
    /(<!-- table: (.+) -->\n)[\s\S]*?(<!-- end of table -->)/g,
    (_all, begin: string, name: string, end: string) => `${begin}\n${tables[name]?.() ?? ""}\n\n${end}`,
  );
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export function code(text: string): string {
  return `\`${text}\``;
}
