import type { ClockSetting } from "./clock.ts";
import { parseClock } from "./clock.ts";
import type { InterconnectFile } from "./environment-file.ts";
import { parseInterconnectFile } from "./environment-file.ts";
import { checkClock, checkHosts, type NamedAddress } from "./hosts.ts";
import { configInvalid } from "./problems.ts";
import { type RawEnvironment, Reader } from "./reader.ts";
import { Secret } from "./secret.ts";
import { readTeams, type TeamsConfig, teamsAddresses } from "./teams.ts";

export interface SlackConfig {
  readonly botToken: Secret;
  /** Ends in `/api/`. */
  readonly apiUrl: string;
  readonly way:
    | { readonly kind: "http"; readonly signingSecret: Secret }
    | { readonly kind: "socket"; readonly appToken: Secret };
}

export interface AzureConfig {
  readonly armEndpoint: string | undefined;
  readonly authorityHost: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: Secret | undefined;
}

export interface OciConfig {
  readonly auth:
    | { readonly kind: "config-file"; readonly file: string | undefined; readonly profile: string }
    | { readonly kind: "instance-principal" };
  readonly endpoints: Readonly<Record<"iaas" | "identity" | "monitoring", string | undefined>>;
}

export interface Config {
  readonly redisUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly slack: SlackConfig | undefined;
  readonly teams: TeamsConfig | undefined;
  readonly azure: AzureConfig;
  readonly oci: OciConfig;
  readonly clock: ClockSetting;
  /** Seals ownership tags and decisions. */
  readonly sealKey: Secret;
  readonly file: InterconnectFile;
}

/**
 * Checks everything at once. Pure: reads what it is given, returns a frozen value.
 *
 * @throws InterconnectError `ConfigInvalid` that lists every problem
 */
export function loadConfig(env: RawEnvironment, fileText: string | undefined, nowMs: number): Config {
  const reader = new Reader(env);
  const parsedFile = readFile(fileText, reader);
  const config: Config = {
    redisUrl: reader.url("REDIS_URL") ?? "",
    host: reader.text("HOST") ?? "",
    port: reader.port(),
    logLevel: reader.oneOf("LOG_LEVEL", ["debug", "info", "warn", "error", "silent"]),
    slack: readSlack(reader),
    teams: readTeams(reader),
    azure: {
      armEndpoint: reader.url("AZURE_ARM_ENDPOINT"),
      authorityHost: reader.url("AZURE_AUTHORITY_HOST"),
      clientId: reader.text("AZURE_CLIENT_ID"),
      clientSecret: reader.secret("AZURE_CLIENT_SECRET"),
    },
    oci: {
      auth:
        reader.oneOf("OCI_AUTH", ["config-file", "instance-principal"]) === "instance-principal"
          ? { kind: "instance-principal" }
          : {
              kind: "config-file",
              file: reader.text("OCI_CONFIG_FILE"),
              profile: reader.text("OCI_CONFIG_PROFILE") ?? "DEFAULT",
            },
      endpoints: {
        iaas: reader.url("OCI_IAAS_ENDPOINT"),
        identity: reader.url("OCI_IDENTITY_ENDPOINT"),
        monitoring: reader.url("OCI_MONITORING_ENDPOINT"),
      },
    },
    clock: readClock(reader, nowMs),
    sealKey: readSealKey(reader),
    file: parsedFile,
  };
  checkChat(config, reader);
  checkAddresses(config, reader);
  if (reader.problems.length > 0) throw configInvalid(reader.problems);
  return Object.freeze(config);
}

function readFile(fileText: string | undefined, reader: Reader): InterconnectFile {
  const empty: InterconnectFile = { environments: [], people: [] };
  if (fileText === undefined) {
    reader.complain("INTERCONNECT_CONFIG", "names a file that cannot be read.");
    return empty;
  }
  const { file, problems } = parseInterconnectFile(fileText);
  reader.problems.push(...problems);
  return file ?? empty;
}

function readSlack(reader: Reader): SlackConfig | undefined {
  const botToken = reader.secret("SLACK_BOT_TOKEN");
  const signingSecret = reader.secret("SLACK_SIGNING_SECRET");
  const appToken = reader.secret("SLACK_APP_TOKEN");
  const apiUrl = reader.url("SLACK_API_URL") ?? "";
  if (!botToken) {
    if (signingSecret ?? appToken)
      reader.complain("SLACK_BOT_TOKEN", "is missing, and other settings of Slack are there.");
    return undefined;
  }
  if (!apiUrl.endsWith("/api/")) reader.complain("SLACK_API_URL", "must end in /api/.");
  if (appToken) return { botToken, apiUrl, way: { kind: "socket", appToken } };
  if (signingSecret) return { botToken, apiUrl, way: { kind: "http", signingSecret } };
  reader.complain("SLACK_SIGNING_SECRET", "is missing, and so is SLACK_APP_TOKEN: one of them is needed.");
  return undefined;
}

/** Somebody must be heard; what is set for one platform in half has been told already. */
function checkChat({ slack, teams }: Config, reader: Reader): void {
  const told = reader.problems.some(({ where }) => /^(?:SLACK|TEAMS)_/.test(where));
  if (slack || teams || told) return;
  reader.complain("SLACK_BOT_TOKEN", "is missing, and so is TEAMS_APP_ID: no chat platform is configured.");
}

function readClock(reader: Reader, nowMs: number): ClockSetting {
  const setting = parseClock(reader.text("INTERCONNECT_CLOCK") ?? "1", nowMs);
  if (!setting)
    reader.complain(
      "INTERCONNECT_CLOCK",
      "is not a positive number, with @ and a Unix time in ms behind it if wanted.",
    );
  return setting ?? { scale: 1, anchorMs: nowMs };
}

function readSealKey(reader: Reader): Secret {
  const key = reader.text("INTERCONNECT_SEAL_KEY") ?? "";
  if (key.length < 32) reader.complain("INTERCONNECT_SEAL_KEY", "must have 32 characters or more.");
  return new Secret(key);
}

function checkAddresses({ azure, oci, slack, teams, clock }: Config, reader: Reader): void {
  const clouds: readonly NamedAddress[] = [
    ["AZURE_ARM_ENDPOINT", azure.armEndpoint],
    ["AZURE_AUTHORITY_HOST", azure.authorityHost],
    ["OCI_IAAS_ENDPOINT", oci.endpoints.iaas],
    ["OCI_IDENTITY_ENDPOINT", oci.endpoints.identity],
    ["OCI_MONITORING_ENDPOINT", oci.endpoints.monitoring],
  ];
  checkClock(clock.scale, clouds, reader);
  checkHosts([...clouds, ["SLACK_API_URL", slack?.apiUrl], ...(teams ? teamsAddresses(teams) : [])], reader);
}
