import { type ControlPart, controlRoutes } from "../kit/control.ts";
import { startSimServer } from "../kit/http.ts";
import { type Outage, Outages } from "../kit/outages.ts";
import type { SimWorld } from "../kit/world.ts";
import { slackControlRoutes } from "./control/routes.ts";
import { seedDirectory } from "./control/seed.ts";
import { Courier } from "./delivery/courier.ts";
import { SocketHub } from "./delivery/socket-hub.ts";
import { chatMethods } from "./methods/chat.ts";
import { connectionMethods } from "./methods/connections.ts";
import { conversationMethods } from "./methods/conversations.ts";
import { fileMethods, uploadRoute } from "./methods/files.ts";
import { modalMethods } from "./methods/modals.ts";
import { peopleMethods } from "./methods/people.ts";
import { responseRoute } from "./player/answers.ts";
import { playerOn } from "./player/player.ts";
import { RateLimits } from "./rate-limits.ts";
import { appCounts, slackLedger } from "./report/ledger.ts";
import { type TranscriptOptions, transcript } from "./report/transcript.ts";
import type { SlackSimulator } from "./simulator.ts";
import { webApiRoute } from "./web-api.ts";
import { defaultSeed } from "./workspace/default-seed.ts";
import type { WorkspaceSeed } from "./workspace/directory.ts";
import { Workspace } from "./workspace/workspace.ts";

/** How a simulated workspace starts. Everything has a default that suits a test. */
export interface SlackOptions extends SimWorld {
  readonly seed?: WorkspaceSeed;
  readonly signingSecret?: string;
  readonly botToken?: string;
  readonly appToken?: string;
  /** The app's URL in HTTP mode; without it the app is in Socket Mode. May be set later. */
  readonly eventsUrl?: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** How many times Slack's rate limits are allowed: 1 as in life, `Infinity` for no limit. */
  readonly generosity?: number;
  /** When a lost event is brought again, in wall ms after each failure. */
  readonly redeliveryMs?: readonly number[];
}

const envOf = ({ app, origin }: Workspace): Readonly<Record<string, string>> => ({
  SLACK_API_URL: `${origin}/api/`,
  SLACK_BOT_TOKEN: app.botToken,
  ...(app.eventsUrl === undefined ? { SLACK_APP_TOKEN: app.appToken } : { SLACK_SIGNING_SECRET: app.signingSecret }),
});

const partOf = (workspace: Workspace, sockets: SocketHub): ControlPart => ({
  name: "slack",
  state() {
    const { app, directory, views } = workspace;
    const members = <T extends { members: Set<string> }>(one: T) => ({ ...one, members: [...one.members] });
    return {
      team: directory.team,
      people: [...directory.people.values()],
      groups: [...directory.groups.values()].map(members),
      channels: [...directory.channels.values()].map(members),
      app: { active: app.active, scopes: [...app.scopes], eventsUrl: app.eventsUrl ?? null },
      connections: sockets.connections,
      openViews: views.all.filter(({ open }) => open).map(({ id, person }) => ({ id, person })),
      counts: appCounts(workspace),
    };
  },
  seed: (body) => seedDirectory(workspace.directory, body),
});

/** Starts a Slack workspace on loopback. */
export async function startSlack(options: SlackOptions): Promise<SlackSimulator> {
  const workspace = new Workspace(options, options.seed ?? defaultSeed, {
    signingSecret: options.signingSecret ?? "simulated-signing-secret",
    botToken: options.botToken ?? "xoxb-simulated",
    appToken: options.appToken ?? "xapp-simulated",
    eventsUrl: options.eventsUrl,
  });
  const sockets = new SocketHub();
  const courier = new Courier(workspace, sockets, options.redeliveryMs);
  const limits = new RateLimits(options.generosity);
  const outages = new Outages({
    faults: options.faults,
    service: "slack",
    unavailable: { ok: false, error: "service_unavailable" },
  });
  const part = partOf(workspace, sockets);
  const methods = [
    ...chatMethods,
    ...conversationMethods,
    ...peopleMethods,
    ...modalMethods,
    ...fileMethods,
    ...connectionMethods(sockets),
  ];
  const slack = {
    workspace,
    player: playerOn({ workspace, courier }),
    sockets,
    courier,
    limits,
    part,
    ledger: () => slackLedger(workspace),
    transcript: (channel: string, how?: TranscriptOptions) => transcript(workspace, channel, how),
    listenAt(eventsUrl: string) {
      workspace.app.eventsUrl = eventsUrl;
    },
    down(ms: number, how: Outage = "unavailable") {
      sockets.cut();
      return outages.begin(ms, how);
    },
  };
  const server = await startSimServer({
    service: "slack",
    clock: options.clock,
    faults: options.faults,
    traffic: options.traffic,
    ...(options.port !== undefined && { port: options.port }),
    routes: [webApiRoute(workspace, methods, limits), responseRoute(workspace), uploadRoute(workspace)],
    controlRoutes: [...slackControlRoutes(slack), ...controlRoutes({ world: options, parts: [part] })],
  });
  workspace.origin = server.url;
  sockets.attach(server.server);
  outages.attach(server);
  return {
    ...slack,
    url: `${server.url}/api/`,
    origin: server.url,
    get env() {
      return envOf(workspace);
    },
    async close() {
      courier.close();
      outages.close();
      await sockets.close();
      await server.close();
    },
  };
}
