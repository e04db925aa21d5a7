import type { NamedAddress } from "./hosts.ts";
import { isLoopback, isLoopbackHost } from "./loopback.ts";
import type { Reader } from "./reader.ts";
import type { Secret } from "./secret.ts";

export interface TeamsConfig {
  readonly appId: string;
  /** The tenant of the app, and the only one whose people are heard. Lower case. */
  readonly tenantId: string;
  /** How the bot shows who it is; `nobody` only where anonymous activities are taken too. */
  readonly identity:
    | { readonly kind: "password"; readonly password: Secret }
    | { readonly kind: "managed-identity" }
    | { readonly kind: "nobody" };
  /** True when activities without a token are taken; then the process listens on loopback only. */
  readonly allowAnonymous: boolean;
  readonly issuer: string;
  readonly openIdMetadata: string;
  readonly loginEndpoint: string;
  readonly oauthScope: string;
  /** Beginnings of the only addresses at which Teams is spoken to; each ends in a slash. */
  readonly serviceUrls: readonly string[];
}

/** Teams as it is configured; undefined when nothing of it is. */
export function readTeams(reader: Reader): TeamsConfig | undefined {
  const appId = reader.text("TEAMS_APP_ID");
  const password = reader.secret("TEAMS_APP_PASSWORD");
  const allowAnonymous = readAnonymous(reader);
  const tenantId = reader.text("TEAMS_APP_TENANT_ID");
  if (appId === undefined) {
    // The SDK would take a missing app id for leave to let everybody in.
    if (tenantId ?? password ?? allowAnonymous) {
      reader.complain("TEAMS_APP_ID", "is missing, and other settings of Teams are there.");
    }
    return undefined;
  }
  if (tenantId === undefined) reader.complain("TEAMS_APP_TENANT_ID", "is missing.");
  return {
    appId,
    tenantId: tenantId?.toLowerCase() ?? "",
    identity: readIdentity(reader, password, allowAnonymous),
    allowAnonymous,
    serviceUrls: readServiceUrls(reader),
    ...readIssuer(reader),
  };
}

function readAnonymous(reader: Reader): boolean {
  if (reader.text("TEAMS_ALLOW_ANONYMOUS") !== "true") return false;
  if (!isLoopbackHost(reader.text("HOST") ?? "")) {
    reader.complain("TEAMS_ALLOW_ANONYMOUS", "needs a HOST on loopback, such as 127.0.0.1.");
  }
  return true;
}

/** Whom to believe and where to sign in; all of it has a default. */
function readIssuer(reader: Reader): Pick<TeamsConfig, "issuer" | "openIdMetadata" | "loginEndpoint" | "oauthScope"> {
  return {
    issuer: reader.text("TEAMS_ISSUER") ?? "",
    openIdMetadata: reader.url("TEAMS_OPENID_METADATA") ?? "",
    loginEndpoint: reader.url("TEAMS_LOGIN_ENDPOINT") ?? "",
    oauthScope: reader.text("TEAMS_OAUTH_SCOPE") ?? "",
  };
}

function readIdentity(reader: Reader, password: Secret | undefined, allowAnonymous: boolean): TeamsConfig["identity"] {
  if (reader.oneOf("TEAMS_APP_TYPE", ["SingleTenant", "UserAssignedMSI"]) === "UserAssignedMSI") {
    if (password) reader.complain("TEAMS_APP_PASSWORD", "must not be set for a managed identity.");
    return { kind: "managed-identity" };
  }
  if (password) return { kind: "password", password };
  if (!allowAnonymous) reader.complain("TEAMS_APP_PASSWORD", "is missing; an app of type SingleTenant needs it.");
  return { kind: "nobody" };
}

function readServiceUrls(reader: Reader): readonly string[] {
  const urls = (reader.text("TEAMS_SERVICE_URLS") ?? "").split(",").map((one) => one.trim());
  return urls.flatMap((one) => {
    const secure = URL.canParse(one) && (new URL(one).protocol === "https:" || isLoopback(one));
    if (!secure) reader.complain("TEAMS_SERVICE_URLS", `has "${one}" in it, which is no https address.`);
    return secure ? [one.endsWith("/") ? one : `${one}/`] : [];
  });
}

/** Where the bot shows who it is, and where it learns whom to believe. */
export function teamsAddresses({ openIdMetadata, loginEndpoint, serviceUrls }: TeamsConfig): readonly NamedAddress[] {
  return [
    ["TEAMS_OPENID_METADATA", openIdMetadata],
    ["TEAMS_LOGIN_ENDPOINT", loginEndpoint],
    ...serviceUrls.map((one): NamedAddress => ["TEAMS_SERVICE_URLS", one]),
  ];
}
