import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Json, type JsonObject, objectAt, parseJson, textAt } from "../../../simulators/kit/json.ts";
import { createWorld } from "../../../simulators/kit/world.ts";
import type { TeamsSimulator } from "../../../simulators/teams/simulator.ts";
import { startTeams, type TeamsOptions } from "../../../simulators/teams/start.ts";
import { BOT } from "../../../simulators/teams/tenant/bot.ts";

/** What a call of the connector was answered. */
export interface WireReply {
  readonly status: number;
  readonly body: Json | undefined;
  readonly headers: Headers;
}

const NET = "19:netinterconnects@thread.tacv2";

const bodyOf = async (message: IncomingMessage): Promise<JsonObject> => {
  let text = "";
  for await (const chunk of message) text += String(chunk);
  return objectAt({ read: parseJson(text) }, "read");
};

/** A bot of nothing but HTTP: it remembers what it hears, answers as told, and calls the connector by hand. */
export class WireBot {
  readonly teams: TeamsSimulator;
  readonly heard: JsonObject[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** The answer to the next activities. */
  answers: { status: number; body?: object } = { status: 200 };
  private readonly server: Server;
  private token: string | undefined;

  private constructor(teams: TeamsSimulator) {
    this.teams = teams;
    this.server = createServer((request, response) => void this.hears(request, response));
  }

  private async hears(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.heard.push(await bodyOf(request));
    this.authorizations.push(request.headers.authorization);
    response.writeHead(this.answers.status, { "content-type": "application/json" });
    response.end(this.answers.body && JSON.stringify(this.answers.body));
  }

  static async start(options: Partial<TeamsOptions> = {}): Promise<WireBot> {
    const teams = await startTeams({ ...createWorld(), generosity: Number.POSITIVE_INFINITY, ...options });
    const bot = new WireBot(teams);
    await new Promise<void>((resolve) => bot.server.listen(0, "127.0.0.1", resolve));
    const address = bot.server.address();
    teams.listenAt(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/messages`);
    return bot;
  }

  /** Asks for a token; fields may be changed. */
  async signIn(changes: Readonly<Record<string, string>> = {}, tenant = this.teams.tenant.id): Promise<WireReply> {
    const form = {
      grant_type: "client_credentials",
      client_id: BOT.appId,
      client_secret: this.teams.tenant.bot.password,
      scope: "https://api.botframework.com/.default",
      ...changes,
    };
    const url = `${this.teams.origin}/${tenant}/oauth2/v2.0/token`;
    return replyOf(await fetch(url, { method: "POST", body: new URLSearchParams(form) }));
  }

  /** Calls the connector, by its path below the service URL. */
  async call(method: string, path: string, body?: object, authorization?: string): Promise<WireReply> {
    this.token ??= textAt((await this.signIn()).body, "access_token");
    const response = await fetch(`${this.teams.tenant.serviceUrl}${path}`, {
      method,
      headers: { "content-type": "application/json", authorization: authorization ?? `Bearer ${this.token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return replyOf(response);
  }

  /** Sends an activity to a conversation, by default as a new post of the home channel; the id of the message. */
  async sends(activity: object, conversation = NET): Promise<WireReply> {
    return this.call("POST", `v3/conversations/${encodeURIComponent(conversation)}/activities`, activity);
  }

  async posts(activity: object, conversation = NET): Promise<{ conversation: string; id: string }> {
    const { body } = await this.sends(activity, conversation);
    return { conversation, id: textAt(body, "id") ?? "" };
  }

  async close(): Promise<void> {
    await this.teams.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function replyOf(response: Response): Promise<WireReply> {
  return { status: response.status, body: parseJson(await response.text()), headers: response.headers };
}

/** One bot for all tests of a file. */
export function useWireBot(options: Partial<TeamsOptions> = {}): () => WireBot {
  let bot: WireBot | undefined;
  beforeEach(async () => {
    bot = await WireBot.start(options);
  });
  afterEach(() => bot?.close());
  return () => {
    if (!bot) throw new Error("useWireBot is for use inside a test");
    return bot;
  };
}

/** An activity with a card of these elements and actions. */
export const cardActivity = (body: readonly object[], more: object = {}) => ({
  type: "message",
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: { type: "AdaptiveCard", version: "1.5", body, ...more },
    },
  ],
});

export const textBlock = (text: string) => ({ type: "TextBlock", text, wrap: true });
