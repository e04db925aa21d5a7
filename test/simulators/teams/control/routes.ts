import { z } from "zod";
import { changeStreamRoute } from "../../kit/change-stream.ts";
import { refusing } from "../../kit/control.ts";
import { numberAt, textAt } from "../../kit/json.ts";
import type { Route, SimRequest } from "../../kit/routes.ts";
import { seenBy } from "../report/seen.ts";
import type { TeamsSimulator } from "../simulator.ts";
import { perform } from "./acts.ts";

/** What the routes need of the simulator. */
type Controlled = Omit<TeamsSimulator, "origin" | "env" | "close">;

const botPatch = z.strictObject({
  active: z.boolean().optional(),
  endpoint: z.string().nullable().optional(),
  /** How many times Teams' rates are allowed; null for no limit. */
  generosity: z.number().positive().nullable().optional(),
});

function patchBot({ tenant, limits }: Controlled, body: unknown) {
  const parsed = botPatch.safeParse(body);
  if (!parsed.success) throw new RangeError(z.prettifyError(parsed.error));
  const { active, endpoint, generosity } = parsed.data;
  const { bot } = tenant;
  if (active !== undefined) bot.active = active;
  if (endpoint !== undefined) bot.endpoint = endpoint ?? undefined;
  if (generosity !== undefined) limits.generosity = generosity ?? Number.POSITIVE_INFINITY;
  return { active: bot.active, endpoint: bot.endpoint ?? null };
}

const asked = ({ query }: SimRequest, name: string): string => {
  const value = query.get(name);
  if (value === null) throw new RangeError(`${name}: missing in the query`);
  return value;
};

const timesOf = ({ query }: SimRequest) => {
  const times = query.get("times") ?? "virtual";
  if (times !== "virtual" && times !== "wall" && times !== "none") throw new RangeError("times: virtual, wall or none");
  return { times } as const;
};

const route = (method: string, path: string, handler: (request: SimRequest) => unknown): Route => ({
  method,
  path: `/_sim/teams${path}`,
  handler: refusing(async (request) => ({ status: 200, body: await handler(request) })),
});

/**
 * The control API of the Teams simulator beside the common one: act as somebody, deliver again, see what somebody
 * sees, the ledger, a conversation as text, the bot's account and rates, outages, and a stream of changes.
 */
export const teamsControlRoutes = (teams: Controlled): readonly Route[] => [
  changeStreamRoute("/_sim/teams/changes", teams.tenant.changes),
  route("POST", "/act", ({ json }) => perform(teams.player, json)),
  route("POST", "/repeat", ({ json }) => teams.courier.repeat(textAt(json, "delivery") ?? "")),
  route("GET", "/seen", (request) => seenBy(teams.tenant, asked(request, "by"))),
  route("GET", "/ledger", () => teams.ledger()),
  route("GET", "/transcript", (request) => teams.transcript(asked(request, "conversation"), timesOf(request))),
  route("POST", "/bot", ({ json }) => patchBot(teams, json)),
  route("POST", "/revoke", () => {
    teams.revokeTokens();
    return {};
  }),
  route("POST", "/down", async ({ json }) => {
    const seconds = numberAt(json, "seconds");
    if (seconds === undefined || seconds <= 0) throw new RangeError("seconds: a number > 0");
    await teams.down(seconds * 1000, textAt(json, "how") === "refused" ? "refused" : "unavailable");
    return {};
  }),
];
