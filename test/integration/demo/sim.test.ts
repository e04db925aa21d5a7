import { jest } from "@jest/globals";
import { Child } from "../../support/child.ts";
import { freePort } from "../../support/free-port.mjs";

/** Each test starts a process of its own. */
jest.setTimeout(30_000);

const PROGRAM = "test/simulators/main.ts";

interface Announced {
  readonly ready: boolean;
  readonly control: string;
  readonly env: Readonly<Record<string, string>>;
}

const start = async (...args: readonly string[]): Promise<{ child: Child; announced: Announced }> => {
  const { REDIS_URL: _ours, ...env } = process.env;
  const child = await new Child(PROGRAM, args, env).said('"ready":true');
  const line = child.output.split("\n").find((one) => one.startsWith("{"));
  return { child, announced: JSON.parse(line ?? "{}") };
};

describe("npm run sim", () => {
  test("announces the whole world in one line and ends cleanly on SIGTERM", async () => {
    const { child, announced } = await start("--seed", "3", "--slack", "socket");
    expect(announced.ready).toBe(true);
    expect(Object.keys(announced.env).toSorted()).toEqual([
      "AZURE_ARM_ENDPOINT",
      "AZURE_AUTHORITY_HOST",
      "AZURE_CLIENT_ID",
      "AZURE_CLIENT_SECRET",
      "AZURE_TENANT_ID",
      "HOST",
      "INTERCONNECT_CLOCK",
      "INTERCONNECT_CONFIG",
      "INTERCONNECT_SEAL_KEY",
      "OCI_CONFIG_FILE",
      "OCI_CONFIG_PROFILE",
      "OCI_IAAS_ENDPOINT",
      "OCI_IDENTITY_ENDPOINT",
      "OCI_MONITORING_ENDPOINT",
      "PORT",
      "SLACK_API_URL",
      "SLACK_APP_TOKEN",
      "SLACK_BOT_TOKEN",
      "TEAMS_APP_ID",
      "TEAMS_APP_PASSWORD",
      "TEAMS_APP_TENANT_ID",
      "TEAMS_APP_TYPE",
      "TEAMS_LOGIN_ENDPOINT",
      "TEAMS_OPENID_METADATA",
      "TEAMS_SERVICE_URLS",
    ]);
    expect((await fetch(`${announced.control}/_sim/clock`)).status).toBe(200);
    await child.kill("SIGTERM");
    expect(child.process.exitCode).toBe(0);
  });

  test("starts only what it is asked for, on the ports it is told", async () => {
    const base = await freePort(6);
    const { child, announced } = await start("--only", "azure", "--port-base", String(base));
    expect(announced.control).toBe(`http://127.0.0.1:${base}`);
    expect(announced.env["AZURE_ARM_ENDPOINT"]).toBe(`http://127.0.0.1:${base + 1}`);
    expect(announced.env).not.toHaveProperty("SLACK_BOT_TOKEN");
    expect(announced.env).not.toHaveProperty("OCI_CONFIG_FILE");
    const state = JSON.parse(await (await fetch(`${announced.control}/_sim/state`)).text());
    expect(Object.keys(state)).toEqual(["clock", "world", "azure", "fabric"]);
    await child.kill("SIGTERM");
  });

  test.each([
    ["--only", "gcp"],
    ["--seed", "x"],
    ["--slack", "carrier-pigeon"],
    ["--clock", "soon"],
  ])("refuses %s %s and says how it is used", async (...args) => {
    const child = await new Child(PROGRAM, args).said("npm run sim --");
    await child.kill("SIGTERM");
    expect(child.process.exitCode).not.toBe(0);
    expect(child.output).toContain(args[1]);
  });
});
