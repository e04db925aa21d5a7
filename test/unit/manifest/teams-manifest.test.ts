import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { example, teamsManifest } from "../../../manifest/teams-manifest.ts";
import { teamsPackage } from "../../../manifest/teams-package.ts";
import { schemaProblems } from "../../../manifest/teams-schema.ts";
import { botMention, commandTable } from "../../../src/chat/command-table.ts";
import { textOf } from "../docs/pages.ts";

const { version } = JSON.parse(textOf("package.json")) as { version: string };
const manifest = teamsManifest({ ...example, version });
const appId = "11111111-2222-3333-4444-555555555555";

const bytesOf = (name: string) => readFileSync(new URL(`../../../manifest/teams/${name}`, import.meta.url));

describe("the Teams manifest", () => {
  test("is what npm run manifest writes", () => {
    expect(JSON.parse(textOf("manifest/teams/manifest.json"))).toEqual(manifest);
  });

  test("is valid by Microsoft's schema of its version", () => {
    expect(schemaProblems(manifest)).toEqual([]);
  });

  test("names the bot as the cards tell people to mention it", () => {
    expect(`@${manifest.name.short}`).toBe(botMention);
  });

  test("suggests the verbs of the command table wherever the bot can be met, as many as Teams shows, and always help", () => {
    const [bot] = manifest.bots;
    const verbs = commandTable.map(({ verb, does }) => ({ title: verb as string, description: does }));
    expect(bot?.commandLists.flatMap(({ scopes }) => scopes)).toEqual(bot?.scopes);
    for (const { commands } of bot?.commandLists ?? []) {
      expect(verbs).toEqual(expect.arrayContaining(commands));
      expect(commands).toHaveLength(Math.min(10, verbs.length));
      expect(commands.at(-1)?.title).toBe("help");
    }
  });
});

describe("the Teams app package", () => {
  test("holds manifest and icons at its top, with the installation's own id and site", () => {
    const site = "https://net.contoso.example";
    const made = teamsPackage({ appId, site, version });
    const files = unzipSync("content" in made ? made.content : new Uint8Array());
    expect(Object.keys(files).toSorted()).toEqual(["color.png", "manifest.json", "outline.png"]);
    const packed = JSON.parse(new TextDecoder().decode(files["manifest.json"])) as typeof manifest;
    expect(packed).toEqual(teamsManifest({ appId, site, version }));
    expect([packed.id, packed.bots[0]?.botId, packed.developer.websiteUrl]).toEqual([appId, appId, site]);
  });

  test.each([
    { what: "an id that is no GUID", options: { appId: "my-bot" }, at: ["/id", "/bots/0/botId"] },
    {
      what: "a site that is no address",
      options: { site: "contoso" },
      at: ["/developer/websiteUrl", "/developer/privacyUrl", "/developer/termsOfUseUrl"],
    },
  ])("is not made with $what, and it is said where", ({ options, at }) => {
    const made = teamsPackage({ appId, site: example.site, version, ...options });
    const problems = "problems" in made ? made.problems : [];
    expect(problems.map((problem) => problem.replace(/ .*/, "")).toSorted()).toEqual(at.toSorted());
  });

  test.each([
    { icon: "color.png", size: 192 },
    { icon: "outline.png", size: 32, alpha: true },
  ])("its $icon is a PNG of $size pixels", ({ icon, size, alpha = false }) => {
    const bytes = bytesOf(icon);
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
    // Colour type 6 has transparency, 2 has none.
    expect(bytes[25]).toBe(alpha ? 6 : 2);
  });
});
