import { createServer, type Server } from "node:http";
import { createSlackPoster, type SlackPosterOptions } from "../../../adapters/slack/poster.ts";
import { createSlackReceiver, type SlackReceiver } from "../../../adapters/slack/receiver.ts";
import { type FormDeskOptions, formDesk } from "../../../src/chat/form-desk.ts";
import type { FormDesk, Poster } from "../../../src/chat/ports.ts";
import type { SlackConfig } from "../../../src/config/load-config.ts";
import { Secret } from "../../../src/config/secret.ts";
import { createLog } from "../../../src/observability/log.ts";
import { createWorld, type SimWorld } from "../../simulators/kit/world.ts";
import type { SlackSimulator } from "../../simulators/slack/simulator.ts";
import { startSlack } from "../../simulators/slack/start.ts";
import { collecting, defaultDesk, Inbox, testServiceKey } from "../chat-parts.ts";

/** A simulated workspace with the real receiver, poster and form desk talking to it. */
export interface SlackWorld {
  readonly world: SimWorld;
  readonly slack: SlackSimulator;
  readonly inbox: Inbox;
  readonly poster: Poster;
  readonly desk: FormDesk;
  /** Where the receiver listens in HTTP mode. */
  readonly eventsUrl: string;
  /** Everything that was logged. */
  logged(): string;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly way?: "http" | "socket";
  readonly desk?: Partial<FormDeskOptions>;
  readonly reveal?: SlackPosterOptions["revealServiceKey"];
  /** Redelivery of events, in wall ms after each failure. */
  readonly redeliveryMs?: readonly number[];
  readonly generosity?: number;
}

export async function startSlackWorld(options: WorldOptions = {}): Promise<SlackWorld> {
  const world = createWorld();
  const { generosity = Number.POSITIVE_INFINITY, redeliveryMs } = options;
  const slack = await startSlack({ ...world, generosity, ...(redeliveryMs && { redeliveryMs }) });
  const inbox = new Inbox();
  const lines: string[] = [];
  const desk = formDesk({ ...defaultDesk, ...options.desk });
  const receiver = await createSlackReceiver({
    config: configFor(slack, options.way ?? "http"),
    log: createLog({ level: "debug", destination: collecting(lines) }),
    sink: inbox,
    desk,
  });
  const server = await serve(receiver);
  if (server) slack.listenAt(server.url);
  const poster = createSlackPoster({
    token: slack.workspace.app.botToken,
    apiUrl: slack.url,
    revealServiceKey: options.reveal ?? (() => Promise.resolve(testServiceKey)),
  });
  return {
    world,
    slack,
    inbox,
    poster,
    desk,
    eventsUrl: server?.url ?? "",
    logged: () => lines.join(""),
    async close() {
      await receiver.close();
      await server?.close();
      await slack.close();
    },
  };
}

function configFor({ workspace: { app }, url }: SlackSimulator, way: "http" | "socket"): SlackConfig {
  return {
    botToken: new Secret(app.botToken),
    apiUrl: url,
    way:
      way === "http"
        ? { kind: "http", signingSecret: new Secret(app.signingSecret) }
        : { kind: "socket", appToken: new Secret(app.appToken) },
  };
}

async function serve({ listener }: SlackReceiver): Promise<{ url: string; close(): Promise<void> } | undefined> {
  if (listener === undefined) return undefined;
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the test's server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/slack/events`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
