import { fallbackText } from "../../../src/chat/fallback.ts";
import { tellStory } from "../../../src/chat/story.ts";
import type { ErrorRecord } from "../../../src/domain/errors.ts";
import { stepOf } from "../../../src/graph/order.ts";
import { freshStep, type Operation, type StepRecord } from "../../../src/graph/records.ts";
import { anOperation, begun, minute, operationData, usualMs } from "../../builders/operation.ts";
import { aKeyRef, aPlan, aReport } from "../../builders/plan.ts";
import { built, finished, Play } from "./play.ts";

const azureAway: ErrorRecord = {
  code: "CloudUnreachable",
  kind: "transient",
  message: "Azure did not answer.",
  details: { side: "azure" },
};

describe("the story of a create", () => {
  test("is sparse: what both clouds agreed on, and the result", () => {
    const play = finished(built(new Play()));
    expect(play.told).toEqual(["circuit/provisioned", "end"]);
    expect(play.cards.size).toBeLessThan(40);
  });

  test("the result is also shown in the channel and calls whoever asked", () => {
    const play = finished(built(new Play()));
    expect(play.posts.at(-1)?.destination).toMatchObject({ to: "thread", alsoInChannel: true });
    expect(play.text("/end")).toContain("For @slack:T0CONTOSO/U0DANA, who asked for it.");
    expect(play.text("/end")).toContain("erp is up");
  });

  test("a verdict that is not healthy is the result all the same", () => {
    expect(finished(built(new Play(aPlan(), aReport({ verdict: "degraded" })))).text("/end")).toContain("degraded");
  });

  test("the service key is a reference that only the sender resolves", () => {
    const play = built(new Play());
    expect(JSON.stringify(play.posts)).toContain(JSON.stringify({ kind: "service-key", ...aKeyRef }));
  });

  test("on hold it says so once, and goes on after Activate", () => {
    const play = built(new Play(aPlan({ activate: "hold" })));
    play.active(31, "gate.activate").active(41, "gate.activate").active(51, "gate.activate");
    expect(play.told).toEqual(["circuit/provisioned", "hold/reached"]);
    finished(play.done(55, "gate.activate"));
    expect(play.told).toEqual(["circuit/provisioned", "hold/reached", "end"]);
    expect(play.text("/end")).toContain("It was on hold for 24 min besides.");
  });

  test("is not on hold while anything else is under way", () => {
    const play = new Play(aPlan({ activate: "hold" })).active(1, "azure.gateway").active(2, "gate.activate");
    expect(play.told).toEqual([]);
  });
});

describe("what stops", () => {
  const quota: ErrorRecord = {
    code: "QuotaExceeded",
    kind: "blocked",
    message: "The limit is reached.",
    hint: "Raise it.",
  };
  const block = (play: Play, minutes: number) =>
    play.at(minutes, "oci.virtual-circuit", { state: "blocked", blockedAt: begun + minutes * minute, error: quota });

  test("is a new post that calls the requester, in the channel too", () => {
    const play = block(new Play(), 2);
    expect(play.told).toEqual([`oci.virtual-circuit/stopped-${begun + 2 * minute}`]);
    expect(play.posts[0]?.destination).toMatchObject({ alsoInChannel: true });
    expect(fallbackText(play.posts[0]?.card ?? { title: "", brief: true, blocks: [] })).toContain(
      "To do, @slack:T0CONTOSO/U0DANA: Raise it.",
    );
  });

  test("is told again when it stops again after Retry, and not on replays", () => {
    const play = block(block(new Play(), 2), 2);
    expect(play.told).toHaveLength(1);
    const { error: _error, ...rest } = stepOf(play.operation, "oci.virtual-circuit");
    play.operation = {
      ...play.operation,
      steps: { ...play.operation.steps, "oci.virtual-circuit": { ...rest, state: "active" } },
    };
    expect(block(play, 9).told).toHaveLength(2);
  });
});

describe("what takes long", () => {
  test("is said once with the usual time, and once when it is over", () => {
    const play = new Play().active(1, "azure.gateway");
    for (const at of [62, 63, 64])
      play.at(at, "azure.gateway", { state: "active", reason: "Azure says Updating" }, { overdue: true });
    play.done(70, "azure.gateway");
    expect(play.told).toEqual(["azure.gateway/late", "azure.gateway/late-over"]);
    expect(play.text("/late")).toContain("takes longer than usual: 61 min, usually 30 min");
    expect(play.text("/late-over")).toContain("The gateway is ready, after 1 h 9 min");
  });

  test("is not said of what ended unseen while the operation was cancelled", () => {
    const play = new Play().active(1, "azure.gateway").said(10, "cancel").passed(90);
    expect([...play.cards].at(-1)).not.toContain("longer than usual");
    play.said(91, "retry").done(92, "azure.gateway");
    expect(play.told.filter((id) => id.startsWith("azure.gateway"))).toEqual([]);
  });

  test("is not said of a step that was in time, nor of one that fails for another reason", () => {
    const play = new Play().active(1, "azure.gateway").done(40, "azure.gateway");
    play.at(
      80,
      "azure.circuit",
      { state: "active", error: azureAway, failingSince: begun + 79 * minute },
      { overdue: true },
    );
    expect(play.told).toEqual([]);
  });
});

describe("a cloud that is away", () => {
  test("is told once, however many steps meet it, and once when it is back", () => {
    const play = new Play().active(1, "azure.gateway").active(1, "azure.circuit");
    for (const at of [10, 12, 14, 30, 60]) {
      play.failing(at, "azure.gateway", azureAway, 10).failing(at + 0.5, "azure.circuit", azureAway, 10.5);
    }
    play.well(70, "azure.gateway").well(70.5, "azure.circuit");
    expect(play.told).toEqual([`azure/away-${begun + 10 * minute}`, `azure/back-${begun + 10.5 * minute}`]);
  });

  test("is away too when the answers to changing calls are lost, with what was met meanwhile", () => {
    const lost: ErrorRecord = {
      code: "OutcomeUnknown",
      kind: "unknown-outcome",
      message: "Oracle was asked to create DRG, but its answer was lost.",
      details: { side: "oci" },
    };
    const unreachable: ErrorRecord = { ...azureAway, details: { side: "oci" } };
    const play = new Play().active(1, "oci.drg");
    play.failing(9, "oci.drg", lost, 5);
    expect(play.told).toEqual([`oci/away-${begun + 5 * minute}`]);
    play.failing(20, "oci.drg", unreachable, 5).failing(40, "oci.drg", lost, 5).well(70, "oci.drg");
    expect(play.told).toEqual([`oci/away-${begun + 5 * minute}`, `oci/back-${begun + 5 * minute}`]);
    expect(play.text(`back-${begun + 5 * minute}`)).toContain("OCI answers again, after 65 min");
  });

  test("a hiccup is not worth a word", () => {
    const play = new Play().active(1, "azure.gateway").failing(2, "azure.gateway", azureAway, 2);
    play.failing(4, "azure.gateway", azureAway, 2).well(4.5, "azure.gateway");
    expect(play.told).toEqual([]);
  });

  test("two outages are two stories, and the other cloud is another one", () => {
    const play = new Play().active(1, "azure.gateway").active(1, "oci.drg");
    play.failing(10, "azure.gateway", azureAway, 5).well(12, "azure.gateway");
    play.failing(40, "azure.gateway", azureAway, 35);
    play.failing(41, "oci.drg", { ...azureAway, details: { side: "oci" } }, 37);
    expect(play.told.map((id) => id.replace(/-\d+$/, ""))).toEqual([
      "azure/away",
      "azure/back",
      "azure/away",
      "oci/away",
    ]);
  });
});

test("waiting behind another operation is told once, with who holds it", () => {
  const busy: ErrorRecord = { code: "Busy", kind: "conflict", message: "crm is changing the gateway, for 4 min now." };
  const play = new Play().active(1, "azure.gateway");
  play.failing(2, "azure.gateway", busy, 2).failing(6, "azure.gateway", busy, 2).failing(8, "azure.gateway", busy, 2);
  expect(play.told).toEqual([`azure.gateway/queued-${begun + 2 * minute}`]);
  expect(play.text(`queued-${begun + 2 * minute}`)).toContain("crm is changing the gateway");
});

describe("a cancelled build", () => {
  const cancelled = () => built(new Play()).said(32, "cancel");

  test("says once what exists, what bills and how to go on", () => {
    const play = cancelled();
    expect(play.told).toEqual(["circuit/provisioned", `cancelled-${begun + 32 * minute}`]);
    const said = play.text(`cancelled-${begun + 32 * minute}`);
    expect(said).toContain("erp waits: its build is cancelled");
    expect(said).toContain("Made so far in Azure: resource group, circuit");
    expect(said).not.toContain("provider state");
    expect(said).toContain("Until then Azure bills the circuit, about GBP");
    expect(said).toContain("Resume");
  });

  test("that bills is told again after 1 h, 4 h and every day, until somebody decides", () => {
    const play = cancelled();
    const hours = [0.5, 1, 2, 4, 23, 24, 25, 48];
    for (const hour of hours) play.passed(32 + hour * 60);
    expect(play.told.filter((moment) => moment.startsWith("reminder"))).toEqual(
      [1, 2, 3, 4].map((number) => `reminder-${begun + 32 * minute}-${number}`),
    );
    play.said(32 + 49 * 60, "retry").passed(32 + 99 * 60);
    expect(play.told.filter((moment) => moment.startsWith("reminder"))).toHaveLength(4);
  });

  test("that has made nothing yet is not chased", () => {
    const play = new Play().said(0.1, "cancel").passed(25 * 60);
    expect(play.told).toEqual([`cancelled-${begun + 0.1 * minute}`]);
    expect(play.text(`cancelled-${begun + 0.1 * minute}`)).toContain("Nothing was made yet.");
  });

  test("names what a cloud has begun and cannot be stopped", () => {
    const play = new Play().active(0.5, "azure.gateway", { sentAt: begun }).said(10.5, "cancel");
    expect(play.text(`cancelled-${begun + 10.5 * minute}`)).toContain("gateway: about 20 min more");
  });
});

test("a verification tells its table, and nothing else", () => {
  const operation = anOperation({}, { state: "open" });
  const node = operation.record.nodes.find(({ id }) => id === "link.verify");
  if (!node) throw new Error("no verification");
  const before: Operation = { ...operation, record: { ...operation.record, kind: "verify", nodes: [node] } };
  const step: StepRecord = { ...freshStep, state: "done" };
  const after: Operation = { ...before, state: "done", steps: { "link.verify": step } };
  const { posts, card } = tellStory(
    { before, after, moved: { node, step, overdue: false, called: false } },
    {
      dataOf: (one) => operationData(one, { report: aReport() }),
      deadlineMs: usualMs,
      serviceKey: () => undefined,
      reappeared: () => [],
    },
  );
  expect(card).toBeUndefined();
  expect(posts).toMatchObject([{ destination: { to: "thread" }, card: { title: "erp is up" } }]);
});
