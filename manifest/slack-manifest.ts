import { commandTable, slashCommand } from "../src/chat/command-table.ts";
import { about } from "./about.ts";
import { botScopes } from "./slack-scopes.ts";

const verbs = commandTable.map(({ verb }) => verb);

/** Where Slack sends its requests in HTTP mode; in Socket Mode it needs no address. */
export interface ManifestOptions {
  readonly eventsUrl?: string;
}

/**
 * The Slack app as one creates it from a manifest: derived from the command table and from the scopes in use.
 *
 * @see https://docs.slack.dev/reference/app-manifest
 */
function slackManifest({ eventsUrl }: ManifestOptions = {}) {
  const address = eventsUrl === undefined ? {} : { request_url: eventsUrl };
  return {
    _metadata: { major_version: 2 },
    display_information: {
      ...about,
      background_color: "#1f2937",
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: about.name, always_online: true },
      slash_commands: [
        {
          command: slashCommand,
          ...(eventsUrl !== undefined && { url: eventsUrl }),
          description: "Connect Azure and OCI networks",
          usage_hint: verbs.join(" | "),
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: Object.keys(botScopes).toSorted() } },
    settings: {
      event_subscriptions: { ...address, bot_events: ["app_mention"] },
      interactivity: {
        is_enabled: true,
        ...address,
        ...(eventsUrl !== undefined && { message_menu_options_url: eventsUrl }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: eventsUrl === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** The files beside this one; the address of the second is to be replaced by one's own. */
export const manifestFiles = {
  "slack.json": slackManifest(),
  "slack-http.json": slackManifest({ eventsUrl: "https://interconnect.example.com/slack/events" }),
} as const;
