import { InterconnectError } from "../../../src/domain/errors.ts";
import type { Json } from "../../../src/domain/json.ts";
import type { Reading } from "../../../src/domain/link-facts.ts";
import { readLink } from "../../../src/survey/read-link.ts";
import { readSessions } from "../../../src/survey/read-sessions.ts";
import { linkFacts, mappings } from "../../builders/link-facts.ts";
import { at, known, unread } from "../../builders/network-facts.ts";
import { second, TwoClouds } from "../../support/two-clouds.ts";

const target = {
  circuitId: "/circuit",
  gatewayId: "/gateway",
  connectionId: "/connection",
  virtualCircuitId: "vc",
  drgId: "drg",
  vcnId: "vcn",
};

const throttled = new InterconnectError({ code: "CloudThrottled", kind: "transient", message: "Azure asks to wait." });

/** Looks until everything is read, as an operation does: the memo goes through storage, time jumps to the next look. */
async function readAll(clouds: TwoClouds) {
  let memo: Json | undefined;
  for (let looks = 1; looks < 20; looks += 1) {
    const progress = await readLink(clouds.readers(), target, memo, clouds.now);
    if (progress.complete) return { facts: progress.facts, looks };
    memo = JSON.parse(JSON.stringify(progress.memo)) as Json;
    clouds.nowMs += Math.max(progress.retryAfterMs, second);
  }
  throw new Error("never complete");
}

describe("reading a link", () => {
  test("everything is asked for at once and fetched by the second look", async () => {
    const clouds = new TwoClouds();
    const { facts, looks } = await readAll(clouds);
    expect(looks).toBe(2);
    expect(clouds.calls.length).toBe(new Set(clouds.calls).size);
    const { azure, oci } = linkFacts();
    expect(facts.oci).toEqual(oci);
    const later = (reading: Reading<unknown>) => ({ ...reading, at: at + 10 * second });
    expect(facts.azure).toEqual({
      ...azure,
      arp: { primary: later(azure.arp.primary), secondary: later(azure.arp.secondary) },
      routes: { primary: later(azure.routes.primary), secondary: later(azure.routes.secondary) },
      summary: { primary: later(azure.summary.primary), secondary: later(azure.summary.secondary) },
      learnedRoutes: later(azure.learnedRoutes),
    });
  });

  test("a table is not looked at before Azure wants it", async () => {
    const clouds = new TwoClouds();
    const first = await readLink(clouds.readers(), target, undefined, clouds.now);
    if (first.complete) throw new Error("too early");
    expect(first.retryAfterMs).toBe(10 * second);
    clouds.nowMs += second;
    await readLink(clouds.readers(), target, first.memo, clouds.now);
    expect(clouds.count("look")).toBe(0);
    expect(clouds.count("begin")).toBe(7);
    expect(clouds.count("circuit")).toBe(1);
  });

  test("the time of the facts is the time at which reading began", async () => {
    const clouds = new TwoClouds();
    expect((await readAll(clouds)).facts.readAt).toBe(at);
  });

  test("what fails once is asked again", async () => {
    const clouds = new TwoClouds();
    clouds.failing.set("circuit", throttled);
    const first = await readLink(clouds.readers(), target, undefined, clouds.now);
    if (first.complete) throw new Error("too early");
    clouds.failing.clear();
    clouds.nowMs += 10 * second;
    const later = await readLink(clouds.readers(), target, first.memo, clouds.now);
    expect(later.complete && later.facts.azure.circuit.known).toBe(true);
  });

  test("what fails three times is unreadable, with the reason, and hides nothing else", async () => {
    const clouds = new TwoClouds();
    clouds.failing.set("begin arpTables primary", throttled);
    clouds.failing.set("look routeTables/secondary", throttled);
    const { facts } = await readAll(clouds);
    expect(facts.azure.arp.primary).toMatchObject({ known: false, why: "Azure asks to wait." });
    expect(facts.azure.routes.secondary).toMatchObject({ known: false, why: "Azure asks to wait." });
    expect(facts.azure.arp.secondary.known).toBe(true);
    expect(facts.oci.mappings.known).toBe(true);
    expect(clouds.count("begin arpTables primary")).toBe(3);
  });

  test("a reading that Oracle refuses is unknown, and the routes that hang on it too", async () => {
    const clouds = new TwoClouds();
    clouds.failing.set("attachments", throttled);
    const { facts } = await readAll(clouds);
    expect(facts.oci.attachments).toMatchObject({ known: false });
    expect(facts.oci.drgRoutes).toMatchObject({ known: false, why: "Azure asks to wait." });
    expect(clouds.count("drg routes")).toBe(0);
  });

  test("the DRG's routes are those of the table that the VCN's attachment uses", async () => {
    const clouds = new TwoClouds();
    await readAll(clouds);
    expect(clouds.calls.filter((call) => call.startsWith("drg routes"))).toEqual(["drg routes drgrt"]);
  });
});

describe("reading the sessions", () => {
  const look = (clouds: TwoClouds, memo?: Json) => readSessions(clouds.readers(), target, memo, clouds.now);

  test("Azure is left alone as long as Oracle sees a session down", async () => {
    const clouds = new TwoClouds();
    clouds.mappings = known(mappings({ secondary: { ipv4BgpStatus: "DOWN" } }));
    expect((await look(clouds)).facts).toEqual({ oci: clouds.mappings });
    expect(clouds.calls).toEqual(["mappings"]);
  });

  test("once Oracle sees both up, Azure is asked for both paths and answers later", async () => {
    const clouds = new TwoClouds();
    const first = await look(clouds);
    expect(first.facts.azure).toBeUndefined();
    expect(first.retryAfterMs).toBe(10 * second);
    clouds.nowMs += 10 * second;
    const { facts, memo } = await look(clouds, first.memo);
    expect(facts.azure?.primary.known && facts.azure.secondary.known).toBe(true);
    expect(memo).toEqual({});
    expect(clouds.count("begin")).toBe(2);
  });

  test("a session that goes down again makes what Azure was asked for worthless", async () => {
    const clouds = new TwoClouds();
    await look(clouds);
    clouds.mappings = known(mappings({ primary: { ipv4BgpStatus: "DOWN" } }));
    expect((await look(clouds, {})).memo).toEqual({});
  });

  test("when Oracle cannot be read, Azure is asked all the same", async () => {
    const clouds = new TwoClouds();
    clouds.mappings = unread();
    await look(clouds);
    expect(clouds.count("begin routeTablesSummary")).toBe(2);
  });
});
