import { execFile } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Report } from "../../demo/auto/report.ts";
import { testRedisUrl } from "../../support/redis.ts";

/** Ten virtual minutes a wall second: what is told is looked at here, not how fast it came. */
const CLOCK = "600";

/** Where messages are counted: on a busy machine a faster clock makes the clouds look late, and that is told. */
const UNHURRIED = "300";

/** For acts whose story is long. */
const FAST = "1200";

const OWNER_ONLY = 0o600;

const demo = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "test/demo/main.ts", ...args], {
    env: { ...process.env, NODE_OPTIONS: "", REDIS_URL: testRedisUrl() },
    maxBuffer: 2 ** 24,
  });

interface Exchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status: number; readonly body: string };
}

describe("npm run demo -- --auto", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "interconnect-demo-"));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  test("builds a healthy interconnect, tells it as a story and reports it as one object", async () => {
    const file = join(dir, "recorded.jsonl");
    const { stdout, stderr } = await demo("--auto", "--json", "--seed", "2", "--clock", CLOCK, "--record", file);

    const report: Report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual([
      "act",
      "seed",
      "verdict",
      "ok",
      "makespanMs",
      "criticalPathMs",
      "steps",
      "calls",
      "messages",
      "illegalCalls",
      "remaining",
    ]);
    expect(report).toMatchObject({ act: "create", seed: 2, verdict: "healthy", ok: true, illegalCalls: 0 });
    expect(report.makespanMs).toBeGreaterThan(report.criticalPathMs);
    expect(report.steps.map(({ id }) => id).toSorted()).toEqual([
      "azure.circuit",
      "azure.connection",
      "azure.gateway",
      "azure.gateway-subnet",
      "azure.public-ip",
      "azure.resource-group",
      "oci.drg",
      "oci.drg-attachment",
      "oci.route-rules",
      "oci.virtual-circuit",
    ]);
    expect(report.calls).toMatchObject({ mutating: 10, looks: report.calls.azure + report.calls.oci - 10 });
    expect(report.remaining).toHaveLength(9);

    expect(stderr).toMatch(/Dana Reyes types \/interconnect create/);
    expect(stderr).toMatch(/Alex Okafor presses \[Approve\] and confirms/);
    expect(stderr).toMatch(/erp is up/);
    await expectRecording(file);
  }, 90_000);

  test("plays it in Teams too, within the same number of messages, and takes it back when Redis is lost for good", async () => {
    const inTeams = ["--auto", "--json", "--platform", "teams"];
    const { stdout, stderr } = await demo(...inTeams, "--seed", "2", "--clock", UNHURRIED);
    const lost = await demo(...inTeams, "--act", "recover", "--clock", FAST);
    const report: Report = JSON.parse(stdout);
    expect(report).toMatchObject({ verdict: "healthy", ok: true, illegalCalls: 0, calls: { mutating: 10 } });
    expect(report.messages.posts).toBeLessThanOrEqual(8);
    expect(stderr).toMatch(/Dana Reyes writes @Interconnect create/);
    expect(stderr).toMatch(/Alex Okafor presses \[Approve\] and confirms/);
    expect(stderr).toMatch(/erp is up/);
    const recovery: Report = JSON.parse(lost.stdout);
    expect(recovery).toMatchObject({ verdict: "healthy", ok: true, illegalCalls: 0, calls: { mutating: 10 } });
    expect(lost.stderr).toMatch(/host of Redis is lost[^]+1 interconnect can be taken back in prod[^]+erp is up/);
  }, 90_000);

  test("takes down what was built, heals what somebody deleted in the wrong order, and rolls a failed build back", async () => {
    // One after the other: side by side on a busy machine, at this speed, minutes go by while they wait for each other.
    const played = [
      await demo("--auto", "--json", "--act", "teardown", "--clock", FAST),
      await demo("--auto", "--json", "--act", "wrong-delete", "--platform", "teams", "--clock", FAST),
      await demo("--auto", "--json", "--act", "rollback", "--clock", FAST),
    ];
    const reports = played.map(({ stdout }): Report => JSON.parse(stdout));
    for (const report of reports) {
      expect(report).toMatchObject({ verdict: "gone", ok: true, illegalCalls: 0, remaining: [] });
      expect(report.makespanMs).toBeGreaterThan(report.criticalPathMs);
      // Oracle's half goes beside it, and either may be the last to end.
      expect(report.steps.findLast(({ id }) => id.startsWith("azure."))?.id).toBe("azure.resource-group");
    }
    const [teardown, wrongDelete, rollback] = played.map(({ stderr }) => stderr);
    expect(teardown).toMatch(/Dana Reyes fills in "Take a link down": Type erp to go on: erp/);
    expect(teardown).toMatch(/erp was taken down[^]+Both circuits are gone since/);
    expect(wrongDelete).toMatch(
      /Azure could not delete it: the circuit is Failed[^]+erp is down[^]+erp was taken down/,
    );
    expect(rollback).toMatch(/erp stopped at the virtual circuit[^]+erp was rolled back/);
  }, 120_000);

  test("names the acts there are when asked for another", async () => {
    await expect(demo("--auto", "--act", "dance")).rejects.toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("There are: create, teardown, wrong-delete, rollback, recover."),
    });
  }, 60_000);
});

/** Every exchange with the clouds as their SDKs addressed them, without a token, and the key to check signatures with. */
async function expectRecording(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const exchanges: readonly Exchange[] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const created = exchanges.filter(({ request }) => request.method === "PUT" || request.method === "POST");
  expect(created.some(({ request }) => request.url.startsWith("https://management.azure.com/subscriptions/"))).toBe(
    true,
  );
  expect(created.some(({ request }) => request.headers["authorization"]?.startsWith("Signature "))).toBe(true);
  expect(exchanges.every(({ request }) => !/slack|oauth2/.test(request.url))).toBe(true);
  const bearers = exchanges
    .map(({ request }) => request.headers["authorization"])
    .filter((one) => one?.startsWith("Bearer"));
  expect(new Set(bearers)).toEqual(new Set(["Bearer removed"]));
  expect(createPublicKey(await readFile(`${file}.oci-public-key.pem`, "utf8")).asymmetricKeyType).toBe("rsa");
  expect((await stat(file)).mode & 0o777).toBe(OWNER_ONLY);
}
