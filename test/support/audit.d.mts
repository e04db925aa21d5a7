/** What makes a page hard to use, as sentences; to be run inside the page. */
export function audit(): string[];
