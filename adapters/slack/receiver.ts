import type { RequestListener } from "node:http";
import { HTTPReceiver, type Logger, LogLevel, type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { FormDesk, JobSink } from "../../src/chat/ports.ts";
import type { SlackConfig } from "../../src/config/load-config.ts";
import { InterconnectError } from "../../src/domain/errors.ts";
import type { Log } from "../../src/observability/log.ts";
import { Clerk } from "./clerk.ts";
import { clientOptions, slackClient } from "./client.ts";
import { gated } from "./gate.ts";
import { LateAckApp } from "./late-ack-app.ts";
import { bodyLimitBytes } from "./limits.ts";
import { listenOn } from "./listeners.ts";
import { platformError } from "./slack-errors.ts";

export interface SlackReceiverOptions {
  readonly config: SlackConfig;
  readonly log: Log;
  readonly sink: JobSink;
  readonly desk: FormDesk;
}

export interface SlackReceiver {
  /** Answers Slack's requests, in HTTP mode; belongs under `/slack/events` of the process's own server. */
  readonly listener: RequestListener | undefined;
  close(): Promise<void>;
}

/** The only path in HTTP mode. */
const eventsPath = "/slack/events";

/**
 * Takes in what people do in Slack, over HTTP or in Socket Mode. Resolves once the token is known to be good and, in
 * Socket Mode, the connection is begun.
 *
 * @throws InterconnectError `ConfigInvalid` when Slack does not accept the bot token, `CloudUnreachable` when it is away
 */
export async function createSlackReceiver({ config, log, sink, desk }: SlackReceiverOptions): Promise<SlackReceiver> {
  const access = { token: config.botToken.reveal(), apiUrl: config.apiUrl };
  const client = slackClient(access);
  const self = await whoAmI(client, access.apiUrl);
  const way = transportOf(config, log);
  const app = new LateAckApp({
    receiver: way.receiver,
    token: access.token,
    ...(self.bot_id !== undefined && { botId: self.bot_id }),
    ...(self.user_id !== undefined && { botUserId: self.user_id }),
    // The token has just been verified; and a rejected verification in the constructor would end the process.
    tokenVerificationEnabled: false,
    deferInitialization: true,
    convoStore: false,
    clientOptions: clientOptions(access.apiUrl),
    logger: quiet(log),
  });
  await app.init();
  listenOn(app, new Clerk({ client, sink, desk, log, team: self.team_id ?? "" }));
  if (way.listener === undefined) await app.start();
  return {
    listener: way.listener,
    close: async () => {
      if (way.listener === undefined) await app.stop();
    },
  };
}

async function whoAmI(
  client: WebClient,
  apiUrl: string,
): Promise<{ bot_id?: string; user_id?: string; team_id?: string }> {
  try {
    return await client.auth.test();
  } catch (cause) {
    const said = platformError(cause);
    throw new InterconnectError(
      said === undefined
        ? {
            code: "CloudUnreachable",
            kind: "transient",
            message: `Slack does not answer at ${apiUrl}.`,
            hint: "It is tried again; if this goes on, set SLACK_API_URL to where Slack is.",
            cause,
          }
        : {
            code: "ConfigInvalid",
            kind: "fatal",
            message: `Slack does not accept the token in SLACK_BOT_TOKEN (${said}).`,
            hint: "Copy the bot token again from the app's page at Slack; a reinstalled app has a new one.",
            cause,
          },
    );
  }
}

interface Transport {
  readonly receiver: Receiver;
  readonly listener: RequestListener | undefined;
}

function transportOf({ way, apiUrl }: SlackConfig, log: Log): Transport {
  if (way.kind === "socket") {
    // A receiver built by hand does not get the app's client options. Its own client must try again by itself: a
    // failed reconnection without retries is an unhandled rejection and the last one (seen with socket-mode 3.1).
    const { retryConfig: _none, ...options } = clientOptions(apiUrl);
    const installerOptions = { clientOptions: { ...options, rejectRateLimitedCalls: false } };
    const appToken = way.appToken.reveal();
    return {
      receiver: new SocketModeReceiver({ appToken, installerOptions, logger: quiet(log) }),
      listener: undefined,
    };
  }
  const receiver = new HTTPReceiver({
    signingSecret: way.signingSecret.reveal(),
    endpoints: eventsPath,
    bodyLimit: bodyLimitBytes,
    logger: quiet(log),
  });
  return { receiver, listener: gated((request, response) => receiver.requestListener(request, response)) };
}

const drop = (): void => undefined;

/** Bolt's warnings and errors, without the requests that its finer levels print. */
function quiet(log: Log): Logger {
  return {
    debug: drop,
    info: drop,
    warn: (...said: unknown[]) => log.warn({ said: said.map(String) }, "slack sdk warning"),
    error: (...said: unknown[]) => log.error({ said: said.map(String) }, "slack sdk error"),
    setLevel: drop,
    getLevel: () => LogLevel.WARN,
    setName: drop,
  };
}
