/** Every environment variable the product reads, with what it is for; docs/configuration.md is generated from it. */
export const environmentVariables = {
  REDIS_URL: {
    about: "Where Redis is; one primary, no cluster.",
    example: "redis://127.0.0.1:6379",
    fallback: "redis://127.0.0.1:6379",
  },
  HOST: { about: "Address to listen on.", example: "0.0.0.0", fallback: "127.0.0.1" },
  PORT: { about: "Port for chat events, health and metrics.", example: "3000", fallback: "3000" },
  LOG_LEVEL: { about: "How much is logged: debug, info, warn or error.", example: "info", fallback: "info" },
  INTERCONNECT_CONFIG: {
    about: "Path of interconnect.yaml.",
    example: "/etc/interconnect.yaml",
    fallback: "interconnect.yaml",
  },
  INTERCONNECT_SEAL_KEY: {
    about: "Key that seals ownership tags and decisions, 32 characters or more; never change it while links exist.",
    example: "openssl rand -hex 32",
  },
  INTERCONNECT_CLOCK: {
    about: "Speed of the operation clock, for simulators on loopback only.",
    example: "60",
    fallback: "1",
  },
  INTERCONNECT_ALLOW_CUSTOM_HOSTS: {
    about: "Allows real credentials towards a host that is not the cloud's, Slack's or Teams' own.",
    example: "true",
  },
  SLACK_BOT_TOKEN: { about: "Bot token of the Slack app.", example: "xoxb-…" },
  SLACK_SIGNING_SECRET: { about: "Signing secret, for events over HTTP at /slack/events.", example: "8f742231b10e…" },
  SLACK_APP_TOKEN: { about: "App token, for Socket Mode instead of HTTP.", example: "xapp-…" },
  SLACK_API_URL: {
    about: "Base of Slack's Web API; ends in /api/.",
    example: "https://slack.com/api/",
    fallback: "https://slack.com/api/",
  },
  TEAMS_APP_ID: {
    about:
      "Id of the bot's app in Microsoft Entra, or client id of its managed identity; with it, Teams is heard at /api/messages.",
    example: "11111111-2222-3333-4444-555555555555",
  },
  TEAMS_APP_TYPE: {
    about: "`SingleTenant` or `UserAssignedMSI`.",
    example: "UserAssignedMSI",
    fallback: "SingleTenant",
  },
  TEAMS_APP_TENANT_ID: {
    about: "The Microsoft Entra tenant of the app, and the only one whose people are heard.",
    example: "11111111-2222-3333-4444-555555555555",
  },
  TEAMS_APP_PASSWORD: { about: "Client secret of the app; none with a managed identity.", example: "…" },
  TEAMS_ALLOW_ANONYMOUS: {
    about: "`true` takes activities without a token, for the Agents Playground; needs a HOST on loopback.",
    example: "true",
  },
  TEAMS_ISSUER: {
    about: "Who signs Teams' tokens; another one in a sovereign cloud.",
    example: "https://api.botframework.us",
    fallback: "https://api.botframework.com",
  },
  TEAMS_OPENID_METADATA: {
    about: "Where the issuer's keys are found.",
    example: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    fallback: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  },
  TEAMS_LOGIN_ENDPOINT: {
    about: "Where the bot gets its own tokens.",
    example: "https://login.microsoftonline.us",
    fallback: "https://login.microsoftonline.com",
  },
  TEAMS_OAUTH_SCOPE: {
    about: "What the bot's own tokens are for.",
    example: "https://api.botframework.us",
    fallback: "https://api.botframework.com",
  },
  TEAMS_SERVICE_URLS: {
    about: "Addresses of Teams, separated by commas; the bot's token goes nowhere else.",
    example: "https://smba.infra.gov.teams.microsoft.us/",
    fallback: "https://smba.trafficmanager.net/",
  },
  AZURE_CLIENT_ID: { about: "As the Azure SDK reads it.", example: "11111111-2222-3333-4444-555555555555" },
  AZURE_CLIENT_SECRET: { about: "As the Azure SDK reads it; a managed or federated identity is better.", example: "…" },
  AZURE_ARM_ENDPOINT: {
    about: "Azure Resource Manager, when it is not the public one.",
    example: "https://management.azure.com",
  },
  AZURE_AUTHORITY_HOST: {
    about: "Sign-in host, when it is not the public one.",
    example: "https://login.microsoftonline.com",
  },
  OCI_CONFIG_FILE: { about: "OCI configuration file.", example: "~/.oci/config" },
  OCI_CONFIG_PROFILE: { about: "Profile in it.", example: "DEFAULT", fallback: "DEFAULT" },
  OCI_AUTH: { about: "`config-file` or `instance-principal`.", example: "instance-principal", fallback: "config-file" },
  OCI_IAAS_ENDPOINT: {
    about: "OCI core services, when it is not the region's own.",
    example: "https://iaas.uk-london-1.oraclecloud.com",
  },
  OCI_IDENTITY_ENDPOINT: {
    about: "OCI identity, when it is not the region's own.",
    example: "https://identity.uk-london-1.oci.oraclecloud.com",
  },
  OCI_MONITORING_ENDPOINT: {
    about: "OCI monitoring, when it is not the region's own.",
    example: "https://telemetry.uk-london-1.oraclecloud.com",
  },
} as const satisfies Record<string, { about: string; example: string; fallback?: string }>;

export type VariableName = keyof typeof environmentVariables;
