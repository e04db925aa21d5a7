import { ServiceError } from "./service-error.ts";

interface Page<Item> {
  readonly items: readonly Item[];
  /** The value of `opc-next-page`; absent on the last page only. */
  readonly next?: string;
}

const defaultLimit = 100;
const maxLimit = 1000;

const parseLimit = (text: string | null): number => {
  const limit = text === null ? defaultLimit : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw new ServiceError("InvalidParameter", `limit must be between 1 and ${maxLimit}.`);
  }
  return limit;
};

const toToken = (offset: number): string => Buffer.from(`page:${offset}`).toString("base64url");

const fromToken = (token: string): number => {
  const offset = /^page:(\d+)$/u.exec(Buffer.from(token, "base64url").toString("utf8"))?.[1];
  if (offset === undefined) throw new ServiceError("InvalidParameter", "page is not a token of this list.");
  return Number(offset);
};

/**
 * One page of a list. With `emptyFirstPage` the first page holds nothing and still names a next one, which OCI allows
 * itself and a client that stops on an empty page gets wrong.
 */
export const toPage = <Item>(items: readonly Item[], query: URLSearchParams, emptyFirstPage: boolean): Page<Item> => {
  const limit = parseLimit(query.get("limit"));
  const token = query.get("page");
  if (token === null && emptyFirstPage) return { items: [], next: toToken(0) };
  const start = token === null ? 0 : fromToken(token);
  const end = start + limit;
  const page = items.slice(start, end);
  return end < items.length ? { items: page, next: toToken(end) } : { items: page };
};
