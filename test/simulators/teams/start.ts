import { ClientCredentials } from "../kit/client-credentials.ts";
import { type ControlPart, controlRoutes } from "../kit/control.ts";
import { startSimServer } from "../kit/http.ts";
import { type Outage, Outages } from "../kit/outages.ts";
import type { SimWorld } from "../kit/world.ts";
import { activityOperations } from "./connector/activities.ts";
import { operationRoute } from "./connector/operation.ts";
import { rosterOperations } from "./connector/rosters.ts";
import { teamsControlRoutes } from "./control/routes.ts";
import { seedDirectory } from "./control/seed.ts";
import { Courier } from "./delivery/courier.ts";
import { metadataRoutes, OPENID_PATH } from "./identity/metadata.ts";
import { playerOn } from "./player/player.ts";
import { RateLimits } from "./rate-limits.ts";
import { botCounts, teamsLedger } from "./report/ledger.ts";
import { type TranscriptOptions, transcript } from "./report/transcript.ts";
import type { TeamsSimulator } from "./simulator.ts";
import { BOT } from "./tenant/bot.ts";
import { defaultSeed } from "./tenant/default-seed.ts";
import type { TenantSeed } from "./tenant/directory.ts";
import { Tenant } from "./tenant/tenant.ts";

/** How a simulated tenant starts. Everything has a default that suits a test. */
export interface TeamsOptions extends SimWorld {
  readonly seed?: TenantSeed;
  readonly password?: string;
  /** Where the bot takes activities; may be set later. */
  readonly endpoint?: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** How many times Teams' rate limits are allowed: 1 as in life, `Infinity` for no limit. */
  readonly generosity?: number;
}

const SCOPE = "https://api.botframework.com/.default";

const envOf = ({ id, bot, origin }: Tenant): Readonly<Record<string, string>> => ({
  TEAMS_APP_ID: BOT.appId,
  TEAMS_APP_TYPE: "SingleTenant",
  TEAMS_APP_TENANT_ID: id,
  TEAMS_APP_PASSWORD: bot.password,
  TEAMS_LOGIN_ENDPOINT: origin,
  TEAMS_OPENID_METADATA: `${origin}${OPENID_PATH}`,
  TEAMS_SERVICE_URLS: `${origin}/`,
});

const partOf = (tenant: Tenant): ControlPart => ({
  name: "teams",
  state() {
    const { directory, bot } = tenant;
    const conversations = [...directory.conversations.values()];
    return {
      tenant: directory.tenant,
      people: [...directory.people.values()],
      teams: [...directory.teams.values()],
      conversations: conversations.map((one) => ({ ...one, members: [...one.members] })),
      bot: { ...BOT, active: bot.active, endpoint: bot.endpoint ?? null },
      counts: botCounts(tenant),
    };
  },
  seed: (body) => seedDirectory(tenant.directory, body),
});

/** Starts a Microsoft 365 tenant with Teams, the Bot Framework's connector and its sign-in on one loopback port. */
export async function startTeams(options: TeamsOptions): Promise<TeamsSimulator> {
  const { clock, faults, traffic, seed = defaultSeed, password = "simulated-bot-password", endpoint } = options;
  const tenant = new Tenant(options, seed, { password, endpoint });
  const credentials = new ClientCredentials({
    tenantId: tenant.id,
    clientId: BOT.appId,
    clientSecret: password,
    scope: SCOPE,
  });
  const courier = new Courier(tenant);
  const limits = new RateLimits(options.generosity);
  const unavailable = { error: { code: "ServiceUnavailable", message: "Service is unavailable." } };
  const outages = new Outages({ faults, service: "teams", unavailable });
  const part = partOf(tenant);
  const teams = {
    tenant,
    player: playerOn({ tenant, courier }),
    courier,
    limits,
    part,
    ledger: () => teamsLedger(tenant),
    transcript: (conversation: string, how?: TranscriptOptions) => transcript(tenant, conversation, how),
    listenAt(url: string) {
      tenant.bot.endpoint = url;
    },
    revokeTokens: () => credentials.revokeAll(),
    down: (ms: number, how: Outage = "unavailable") => outages.begin(ms, how),
  };
  const operations = [...activityOperations, ...rosterOperations];
  const server = await startSimServer({
    service: "teams",
    clock,
    faults,
    traffic,
    ...(options.port !== undefined && { port: options.port }),
    routes: [
      ...credentials.routes(),
      ...metadataRoutes(tenant),
      ...operations.map((operation) => operationRoute({ tenant, credentials, limits }, operation)),
    ],
    controlRoutes: [...teamsControlRoutes(teams), ...controlRoutes({ world: options, parts: [part] })],
  });
  tenant.origin = server.url;
  outages.attach(server);
  return {
    ...teams,
    origin: server.url,
    env: envOf(tenant),
    async close() {
      outages.close();
      await server.close();
    },
  };
}
