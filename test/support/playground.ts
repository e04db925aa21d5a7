import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { BOT } from "../simulators/teams/tenant/bot.ts";
import { defaultSeed } from "../simulators/teams/tenant/default-seed.ts";
import type { Person } from "../simulators/teams/tenant/directory.ts";
import { Child } from "./child.ts";
import { freePort } from "./free-port.mjs";

const CHANNEL = "net-interconnects";

/** One person's own client of Teams, with the service behind it. */
export interface Playground {
  /** The page of the client. */
  readonly url: string;
  /** Where the bot answers; has no slash at its end. */
  readonly serviceUrl: string;
  close(): Promise<void>;
}

/**
 * Starts Microsoft's Agents Playground for somebody of the simulated tenant, who has a chat with the bot and sees one
 * channel. It has one user at a time and knows nothing of other Playgrounds: two people have one each.
 *
 * @param bot the address of the product's `/api/messages`
 * @see https://learn.microsoft.com/microsoftteams/platform/toolkit/debug-your-agents-playground
 */
export async function startPlayground(who: string, bot: string): Promise<Playground> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), "interconnect-playground-"));
  await writeFile(join(dir, ".m365agentsplayground.yml"), stringify(contextOf(who)));
  const options = ["-e", bot, "-c", "msteams", "-p", String(port), "--disable-telemetry"];
  const child = new Child("test/support/playground-process.ts", [dir, "start", ...options]);
  await child.said(`Listening on ${port}`);
  return {
    url: `http://localhost:${port}/`,
    serviceUrl: `http://localhost:${port}/_connector`,
    async close() {
      await child.kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The tenant as the Playground is told of it, which wants exactly five people beside its own: so many there are. */
function contextOf(who: string): object {
  const { tenantId, people, teams, conversations } = defaultSeed;
  const here = people.filter((one) => one.tenantId === tenantId);
  const channel = theOne(conversations, ({ name }) => name === CHANNEL);
  const team = theOne(teams, ({ id }) => id === channel.teamId);
  return {
    version: "0.1.1",
    tenantId,
    bot: { id: BOT.id, name: BOT.name },
    currentUser: accountOf(theOne(here, ({ name }) => name === who)),
    users: here.filter(({ name }) => name !== who).map(accountOf),
    personalChat: { id: `a:${who}` },
    groupChat: { id: "19:change4711@thread.v2", name: "change-4711" },
    team: {
      id: team.id,
      name: team.name,
      aadGroupId: team.aadGroupId,
      channels: [{ id: channel.id, name: channel.name }],
    },
  };
}

/** Teams finds a member by either id; the Playground only by the first, which therefore is the object id as well. */
function accountOf({ displayName, email, aadObjectId }: Person) {
  const [givenName = "", surname = ""] = displayName.split(" ");
  return { id: aadObjectId, name: displayName, userPrincipleName: email, email, aadObjectId, givenName, surname };
}

function theOne<T>(all: readonly T[], isMeant: (one: T) => boolean): T {
  const found = all.find(isMeant);
  if (found === undefined) throw new RangeError("nobody and nothing of that name in the simulated tenant");
  return found;
}
