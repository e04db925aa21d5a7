import type { OciHttp } from "./oci-http.ts";

/** Which page of a list to ask for; none means the first. */
export interface PageRequest {
  readonly page?: string;
}

/** One page as the SDK hands it over. It may be empty and still not be the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly opcNextPage?: string;
}

/** Reads a whole list: a list ends where the answer names no next page, and nowhere else. */
export async function allPages<Item>(
  http: OciHttp,
  fetchPage: (request: PageRequest) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let request: PageRequest | undefined = {};
  while (request !== undefined) {
    const asked: PageRequest = request;
    const page = await http.call(() => fetchPage(asked));
    items.push(...page.items);
    request = page.opcNextPage === undefined ? undefined : { page: page.opcNextPage };
  }
  return items;
}
