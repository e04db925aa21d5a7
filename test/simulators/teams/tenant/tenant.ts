import { Changes } from "../../kit/changes.ts";
import { Journal } from "../../kit/journal.ts";
import type { SimWorld } from "../../kit/world.ts";
import { BOT } from "./bot.ts";
import { type Conversation, Directory, type TenantSeed } from "./directory.ts";
import { type Message, Messages } from "./messages.ts";

/** Refusals that no careful client ever earns. */
const BUGS: ReadonlySet<string> = new Set(["BadArgument", "BadSyntax", "MessageSizeTooBig"]);

/** The registered bot. Changing it while the tenant runs acts on the next call. */
export interface RegisteredBot {
  readonly password: string;
  /** False: an administrator blocked it. */
  active: boolean;
  /** Where activities go. */
  endpoint: string | undefined;
}

/** All that one simulated Microsoft 365 tenant holds. */
export class Tenant {
  readonly world: SimWorld;
  readonly bot: RegisteredBot;
  readonly directory: Directory;
  readonly changes = new Changes();
  readonly messages: Messages;
  readonly journal: Journal;
  /** Where the service listens; set once it does. */
  origin = "";

  constructor(world: SimWorld, seed: TenantSeed, bot: Omit<RegisteredBot, "active">) {
    this.world = world;
    this.bot = { ...bot, active: true };
    this.directory = new Directory(seed);
    this.messages = new Messages(world.clock, this.changes);
    this.journal = new Journal(world, this.changes, { service: "teams", bugs: BUGS });
  }

  get id(): string {
    return this.directory.tenant.id;
  }

  /** The base of the connector for this tenant, as activities name it. */
  get serviceUrl(): string {
    return `${this.origin}/uk/${this.id}/`;
  }

  /** Of the bot, not of people. */
  get said(): Message[] {
    return this.messages.all.filter(({ from }) => from === BOT.id);
  }
}

const MARK = ";messageid=";

/** A conversation as the wire names it: in a channel with the thread's first message. */
export const wireIdOf = ({ id, kind }: Conversation, threadId: string): string =>
  kind === "channel" ? `${id}${MARK}${threadId}` : id;

/** The two parts of such a name. */
export function readWireId(wireId: string): { readonly id: string; readonly threadId: string | undefined } {
  const [id = "", threadId] = wireId.split(MARK);
  return { id, threadId };
}
