import type { PersonReader, Poster, RevealServiceKey } from "../chat/ports.ts";
import type { Config } from "../config/load-config.ts";
import { suggest } from "../verbs/suggest.ts";
import type { Ground } from "./store.ts";

/** The chat products that are configured. Each is loaded only then: their SDKs take time and memory. */

/** Who reads people, on every configured platform. */
export async function readersOf({ config, book }: Pick<Ground, "config" | "book">): Promise<readonly PersonReader[]> {
  const { slack, teams, file } = config;
  const readers: PersonReader[] = [];
  if (slack) {
    const { createSlackPeople } = await import("../../adapters/slack/people.ts");
    readers.push(createSlackPeople(slackAccess(slack)));
  }
  if (teams) {
    const { createTeamsPeople } = await import("../../adapters/teams/people.ts");
    const channels = file.environments.flatMap((one) => one.channels.teams ?? []);
    readers.push(createTeamsPeople({ config: teams, book, channels }));
  }
  return readers;
}

/** Who posts, on every configured platform. */
export async function postersOf(ground: Ground, revealServiceKey: RevealServiceKey): Promise<readonly Poster[]> {
  const { config, book, log, choices } = ground;
  const posters: Poster[] = [];
  if (config.slack) {
    const { createSlackPoster } = await import("../../adapters/slack/poster.ts");
    posters.push(createSlackPoster({ ...slackAccess(config.slack), revealServiceKey }));
  }
  if (config.teams) {
    const { createTeamsPoster } = await import("../../adapters/teams/poster.ts");
    const offered = { suggest: (query: Parameters<typeof suggest>[1]) => suggest(choices, query) };
    posters.push(createTeamsPoster({ config: config.teams, book, log, revealServiceKey, ...offered }));
  }
  return posters;
}

function slackAccess({ botToken, apiUrl }: NonNullable<Config["slack"]>): { token: string; apiUrl: string } {
  return { token: botToken.reveal(), apiUrl };
}

/** Loads what is not needed to be ready, and would keep the first person who asks waiting. */
export async function loadTheRest({ teams }: Config): Promise<void> {
  if (teams) await import("../../adapters/teams/sdk-connector.ts");
}
