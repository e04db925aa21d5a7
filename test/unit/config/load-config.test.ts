import { loadConfig } from "../../../src/config/load-config.ts";
import type { RawEnvironment } from "../../../src/config/reader.ts";

const file = `
environments:
  prod:
    azure:
      tenantId: 99999999-2222-3333-4444-555555555555
      subscriptionId: 11111111-2222-3333-4444-555555555555
      location: uksouth
    oci:
      tenancyId: ocid1.tenancy.oc1..t
      compartmentId: ocid1.compartment.oc1..c
      region: uk-london-1
    peeringPool: 10.255.0.0/24
    channels:
      slack: C0NET
    policy:
      approvers: [slack:T1/USAM]
`;

const enough: RawEnvironment = {
  INTERCONNECT_SEAL_KEY: "0123456789abcdef0123456789abcdef",
  SLACK_BOT_TOKEN: "xoxb-secret",
  SLACK_SIGNING_SECRET: "signing-secret",
};

const loopback: RawEnvironment = {
  AZURE_ARM_ENDPOINT: "http://127.0.0.1:1",
  AZURE_AUTHORITY_HOST: "http://localhost:1",
  OCI_IAAS_ENDPOINT: "http://[::1]:1",
  OCI_IDENTITY_ENDPOINT: "http://127.0.0.1:2",
  OCI_MONITORING_ENDPOINT: "http://127.0.0.1:2",
};

const load = (env: RawEnvironment, text: string | undefined = file) => loadConfig({ ...enough, ...env }, text, 0);

/** What a configuration is refused for. */
function problems(env: RawEnvironment, text?: string): string {
  try {
    load(env, text);
    return "";
  } catch (thrown) {
    return String(thrown);
  }
}

test("a small configuration is enough, and shows no secret whichever way it is printed", () => {
  const config = load({});
  expect(config.slack?.apiUrl).toBe("https://slack.com/api/");
  expect(`${JSON.stringify(config)}${String(config.slack?.botToken)}`).not.toMatch(
    /xoxb|signing-secret|0123456789abcdef/,
  );
});

test("no environment may be called everywhere, which stands for all of them", () => {
  expect(problems({}, file.replace("  prod:", "  everywhere:"))).toContain("this word stands for all environments");
});

test("names every problem at once, of the environment and of the file", () => {
  const wrong = file.replace("10.255.0.0/24", "10.255.0.0/99").replace("uksouth", "UK South");
  const said = problems({ PORT: "many", INTERCONNECT_SEAL_KEY: "short", INTERCONNECT_CLOCK: "fast" }, wrong);
  for (const where of ["PORT", "INTERCONNECT_SEAL_KEY", "INTERCONNECT_CLOCK", "peeringPool", "azure.location"]) {
    expect(said).toContain(where);
  }
});

test.each([
  { what: "with no loopback endpoint", env: {}, refused: true },
  { what: "with one endpoint missing", env: { ...loopback, OCI_MONITORING_ENDPOINT: undefined }, refused: true },
  {
    what: "with one real endpoint",
    env: { ...loopback, OCI_IAAS_ENDPOINT: "https://iaas.uk-london-1.oraclecloud.com" },
    refused: true,
  },
  {
    what: "with a host that only looks like loopback",
    env: { ...loopback, AZURE_ARM_ENDPOINT: "http://127.0.0.1@evil.example" },
    refused: true,
  },
  { what: "with loopback endpoints only", env: loopback, refused: false },
])("another speed of time $what: refused is $refused", ({ env, refused }) => {
  const said = problems({ INTERCONNECT_CLOCK: "60", ...env });
  expect(said.includes("INTERCONNECT_CLOCK: may differ from 1 only")).toBe(refused);
});

test.each([
  { AZURE_ARM_ENDPOINT: "https://management.evil.example" },
  { AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com.evil.example" },
  { AZURE_ARM_ENDPOINT: "http://management.azure.com" },
  { OCI_IAAS_ENDPOINT: "https://oraclecloud.com.evil.example" },
  { OCI_IDENTITY_ENDPOINT: "https://evil.example" },
  { OCI_MONITORING_ENDPOINT: "https://telemetry.oraclecloud.com.evil.example" },
  { SLACK_API_URL: "https://slack.com.evil.example/api/" },
])("sends no credentials to a host that is not the service's own: %j", (env) => {
  const [name = ""] = Object.keys(env);
  expect(problems(env)).toContain(`${name}: is not the service's own host`);
  expect(problems({ ...env, INTERCONNECT_ALLOW_CUSTOM_HOSTS: "true" })).toBe("");
});

test("an account that stands in two lists of people is refused: it would hide that both are one person", () => {
  const people = "people:\n  - [slack:T1/UA, slack:T1/UB]\n  - [slack:T1/UB, slack:T1/UC]\n";
  expect(problems({}, `${file}${people}`)).toContain("slack:T1/UB stands here twice");
  expect(problems({}, `${file}people:\n  - [slack:T1/UA, slack:T1/UB, slack:T1/UC]\n`)).toBe("");
});

const teams: RawEnvironment = {
  SLACK_BOT_TOKEN: "",
  SLACK_SIGNING_SECRET: "",
  TEAMS_APP_ID: "4a0e0000-0000-4000-8000-000000000001",
  TEAMS_APP_TENANT_ID: "99999999-2222-3333-4444-55555555ABCD",
  TEAMS_APP_PASSWORD: "app-password",
};

test("Teams alone is enough, and so are both platforms", () => {
  const config = load(teams);
  expect(config.slack).toBeUndefined();
  expect(config.teams).toMatchObject({
    tenantId: "99999999-2222-3333-4444-55555555abcd",
    issuer: "https://api.botframework.com",
    serviceUrls: ["https://smba.trafficmanager.net/"],
    allowAnonymous: false,
  });
  expect(JSON.stringify(config)).not.toContain("app-password");
  expect(load({ TEAMS_APP_ID: "a", TEAMS_APP_TENANT_ID: "t", TEAMS_APP_PASSWORD: "p" }).slack).toBeDefined();
});

test.each([
  { what: "Teams without an app id", env: { TEAMS_APP_ID: "" }, says: "TEAMS_APP_ID: is missing" },
  { what: "an app id of blanks", env: { TEAMS_APP_ID: "  " }, says: "TEAMS_APP_ID: is missing" },
  { what: "Teams without a tenant", env: { TEAMS_APP_TENANT_ID: "" }, says: "TEAMS_APP_TENANT_ID: is missing" },
  { what: "an app without its secret", env: { TEAMS_APP_PASSWORD: "" }, says: "TEAMS_APP_PASSWORD: is missing" },
  { what: "a secret beside a managed identity", env: { TEAMS_APP_TYPE: "UserAssignedMSI" }, says: "must not be set" },
  {
    what: "a type of app that has ended",
    env: { TEAMS_APP_TYPE: "MultiTenant" },
    says: "TEAMS_APP_TYPE: is not one of",
  },
  {
    what: "anonymous activities from outside",
    env: { TEAMS_ALLOW_ANONYMOUS: "true", HOST: "0.0.0.0" },
    says: "TEAMS_ALLOW_ANONYMOUS: needs a HOST on loopback",
  },
  {
    what: "a service URL that is not secure",
    env: { TEAMS_SERVICE_URLS: "https://smba.trafficmanager.net/,http://smba.trafficmanager.net/" },
    says: "which is no https address",
  },
  {
    what: "keys from elsewhere",
    env: { TEAMS_OPENID_METADATA: "https://login.botframework.com.evil.example/keys" },
    says: "TEAMS_OPENID_METADATA: is not the service's own host",
  },
  {
    what: "a password sent elsewhere",
    env: { TEAMS_LOGIN_ENDPOINT: "https://evil.example" },
    says: "TEAMS_LOGIN_ENDPOINT: is not the service's own host",
  },
  {
    what: "a service URL elsewhere",
    env: { TEAMS_SERVICE_URLS: "https://evil.example/" },
    says: "TEAMS_SERVICE_URLS: is not the service's own host",
  },
])("refuses $what", ({ env, says }) => {
  expect(problems({ ...teams, ...env })).toContain(says);
});

test("anonymous activities need no secret, on loopback", () => {
  expect(load({ ...teams, TEAMS_APP_PASSWORD: "", TEAMS_ALLOW_ANONYMOUS: "true" }).teams?.identity.kind).toBe("nobody");
});

test.each([
  {
    what: "no chat platform",
    env: { SLACK_BOT_TOKEN: "", SLACK_SIGNING_SECRET: "" },
    says: "no chat platform is configured",
  },
  { what: "half of Slack", env: { SLACK_BOT_TOKEN: "" }, says: "SLACK_BOT_TOKEN: is missing, and other settings" },
  { what: "no way to hear Slack", env: { SLACK_SIGNING_SECRET: "" }, says: "SLACK_SIGNING_SECRET" },
  { what: "a base without /api/", env: { SLACK_API_URL: "https://slack.com/" }, says: "must end in /api/" },
])("refuses $what", ({ env, says }) => {
  expect(problems(env)).toContain(says);
});
