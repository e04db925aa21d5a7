import type { Json } from "./json.ts";

/** A request as the handlers see it. Header names are lower case. */
export interface SimRequest {
  readonly method: string;
  /** Path without the query, as received. */
  readonly path: string;
  /** Path and query, as received. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Buffer;
  /** The body as UTF-8 text; empty without one. */
  readonly text: string;
  /** The body parsed as JSON; undefined when it is empty or is not JSON. */
  readonly json: Json | undefined;
  /** The decoded value of a `:name` of the route. Throws for a name that the route does not have. */
  param(name: string): string;
}

/**
 * An answer. A text body is sent as it is, any other as JSON, undefined as no body at all; a Readable of a
 * control route is sent piece by piece.
 */
export interface SimReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type SimHandler = (request: SimRequest) => SimReply | Promise<SimReply>;

/** `path` may have `:name` for one segment and `:name*` for one or more. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: SimHandler;
}

/** A route found for a request, with the values of its names. */
export interface RouteMatch {
  readonly handler: SimHandler;
  readonly params: Readonly<Record<string, string>>;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const patternOf = (path: string): string =>
  path
    .split("/")
    .map((segment) => {
      if (!segment.startsWith(":")) return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      const many = segment.endsWith("*");
      return many ? `(?<${segment.slice(1, -1)}>.+)` : `(?<${segment.slice(1)}>[^/]+)`;
    })
    .join("/");

/**
 * Builds the look-up of a list of routes; the first that fits wins.
 * With `ignoreCase` fixed segments are compared without case, as Azure does.
 */
export const routeTable = (routes: readonly Route[], ignoreCase = false) => {
  const compiled = routes.map((route) => ({
    ...route,
    pattern: new RegExp(`^${patternOf(route.path)}/?$`, ignoreCase ? "i" : ""),
  }));
  return (method: string, path: string): RouteMatch | undefined => {
    for (const { method: wanted, pattern, handler } of compiled) {
      if (wanted !== method) continue;
      const found = pattern.exec(path);
      if (!found) continue;
      const groups = Object.entries(found.groups ?? {});
      return {
        handler,
        params: Object.fromEntries(groups.map(([k, v]) => [k, decoded(v)])),
      };
    }
    return undefined;
  };
};
