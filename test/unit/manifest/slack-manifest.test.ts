import { readFileSync } from "node:fs";
import { manifestFiles } from "../../../manifest/slack-manifest.ts";
import { botScopes } from "../../../manifest/slack-scopes.ts";
import { commandTable, slashCommand } from "../../../src/chat/command-table.ts";

describe("the Slack manifest", () => {
  test.each(Object.entries(manifestFiles))("%s is what npm run manifest writes", (name, manifest) => {
    const file = readFileSync(new URL(`../../../manifest/${name}`, import.meta.url), "utf8");
    expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(manifest)));
  });

  test("asks for exactly the scopes in use and hints at every verb", () => {
    const { oauth_config, features } = manifestFiles["slack.json"];
    expect(oauth_config.scopes.bot).toEqual(Object.keys(botScopes).toSorted());
    const [command] = features.slash_commands;
    expect(command?.command).toBe(slashCommand);
    expect(command?.usage_hint.split(" | ")).toEqual(commandTable.map(({ verb }) => verb));
  });

  test("needs no address in Socket Mode, and everywhere the same one over HTTP", () => {
    expect(JSON.stringify(manifestFiles["slack.json"])).not.toContain("http");
    const addresses = JSON.stringify(manifestFiles["slack-http.json"]).match(/https:[^"]+/g);
    expect(new Set(addresses).size).toBe(1);
    expect(addresses).toHaveLength(4);
  });
});
