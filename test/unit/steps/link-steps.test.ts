import type { VerdictReport } from "../../../src/domain/finding.ts";
import { type JsonObject, toJson } from "../../../src/domain/json.ts";
import type { CrossConnectMappingFacts } from "../../../src/domain/link-facts.ts";
import { move } from "../../../src/graph/move.ts";
import { freshStep, type StepRecord } from "../../../src/graph/records.ts";
import type { AnyStep } from "../../../src/graph/step.ts";
import type { Clouds } from "../../../src/steps/clouds.ts";
import { linkSessions } from "../../../src/steps/link-sessions.ts";
import { linkVerify } from "../../../src/steps/link-verify.ts";
import type { LinkReaders } from "../../../src/survey/link-parts.ts";
import { anExpectedLink, mappings } from "../../builders/link-facts.ts";
import { known, unread } from "../../builders/network-facts.ts";
import { second, TwoClouds } from "../../support/two-clouds.ts";

const minute = 60 * second;
const { primary, secondary } = anExpectedLink();

/** What the steps before have put out. */
const outputs = {
  "azure.circuit": { circuitId: "/circuit" },
  "azure.gateway": { gatewayId: "/gateway" },
  "azure.connection": { connectionId: "/connection" },
  "oci.virtual-circuit": { virtualCircuitId: "vc" },
  "oci.drg": { drgId: "drg" },
  "oci.vcn": { vcnId: "vcn" },
};

/** These steps use nothing else of the clouds: whatever they asked beside it would be undefined and throw. */
const asClouds = (readers: LinkReaders): Clouds => readers as never;

interface Story {
  readonly record: StepRecord;
  /** What was waited for, each once. */
  readonly reasons: readonly string[];
  readonly looks: number;
}

/** Looks until the step is done or the time is over; the record goes through storage, as in an operation. */
async function drive(
  step: AnyStep<Clouds>,
  params: JsonObject,
  clouds: TwoClouds,
  each: (looks: number) => void = () => undefined,
): Promise<Story> {
  const node = { id: step.kind, kind: step.kind, direction: "build", needs: [], params, side: "both" } as const;
  const reasons = new Set<string>();
  const until = clouds.nowMs + 30 * minute;
  let record = freshStep;
  while (clouds.nowMs < until) {
    each(record.looks);
    record = await move(step, node, JSON.parse(JSON.stringify(record)) as StepRecord, {
      clouds: asClouds(clouds.readers()),
      now: clouds.now,
      context: { owner: { uid: "u", environment: "prod", seal: "s" }, outputs, signals: {}, frozen: false },
      begin: () => Promise.reject(new Error("nothing is to be changed")),
    });
    if (record.state !== "active") break;
    if (record.reason !== undefined) reasons.add(record.reason);
    clouds.nowMs = record.nextLookAt ?? clouds.nowMs + second;
  }
  return { record, reasons: [...reasons], looks: record.looks };
}

const sessionParams = { primary: toJson(primary), secondary: toJson(secondary) };
const downAt = (path: "primary" | "secondary"): readonly CrossConnectMappingFacts[] =>
  mappings({ [path]: { ipv4BgpStatus: "DOWN" } });

describe("link.sessions", () => {
  test("is done once both clouds see both sessions up", async () => {
    const clouds = new TwoClouds();
    const { record, reasons } = await drive(linkSessions, sessionParams, clouds);
    expect(record).toMatchObject({ state: "done", outputs: { upAt: clouds.nowMs } });
    expect(reasons).toEqual(["Oracle sees both BGP sessions up; Azure is still collecting its view"]);
  });

  test("says which session Oracle still sees down, and does not trouble Azure meanwhile", async () => {
    const clouds = new TwoClouds();
    clouds.mappings = known(downAt("secondary"));
    const { record, reasons } = await drive(linkSessions, sessionParams, clouds, (looks) => {
      expect(clouds.count("begin")).toBe(looks <= 5 ? 0 : 2);
      if (looks === 5) clouds.mappings = known(mappings());
    });
    expect(record.state).toBe("done");
    expect(reasons[0]).toBe("Oracle still sees the secondary BGP session down (DOWN)");
  });

  test("says which session Azure still sees down, and asks Azure afresh", async () => {
    const clouds = new TwoClouds();
    clouds.summary = { secondary: "Idle" };
    const { record, reasons } = await drive(linkSessions, sessionParams, clouds, () => {
      if (clouds.count("begin") === 4) clouds.summary = {};
    });
    expect(record.state).toBe("done");
    expect(reasons).toContain("Azure still sees the secondary BGP session down (Idle)");
    expect(clouds.count("begin routeTablesSummary secondary")).toBeGreaterThan(1);
  });

  test("goes on waiting while Oracle cannot be read, and says so", async () => {
    const clouds = new TwoClouds();
    clouds.mappings = unread("Oracle does not answer.");
    const { record, reasons } = await drive(linkSessions, sessionParams, clouds);
    expect(record.state).toBe("active");
    expect(reasons).toContain(
      "Oracle does not show the primary BGP session (Oracle does not answer.); Oracle does not show the secondary BGP session (Oracle does not answer.)",
    );
  });
});

const verifyParams = { expected: toJson(anExpectedLink()) };
const reportOf = ({ outputs: out }: StepRecord): VerdictReport => out?.["report"] as never;

describe("link.verify", () => {
  test("reports a link in health after the first reading", async () => {
    const clouds = new TwoClouds();
    const began = clouds.nowMs;
    const { record, reasons } = await drive(linkVerify, verifyParams, clouds);
    expect(record).toMatchObject({ state: "done", outputs: { readAt: began } });
    expect(reportOf(record)).toMatchObject({ verdict: "healthy", factsAt: began });
    expect(reasons).toEqual(["Reading both clouds; Azure collects its tables"]);
    expect(clouds.nowMs - began).toBeLessThan(15 * second);
    expect(record.memo).not.toHaveProperty("link");
  });

  test("reads afresh while anything but healthy, and takes the better news", async () => {
    const clouds = new TwoClouds();
    const began = clouds.nowMs;
    clouds.mappings = known(downAt("primary"));
    const { record, reasons } = await drive(linkVerify, verifyParams, clouds, () => {
      if (clouds.nowMs > began + minute) clouds.mappings = known(mappings());
    });
    expect(reportOf(record).verdict).toBe("healthy");
    expect(reasons).toContain(
      "The primary BGP session is down as Oracle sees it; the other side does not confirm that. Reading again",
    );
    expect(clouds.count("circuit")).toBeGreaterThan(1);
  });

  test("reports what it is after three minutes, without failing", async () => {
    const clouds = new TwoClouds();
    const began = clouds.nowMs;
    clouds.mappings = known(downAt("primary"));
    const { record } = await drive(linkVerify, verifyParams, clouds);
    expect(record.state).toBe("done");
    expect(reportOf(record).verdict).toBe("degraded");
    expect(clouds.nowMs - began).toBeGreaterThanOrEqual(3 * minute);
    expect(clouds.nowMs - began).toBeLessThan(4 * minute);
    const readAt = Number(record.outputs?.["readAt"]);
    expect(readAt).toBeGreaterThan(began + 2 * minute);
  });

  test("what cannot be read is unknown, not a failure", async () => {
    const clouds = new TwoClouds();
    clouds.mappings = unread();
    const { record } = await drive(linkVerify, verifyParams, clouds);
    expect(record.state).toBe("done");
    expect(reportOf(record).verdict).toBe("unknown");
  });

  test("params of another version are refused", () => {
    expect(() => linkVerify.usualMs({ expected: { primary: "10.255.0.0/30" } }, "build")).toThrow("secondary");
  });
});
