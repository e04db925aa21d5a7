import { Readable } from "node:stream";
import { z } from "zod";
import { changeStreamRoute } from "../../kit/change-stream.ts";
import { refusing } from "../../kit/control.ts";
import { at, numberAt, textAt } from "../../kit/json.ts";
import type { Route, SimRequest } from "../../kit/routes.ts";
import { seenBy } from "../report/seen.ts";
import type { SlackSimulator } from "../simulator.ts";
import { perform } from "./acts.ts";

/** What the routes need of the simulator. */
type Controlled = Omit<SlackSimulator, "url" | "origin" | "env" | "close">;

const appPatch = z.strictObject({
  active: z.boolean().optional(),
  scopes: z.array(z.string()).optional(),
  eventsUrl: z.string().nullable().optional(),
  /** How many times Slack's rates are allowed; null for no limit. */
  generosity: z.number().positive().nullable().optional(),
});

function patchApp({ workspace, limits }: Controlled, body: unknown) {
  const parsed = appPatch.safeParse(body);
  if (!parsed.success) throw new RangeError(z.prettifyError(parsed.error));
  const { active, scopes, eventsUrl, generosity } = parsed.data;
  const { app } = workspace;
  if (active !== undefined) app.active = active;
  if (scopes) app.scopes = new Set(scopes);
  if (eventsUrl !== undefined) app.eventsUrl = eventsUrl ?? undefined;
  if (generosity !== undefined) limits.generosity = generosity ?? Number.POSITIVE_INFINITY;
  return { active: app.active, scopes: [...app.scopes], eventsUrl: app.eventsUrl ?? null };
}

function timesOf({ query }: SimRequest) {
  const times = query.get("times") ?? "virtual";
  if (times !== "virtual" && times !== "wall" && times !== "none") throw new RangeError("times: virtual, wall or none");
  return { times } as const;
}

const query = ({ query: asked }: SimRequest, name: string): string => {
  const value = asked.get(name);
  if (value === null) throw new RangeError(`${name}: missing in the query`);
  return value;
};

const route = (method: string, path: string, handler: (request: SimRequest) => unknown): Route => ({
  method,
  path: `/_sim/slack${path}`,
  handler: refusing(async (request) => ({ status: 200, body: await handler(request) })),
});

/**
 * The control API of the Slack simulator beside the common one: act as somebody, deliver again, see what somebody
 * sees, the ledger, a channel as text, the app's account and rates, outages, reconnects, and a stream of changes.
 */
export const slackControlRoutes = (slack: Controlled): readonly Route[] => [
  changeStreamRoute("/_sim/slack/changes", slack.workspace.changes),
  route("POST", "/act", ({ json }) => perform(slack.player, json)),
  route("POST", "/repeat", ({ json }) => slack.courier.repeat(textAt(json, "delivery") ?? "")),
  route("GET", "/seen", (request) => seenBy(slack.workspace, query(request, "by"))),
  route("GET", "/ledger", () => slack.ledger()),
  route("GET", "/transcript", (request) => slack.transcript(query(request, "channel"), timesOf(request))),
  {
    method: "GET",
    path: "/_sim/slack/files/:id",
    handler: (request) => {
      const content = slack.workspace.files.all.get(request.param("id"))?.content;
      return content ? { status: 200, body: Readable.from([content]) } : { status: 404, body: "no such file" };
    },
  },
  route("POST", "/app", ({ json }) => patchApp(slack, json)),
  route("POST", "/down", async ({ json }) => {
    const seconds = numberAt(json, "seconds");
    if (seconds === undefined || seconds <= 0) throw new RangeError("seconds: a number > 0");
    await slack.down(seconds * 1000, textAt(json, "how") === "refused" ? "refused" : "unavailable");
    return {};
  }),
  route("POST", "/reconnect", ({ json }) => {
    if (at(json, "abruptly") === true) slack.sockets.cut();
    else slack.sockets.refresh();
    return {};
  }),
];
