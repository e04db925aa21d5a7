import { fallbackText } from "../../../src/chat/fallback.ts";
import { frozenPost } from "../../../src/chat/views/frozen.ts";
import type { ErrorRecord } from "../../../src/domain/errors.ts";
import type { Freeze } from "../../../src/domain/freeze.ts";
import { teardownGraph } from "../../../src/steps/teardown-graph.ts";
import { anOperation, begun, done, minute, operationData } from "../../builders/operation.ts";
import { aPlan, dana } from "../../builders/plan.ts";
import { built, Play } from "./play.ts";

describe("a freeze", () => {
  const freeze: Freeze = {
    id: "f1",
    scope: "prod",
    by: dana,
    at: begun + 10 * minute,
    reason: "audit until Monday",
    threads: [],
  };
  const error: ErrorRecord = { code: "Frozen", kind: "conflict", message: "Changes are frozen in prod." };
  const held = (play: Play, minutes: number, id: string, since: number) =>
    play.active(minutes, id, { error, failingSince: begun + since * minute });

  test("is told at once and once, with who, why, what there is, what is left and what bills", () => {
    const play = new Play()
      .done(0.1, "azure.resource-group")
      .done(1.5, "azure.circuit")
      .active(2, "azure.gateway", { sentAt: begun });
    play.frozen(10, freeze).frozen(11, freeze);
    held(held(play, 12, "oci.drg", 12), 20, "oci.virtual-circuit", 20);
    expect(play.told).toEqual(["frozen-f1"]);
    const said = play.text("frozen-f1");
    expect(said).toContain("erp waits: changes are frozen in prod");
    expect(said).toContain("by @slack:T0CONTOSO/U0DANA since");
    expect(said).toContain("audit until Monday. Nothing new is sent to the clouds; it goes on by itself");
    expect(said).toContain("Made so far in Azure: resource group and circuit.");
    expect(said).toMatch(/Not done yet in Azure: .*gateway.*; in OCI: .*virtual circuit/);
    expect(said).toContain("gateway: about 22 min more");
    expect(said).toContain("Azure bills the circuit, about GBP");
  });

  test("is said to be over by the last step that it held up, and by none when it held up nothing", () => {
    const play = held(held(new Play().frozen(10, freeze), 12, "oci.drg", 12), 13, "azure.circuit", 13);
    play.frozen(70).well(70.1, "oci.drg").well(77, "azure.circuit");
    expect(play.told).toEqual(["frozen-f1", `thawed-${begun + 13 * minute}`]);
    expect(play.text(`thawed-${begun + 13 * minute}`)).toContain(
      "erp goes on: the freeze that held it up for 64 min is over",
    );
    expect(new Play().frozen(1, freeze).frozen(2).active(3, "oci.drg").told).toEqual(["frozen-f1"]);
  });

  test("is not told of what waits for a person anyhow", () => {
    const play = built(new Play()).said(32, "cancel").frozen(33, freeze);
    expect(play.told.some((moment) => moment.startsWith("frozen"))).toBe(false);
  });

  test("between virtual circuit and circuit it says what is gone, what is left and what bills meanwhile", () => {
    const plan = aPlan();
    const { record } = anOperation({}, { plan });
    const nodes = teardownGraph(plan, {}, { soakMs: 0, keeps: [] });
    const gone = ["azure.connection", "oci.route-rules/rt-app", "azure.circuit-free", "oci.virtual-circuit"];
    const steps = Object.fromEntries(gone.map((id) => [id, done(0, 5)]));
    const operation = { ...anOperation(steps), record: { ...record, kind: "teardown" as const, nodes }, freeze };
    const said = fallbackText(frozenPost(operationData(operation), freeze));
    expect(said).toMatch(/Removed so far in Azure: connection.*; in OCI: .*virtual circuit/);
    expect(said).toMatch(/Not done yet in Azure: .*circuit.*; in OCI: .*DRG/);
    expect(said).toContain("Azure bills the circuit, about GBP");
  });
});
