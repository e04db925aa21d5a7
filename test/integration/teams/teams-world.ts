import { createServer } from "node:http";
import { createTeamsPeople } from "../../../adapters/teams/people.ts";
import { createTeamsPoster, type TeamsPosterOptions } from "../../../adapters/teams/poster.ts";
import { createTeamsReceiver } from "../../../adapters/teams/receiver.ts";
import type { Acquaintance, AddressBook, Conversation } from "../../../src/chat/address-book.ts";
import { type FormDeskOptions, formDesk } from "../../../src/chat/form-desk.ts";
import type { Outgoing, PersonReader, Poster } from "../../../src/chat/ports.ts";
import { Secret } from "../../../src/config/secret.ts";
import type { TeamsConfig } from "../../../src/config/teams.ts";
import { createLog } from "../../../src/observability/log.ts";
import { createWorld, type SimWorld } from "../../simulators/kit/world.ts";
import type { TeamsSimulator } from "../../simulators/teams/simulator.ts";
import { startTeams } from "../../simulators/teams/start.ts";
import { collecting, defaultDesk, Inbox, testServiceKey } from "../chat-parts.ts";

/** A simulated tenant with the real receiver, poster, readers and form desk talking to it. */
export interface TeamsWorld {
  readonly world: SimWorld;
  readonly teams: TeamsSimulator;
  readonly inbox: Inbox;
  readonly poster: Poster;
  readonly people: PersonReader;
  readonly book: BookInMemory;
  readonly endpoint: string;
  logged(): string;
  close(): Promise<void>;
}

export interface TeamsWorldOptions {
  readonly desk?: Partial<FormDeskOptions>;
  readonly reveal?: TeamsPosterOptions["revealServiceKey"];
  readonly generosity?: number;
  /** How the bot shows who it is, and as what, instead of by its password. */
  readonly identity?: (config: TeamsConfig) => Pick<TeamsConfig, "identity" | "appId">;
}

/** The address book without Redis, which can be out of reach. */
export class BookInMemory implements AddressBook {
  private readonly conversations = new Map<string, Conversation>();
  private readonly acquaintances = new Map<string, Acquaintance>();
  reachable = true;

  keep: AddressBook["keep"] = (_platform, conversation) => {
    if (!this.reachable) return Promise.reject(new Error("Redis is silent"));
    this.conversations.delete(conversation.id);
    this.conversations.set(conversation.id, conversation);
    return Promise.resolve();
  };
  conversation: AddressBook["conversation"] = (_platform, id) => Promise.resolve(this.conversations.get(id));
  latest: AddressBook["latest"] = () => Promise.resolve([...this.conversations.values()].at(-1));
  meet: AddressBook["meet"] = (person, more) => {
    this.acquaintances.set(person, { ...this.acquaintances.get(person), ...more });
    return Promise.resolve();
  };
  person: AddressBook["person"] = (person) => Promise.resolve(this.acquaintances.get(person));
}

export async function startTeamsWorld(options: TeamsWorldOptions = {}): Promise<TeamsWorld> {
  const world = createWorld();
  const { generosity = Number.POSITIVE_INFINITY } = options;
  const teams = await startTeams({ ...world, generosity });
  const standard = configFor(teams);
  const config = { ...standard, ...options.identity?.(standard) };
  const inbox = new Inbox();
  const book = new BookInMemory();
  const lines: string[] = [];
  const log = createLog({ level: "debug", destination: collecting(lines) });
  const desk = formDesk({ ...defaultDesk, ...options.desk });
  const poster = createTeamsPoster({
    config,
    book,
    log,
    suggest: (query) => defaultDesk.suggest(query, inbox.nobody),
    revealServiceKey: options.reveal ?? (() => Promise.resolve(testServiceKey)),
  });
  const said: Promise<unknown>[] = [];
  const say = async ({ destination, form }: Outgoing): Promise<void> => {
    // What the outbox does, without its queue.
    if (destination.to === "form" && form) said.push(poster.updateForm(destination.formId, form));
    await Promise.all(said);
  };
  const server = createServer(createTeamsReceiver({ config, log, sink: inbox, desk, book, say }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the test's server has no port");
  const endpoint = `http://127.0.0.1:${address.port}/api/messages`;
  teams.listenAt(endpoint);
  return {
    world,
    teams,
    inbox,
    poster,
    book,
    endpoint,
    people: createTeamsPeople({ config, book, channels: ["19:netinterconnects@thread.tacv2"] }),
    logged: () => lines.join(""),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await teams.close();
    },
  };
}

function configFor({ env }: TeamsSimulator): TeamsConfig {
  return {
    appId: env["TEAMS_APP_ID"] ?? "",
    tenantId: env["TEAMS_APP_TENANT_ID"] ?? "",
    identity: { kind: "password", password: new Secret(env["TEAMS_APP_PASSWORD"] ?? "") },
    allowAnonymous: false,
    issuer: "https://api.botframework.com",
    openIdMetadata: env["TEAMS_OPENID_METADATA"] ?? "",
    loginEndpoint: env["TEAMS_LOGIN_ENDPOINT"] ?? "",
    oauthScope: "https://api.botframework.com",
    serviceUrls: [env["TEAMS_SERVICE_URLS"] ?? ""],
  };
}
