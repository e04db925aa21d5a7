import { commandTable } from "../src/chat/command-table.ts";
import { about } from "./about.ts";

/** What differs from one installation to the other. */
export interface TeamsManifestOptions {
  /** Application (client) id of the bot's Entra application: its `TEAMS_APP_ID`. */
  readonly appId: string;
  /** Where the operator tells about the bot; shown in Teams. */
  readonly site: string;
  /** The product's version. */
  readonly version: string;
}

/** The version of the manifest's schema: old enough for every tenant, and it has all that is used here. */
const manifestVersion = "1.19";

/** Where people meet the bot, each with its list of commands. */
const scopes = ["personal", "team", "groupChat"] as const;

/** Teams suggests no more than these while one types, and cuts what is longer. */
const limits = { commands: 10, title: 32, description: 128 } as const;

/**
 * The Teams app as one uploads it in a package: derived from the command table.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema
 */
export function teamsManifest({ appId, site, version }: TeamsManifestOptions) {
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`,
    manifestVersion,
    version,
    id: appId,
    developer: { name: "interconnect-bot", websiteUrl: site, privacyUrl: site, termsOfUseUrl: site },
    name: { short: about.name, full: "interconnect: links between Azure and OCI" },
    description: {
      short: about.description,
      full: "Ask for a private link between an Azure virtual network and an OCI virtual cloud network. The bot shows what will be created, what it costs and which addresses will reach which; somebody else approves. Then it builds both halves, tells the story in one thread, and ends with a verdict read from both clouds.",
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#2557c7",
    bots: [
      {
        botId: appId,
        scopes: [...scopes],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: scopes.map((scope) => ({ scopes: [scope], commands: suggested() })),
      },
    ],
    permissions: ["identity", "messageTeamMembers"],
    // Nothing of the bot is a page inside Teams, and it signs nobody in.
    validDomains: [],
  };
}

/** As many verbs as Teams shows, in the order of the help; help itself, which tells of the others, is always there. */
function suggested() {
  const others = commandTable.filter(({ verb }) => verb !== "help").slice(0, limits.commands - 1);
  return [...others, ...commandTable.filter(({ verb }) => verb === "help")].map(({ verb, does }) => ({
    title: verb.slice(0, limits.title),
    description: does.slice(0, limits.description),
  }));
}

/** Stands in `teams/manifest.json` where an installation has its own. */
export const example = {
  appId: "00000000-0000-0000-0000-000000000000",
  site: "https://interconnect.example.com",
} as const;
