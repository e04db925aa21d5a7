import { conform } from "../../conformance/conform.ts";
import type { Exchange } from "../../conformance/exchange.ts";
import { aCreate, anExchange, thing, thingsPath } from "./exchanges.ts";
import { smallSpecs } from "./small-specs.ts";

let specs: ReturnType<typeof smallSpecs>;

beforeAll(() => {
  specs = smallSpecs();
});

afterAll(() => specs.remove());

const check = (...exchanges: readonly Exchange[]) => conform([{ name: "test", exchanges }], specs.folder);

/** The rules that were broken, with what is wrong. */
async function problemsIn(...exchanges: readonly Exchange[]): Promise<readonly string[]> {
  const { violations } = await check(...exchanges);
  return violations.map((violation) => violation.replace(/^test, exchange \d+, \S+ \S+: /, ""));
}

const pollAddress = "/subscriptions/s1/providers/Microsoft.Network/locations/uksouth/operations/o1";
const later = `https://management.azure.com${pollAddress}?api-version=2024-01-01`;

test.each<{ name: string; exchanges: readonly Exchange[] }>([
  { name: "a read", exchanges: [anExchange()] },
  { name: "a path in other case", exchanges: [anExchange({ path: thingsPath.toUpperCase().replace("/S1/", "/s1/") })] },
  { name: "a create without what is read-only", exchanges: [aCreate()] },
  { name: "an unknown property", exchanges: [aCreate({ body: { extra: 1, properties: { extra: 2 } } })] },
  { name: "a value of an open enum", exchanges: [aCreate({ body: { properties: { colour: "violet" } } })] },
  { name: "a refusal", exchanges: [anExchange({ status: 404, answer: { error: { code: "NotFound" } } })] },
  { name: "a removal", exchanges: [anExchange({ method: "DELETE", status: 204, answer: "" })] },
  {
    name: "what a later version added",
    exchanges: [aCreate({ version: "2025-05-01", body: { properties: { weight: 1.5, shape: "square" } } })],
  },
  {
    name: "the state of what is answered later",
    exchanges: [
      aCreate({ headers: { "azure-asyncoperation": later } }),
      anExchange({ path: pollAddress, answer: { status: "InProgress" } }),
    ],
  },
  {
    name: "the result of what is answered later",
    exchanges: [
      anExchange({
        method: "POST",
        path: `${thingsPath}/ball/measure`,
        status: 202,
        answer: "",
        headers: { location: later },
      }),
      anExchange({ path: pollAddress, status: 202, answer: "" }),
      anExchange({ path: pollAddress }),
    ],
  },
  {
    name: "the next page of a list",
    exchanges: [
      anExchange({
        path: thingsPath,
        answer: {
          value: [thing],
          nextLink: `https://management.azure.com${thingsPath}?api-version=2024-01-01&$skiptoken=2`,
        },
      }),
      anExchange({ path: thingsPath, query: "&$skiptoken=2", answer: { value: [] } }),
    ],
  },
])("lets $name pass", async ({ exchanges }) => {
  expect(await problemsIn(...exchanges)).toEqual([]);
});

test.each<{ name: string; exchanges: readonly Exchange[]; problem: string }>([
  {
    name: "a request to neither cloud",
    exchanges: [{ ...anExchange(), request: { ...anExchange().request, url: "https://example.com/" } }],
    problem: "cloud: of neither cloud",
  },
  {
    name: "an unknown version",
    exchanges: [anExchange({ version: "2031-01-01" })],
    problem: "api-version: there is no 2031-01-01 of Microsoft.Network",
  },
  {
    name: "an unknown path",
    exchanges: [anExchange({ path: `${thingsPath}/ball/colours` })],
    problem: "operation: not in Microsoft.Network 2024-01-01",
  },
  {
    name: "an unknown method",
    exchanges: [anExchange({ method: "PATCH" })],
    problem: "operation: not in Microsoft.Network 2024-01-01",
  },
  {
    name: "a name that is not allowed",
    exchanges: [anExchange({ path: `${thingsPath}/Ball7` })],
    problem: 'path parameter: thingName must match pattern "^[a-z]+$"',
  },
  {
    name: "an unknown query parameter",
    exchanges: [anExchange({ query: "&expand=all" })],
    problem: "query parameter: expand is not known",
  },
  { name: "a missing body", exchanges: [aCreate({ body: "" })], problem: "request body: is missing" },
  {
    name: "a body where none is taken",
    exchanges: [anExchange({ body: thing })],
    problem: "request body: none is taken",
  },
  {
    name: "a body without what is required",
    exchanges: [aCreate({ body: { neighbour: { id: "t2" } } })],
    problem: "request body: / must have required property 'properties'",
  },
  {
    name: "a value of the wrong type",
    exchanges: [aCreate({ body: { properties: { size: "3" } } })],
    problem: "request body: /properties/size must be integer",
  },
  {
    name: "what a reference to another file forbids",
    exchanges: [aCreate({ body: { properties: {}, neighbour: {} } })],
    problem: "request body: /neighbour must have required property 'id'",
  },
  {
    name: "a value that a closed enum does not have",
    exchanges: [aCreate({ body: { properties: { shape: "square" } } })],
    problem: "request body: /properties/shape must be equal to one of the allowed values",
  },
  {
    name: "a status that the operation does not have",
    exchanges: [anExchange({ status: 202 })],
    problem: "response status: 202 is not among those of Things_Get",
  },
  {
    name: "an answer without what is read-only",
    exchanges: [anExchange({ answer: { properties: {} } })],
    problem: "response body: / must have required property 'id'",
  },
  {
    name: "a refusal without a code",
    exchanges: [anExchange({ status: 403, answer: { error: {} } })],
    problem: "response body: /error must have required property 'code'",
  },
  {
    name: "an answer that is not JSON",
    exchanges: [anExchange({ answer: "<html>" })],
    problem: "response body: is not JSON",
  },
  {
    name: "a 204 that says something",
    exchanges: [anExchange({ method: "DELETE", status: 204 })],
    problem: "response body: a 204 has none",
  },
  {
    name: "a state without a status",
    exchanges: [
      aCreate({ headers: { "Azure-AsyncOperation": later } }),
      anExchange({ path: pollAddress, answer: { state: "InProgress" } }),
    ],
    problem: "response body: / must have the text 'status'",
  },
  {
    name: "a late result of the wrong type",
    exchanges: [
      anExchange({
        method: "POST",
        path: `${thingsPath}/ball/measure`,
        status: 202,
        answer: "",
        headers: { location: later },
      }),
      anExchange({ path: pollAddress, answer: { ...thing, properties: { size: "large" } } }),
    ],
    problem: "response body: /properties/size must be integer",
  },
])("catches $name", async ({ exchanges, problem }) => {
  expect(await problemsIn(...exchanges)).toEqual([problem]);
});

test("says which exchange of which recording it was", async () => {
  const { violations } = await check(anExchange(), anExchange({ method: "PATCH" }));
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatch(/^test, exchange 2, PATCH https:\/\/management\.azure\.com\/.*: operation: /);
});

test("counts what was checked, and says what was not and what stood for another version", async () => {
  const locks = anExchange({ path: "/subscriptions/s1/providers/Microsoft.Authorization/locks" });
  const { remarks } = await check(anExchange(), locks, anExchange({ version: "2025-05-01" }));
  expect(remarks).toEqual([
    "3 x test: exchanges with Azure",
    "1 x not checked, the folder has no files of Microsoft.Authorization",
    expect.stringMatching(/^1 x checked against 2024-01-01 for 2025-05-01: /),
  ]);
});
