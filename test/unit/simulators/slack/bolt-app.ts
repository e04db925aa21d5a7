import { App, type AppOptions, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { createWorld } from "../../../simulators/kit/world.ts";
import type { SlackSimulator } from "../../../simulators/slack/simulator.ts";
import { type SlackOptions, startSlack } from "../../../simulators/slack/start.ts";

/** A Bolt app of the test, connected to a simulator of its own. */
export interface ConnectedApp {
  readonly slack: SlackSimulator;
  readonly app: App;
  close(): Promise<void>;
}

const nothing = () => {};

/** The SDK logs every refusal; the tests look at what was refused instead. */
export const quiet: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

/** Socket Mode waits this long before it connects anew (5 s unless told). */
const RECONNECT_MS = 300;

/** A simulator without Slack's pace, unless told otherwise. */
export const quickSlack = (options: Partial<SlackOptions> = {}): Promise<SlackSimulator> =>
  startSlack({ ...createWorld(), generosity: Number.POSITIVE_INFINITY, ...options });

const appFor = async (slack: SlackSimulator, options: AppOptions): Promise<App> => {
  const app = new App({
    token: slack.workspace.app.botToken,
    clientOptions: { slackApiUrl: slack.url, retryConfig: { retries: 0 } },
    logger: quiet,
    deferInitialization: true,
    ...options,
  });
  await app.init();
  return app;
};

/** Real Bolt behind its HTTP receiver; `listen` adds the listeners before anything arrives. */
export const httpApp = async (
  listen: (app: App) => void,
  options: Partial<SlackOptions> = {},
): Promise<ConnectedApp> => {
  const slack = await quickSlack(options);
  const app = await appFor(slack, { signingSecret: slack.workspace.app.signingSecret });
  listen(app);
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Bolt listens on no port");
  slack.listenAt(`http://127.0.0.1:${address.port}/slack/events`);
  return {
    slack,
    app,
    async close() {
      await app.stop();
      await slack.close();
    },
  };
};

/** Real Bolt in Socket Mode. */
export const socketApp = async (
  listen: (app: App) => void,
  options: Partial<SlackOptions> = {},
): Promise<ConnectedApp> => {
  const slack = await quickSlack(options);
  const receiver = new SocketModeReceiver({
    appToken: slack.workspace.app.appToken,
    installerOptions: { clientOptions: { slackApiUrl: slack.url } },
    clientPingTimeout: RECONNECT_MS,
    logger: quiet,
  });
  const app = await appFor(slack, { receiver });
  listen(app);
  await app.start();
  return {
    slack,
    app,
    async close() {
      await app.stop();
      await slack.close();
    },
  };
};
