import { Child } from "../../support/child.ts";
import { testRedisUrl } from "../../support/redis.ts";

describe("npm run demo", () => {
  test("serves its page, tells the story in the terminal too, and ends cleanly", async () => {
    const env = { ...process.env, REDIS_URL: testRedisUrl() };
    const child = await new Child("test/demo/main.ts", ["--clock", "120"], env).said("Ctrl-C ends it");
    const [, url = ""] = /Open (http:\S+) and play/.exec(child.output) ?? [];
    expect(await (await fetch(url)).text()).toMatch("<title>Interconnect demonstration</title>");
    const response = await fetch(`${url}/_sim/slack/act`, {
      method: "POST",
      body: JSON.stringify({ act: "slashCommand", who: "gus", where: "net-interconnects", line: "/interconnect help" }),
    });
    expect(response.status).toBe(200);
    await child.said("only Gus Guest sees this");
    await child.kill("SIGTERM");
    expect(child.process.exitCode).toBe(0);
  }, 60_000);
});
