import { Changes } from "../../kit/changes.ts";
import { Journal } from "../../kit/journal.ts";
import type { SimWorld } from "../../kit/world.ts";
import { BOT } from "./default-seed.ts";
import { Directory, type WorkspaceSeed } from "./directory.ts";
import { Files } from "./files.ts";
import { Messages } from "./messages.ts";
import { ResponseUrls } from "./response-urls.ts";
import { Triggers } from "./triggers.ts";
import { Views } from "./views.ts";

/** The scopes that the bot token has; taking one away makes calls fail with `missing_scope`. */
const GRANTED = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "usergroups:read",
  "users:read",
  "users:read.email",
];

/** Refusals that no careful client ever earns. */
const BUGS: ReadonlySet<string> = new Set([
  "invalid_arguments",
  "invalid_blocks",
  "invalid_metadata_format",
  "metadata_too_large",
  "msg_too_long",
  "no_text",
  "unknown_method",
  "view_too_large",
]);

/** The installed app. Changing it while the workspace runs acts on the next call. */
export interface InstalledApp {
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  scopes: Set<string>;
  /** False: the account is deactivated or the app removed. */
  active: boolean;
  /** Where HTTP requests go; without it the app is in Socket Mode. */
  eventsUrl: string | undefined;
}

/** All that one simulated Slack workspace holds. */
export class Workspace {
  readonly world: SimWorld;
  readonly app: InstalledApp;
  readonly directory: Directory;
  readonly changes = new Changes();
  readonly triggers = new Triggers();
  readonly responseUrls = new ResponseUrls();
  readonly files = new Files();
  readonly messages: Messages;
  readonly views: Views;
  readonly journal: Journal;
  /** Where the service listens; set once it does. Absolute links start with it. */
  origin = "";

  constructor(world: SimWorld, seed: WorkspaceSeed, app: Omit<InstalledApp, "scopes" | "active">) {
    this.world = world;
    this.app = { ...app, scopes: new Set(GRANTED), active: true };
    this.directory = new Directory(seed);
    this.messages = new Messages(world.clock, this.changes);
    this.views = new Views(world.clock, this.changes);
    this.journal = new Journal(world, this.changes, { service: "slack", bugs: BUGS });
  }

  /** The direct message between the bot and a person. */
  botMessageWith(person: string) {
    return this.directory.directMessage(BOT.userId, person);
  }
}
