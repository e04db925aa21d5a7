import type { Exchange } from "../../conformance/exchange.ts";

const arm = "https://management.azure.com";
export const thingsPath = "/subscriptions/s1/providers/Microsoft.Network/things";

/** What an exchange is made from; a body that is no text is written as JSON. */
export interface Sketch {
  readonly method?: string;
  readonly path?: string;
  readonly version?: string | undefined;
  readonly query?: string;
  readonly body?: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer?: unknown;
}

export const thing = { id: "t1", properties: { size: 3 } };

const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));

/** An exchange with Azure that conforms to the small specifications, but for what is said. */
export function anExchange(sketch: Sketch = {}): Exchange {
  const { method = "GET", path = `${thingsPath}/ball`, version = "2024-01-01", query = "" } = sketch;
  const { body = "", status = 200, headers = {}, answer = thing } = sketch;
  return {
    request: { method, url: `${arm}${path}?api-version=${version}${query}`, headers: {}, body: textOf(body) },
    response: { status, headers: { ...headers }, body: textOf(answer) },
  };
}

/** A create of a thing, as it should be but for what is said. */
export const aCreate = (sketch: Sketch = {}): Exchange =>
  anExchange({ method: "PUT", body: { properties: { size: 3 } }, status: 201, ...sketch });
