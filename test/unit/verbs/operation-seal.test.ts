import { planText } from "../../../src/approval/plan-text.ts";
import { Seal } from "../../../src/approval/seal.ts";
import { interconnectUid, operationId, threadId } from "../../../src/domain/ids.ts";
import type { OperationRecord, StepNode } from "../../../src/graph/records.ts";
import { planHash } from "../../../src/plan/plan-hash.ts";
import { checkSeal, sealOperation } from "../../../src/verbs/operation-seal.ts";
import { anOperation } from "../../builders/operation.ts";
import { aPlan } from "../../builders/plan.ts";

const seal = new Seal("a key of thirty-two characters or more");
const plan = aPlan();
const { record } = anOperation({}, { plan });
const owner = { ...seal.owner(record.uid, record.environment), plan: planText(seal, plan) };
const owned: OperationRecord = { ...record, owner };
const decided = sealOperation(seal, owned, planHash(plan));

const refused = expect.objectContaining({ code: "NotAllowed", kind: "blocked" }) as unknown;

function check(operation: OperationRecord, by = seal): unknown {
  try {
    checkSeal(by, operation);
    return "runs";
  } catch (error) {
    return error;
  }
}

const [first] = decided.nodes;
const anotherNode: StepNode = {
  id: "x",
  kind: "azure.circuit",
  direction: "destroy",
  needs: [],
  params: {},
  side: "azure",
};

test("an operation runs under its own decision, also after it was stored and read", () => {
  expect(check(decided)).toBe("runs");
  expect(check(JSON.parse(JSON.stringify(decided)) as OperationRecord)).toBe("runs");
});

test.each([
  { what: "no decision", operation: owned },
  { what: "another id", operation: { ...decided, id: operationId("create-other") } },
  { what: "another kind", operation: { ...decided, kind: "teardown" as const } },
  { what: "another interconnect", operation: { ...decided, uid: interconnectUid("zzzzzzzzzz") } },
  { what: "another environment", operation: { ...decided, environment: "lab" } },
  { what: "another thread", operation: { ...decided, thread: threadId("slack/C0ELSEWHERE/u") } },
  { what: "another plan", operation: { ...decided, plan: aPlan({ bandwidthMbps: 10_000 }) } },
  { what: "one step more", operation: { ...decided, nodes: [...decided.nodes, anotherNode] } },
  { what: "one step less", operation: { ...decided, nodes: decided.nodes.slice(1) } },
  {
    what: "a step with other parameters",
    operation: { ...decided, nodes: first ? [{ ...first, params: { forged: true } }, ...decided.nodes.slice(1)] : [] },
  },
  { what: "somebody else's mark", operation: { ...decided, owner: { ...decided.owner, seal: "0".repeat(32) } } },
  {
    what: "another plan in its tags",
    operation: { ...decided, owner: { ...owner, plan: planText(seal, aPlan({ name: "crm" })) } },
  },
  { what: "no plan in its tags", operation: { ...decided, owner: seal.owner(record.uid, record.environment) } },
  {
    what: "a decision about another plan's hash",
    operation: { ...decided, decision: { planHash: "0".repeat(64), seal: decided.decision?.seal ?? "" } },
  },
  { what: "a seal cut short", operation: { ...decided, decision: { planHash: planHash(plan), seal: "00" } } },
])("an operation with $what sends nothing to the clouds", ({ operation }) => {
  expect(check(operation)).toEqual(refused);
});

test("an operation of an earlier version, which puts no plan into tags, runs", () => {
  const earlier = { ...record, owner: seal.owner(record.uid, record.environment) };
  expect(check(sealOperation(seal, earlier, planHash(plan)))).toBe("runs");
});

test("another installation's decision counts for nothing", () => {
  expect(check(decided, new Seal("another key of thirty-two characters"))).toEqual(refused);
});

test("a verification needs no decision, and is one by what its steps do, not by its name", () => {
  const reading: StepNode = {
    id: "link.verify",
    kind: "link.verify",
    direction: "build",
    needs: [],
    params: {},
    side: "both",
  };
  expect(check({ ...owned, kind: "verify", nodes: [reading] })).toBe("runs");
  expect(check({ ...owned, kind: "verify" })).toEqual(refused);
});
