import * as fc from "fast-check";
import { dueSteps, graphProblems, nextLook, outputsFor, stateFromSteps } from "../../../src/graph/order.ts";
import type { Operation, StepNode, StepRecord } from "../../../src/graph/records.ts";
import { anOperation } from "../../builders/operation.ts";

const node = (id: string, ...needs: string[]): StepNode => ({
  id,
  kind: "thing",
  direction: "build",
  needs,
  params: {},
  side: "azure",
});

/** a and b first, c after a, d after b and c. */
const diamond = [node("a"), node("b"), node("c", "a"), node("d", "b", "c")];

function withSteps(
  steps: Readonly<Record<string, Partial<StepRecord>>>,
  nodes: readonly StepNode[] = diamond,
): Operation {
  const operation = anOperation(steps);
  return { ...operation, record: { ...operation.record, nodes } };
}

const now = 1_000_000;

describe("which steps may move now", () => {
  test.each([
    { what: "those that need nothing, at first", steps: {}, due: ["a", "b"] },
    { what: "what became ready, without waiting for a sibling", steps: { a: { state: "done" } }, due: ["b", "c"] },
    {
      what: "what is under way and due",
      steps: { a: { state: "active", nextLookAt: now }, b: { state: "active", nextLookAt: now + 1 } },
      due: ["a"],
    },
    {
      what: "what needs two things, only after both",
      steps: { a: { state: "done" }, b: { state: "done" }, c: { state: "active", nextLookAt: now + 1 } },
      due: [],
    },
    { what: "nothing that is not begun while something is blocked", steps: { a: { state: "blocked" } }, due: [] },
    {
      what: "what was under way before, even while something is blocked",
      steps: { a: { state: "blocked" }, b: { state: "active", nextLookAt: now } },
      due: ["b"],
    },
    {
      what: "nothing once all is done",
      steps: { a: { state: "done" }, b: { state: "done" }, c: { state: "done" }, d: { state: "done" } },
      due: [],
    },
  ] as const)("$what", ({ steps, due }) => {
    expect(dueSteps(withSteps(steps), now).map(({ id }) => id)).toEqual(due);
  });
});

test.each([
  {
    what: "the earliest of what is under way",
    steps: { a: { state: "active", nextLookAt: 30 }, b: { state: "active", nextLookAt: 20 } },
    at: 20,
  },
  { what: "at once for a step that has no time yet", steps: { a: { state: "active" } }, at: 0 },
  { what: "never while nothing is under way", steps: { a: { state: "blocked" }, b: { state: "done" } }, at: undefined },
] as const)("the next look is $what", ({ steps, at }) => {
  expect(nextLook(withSteps(steps), now)).toBe(at);
});

test.each([
  { state: "open", steps: { a: { state: "done" } } },
  { state: "paused", steps: { a: { state: "blocked" }, b: { state: "active" } } },
  { state: "done", steps: { a: { state: "done" }, b: { state: "done" }, c: { state: "done" }, d: { state: "done" } } },
] as const)("an operation is $state by its steps alone", ({ state, steps }) => {
  expect(stateFromSteps(withSteps(steps), now)).toBe(state);
});

describe("after Cancel", () => {
  const intent = { what: "create", at: now };
  const cancelled = (steps: Parameters<typeof withSteps>[0]) => ({
    ...withSteps(steps),
    signals: { cancel: { at: now } },
  });
  const unknown = cancelled({
    a: { state: "active", intent, nextLookAt: now },
    b: { state: "active", nextLookAt: now },
  });

  test("only what nobody knows the outcome of is looked at, before it rests", () => {
    expect(dueSteps(unknown, now).map(({ id }) => id)).toEqual(["a"]);
    expect(nextLook(unknown, now)).toBe(now);
    expect(stateFromSteps(unknown, now)).toBe("open");
  });

  test("it rests without it when a cloud does not say for two minutes", () => {
    const late = now + 2 * 60_000;
    expect(dueSteps(unknown, late)).toEqual([]);
    expect(nextLook(unknown, late)).toBeUndefined();
    expect(stateFromSteps(unknown, late)).toBe("paused");
  });

  test("it rests at once when all is known", () => {
    const known = cancelled({ a: { state: "active", nextLookAt: now } });
    expect([dueSteps(known, now), nextLook(known, now), stateFromSteps(known, now)]).toEqual([[], undefined, "paused"]);
  });
});

test("a step sees the outputs of all it needs, through others too, and of nothing else", () => {
  const steps = Object.fromEntries(["a", "b", "c", "d"].map((id) => [id, { state: "done" as const, outputs: { id } }]));
  const operation = withSteps(steps);
  const [, , c, d] = diamond;
  expect(outputsFor(operation, c ?? node("?"))).toEqual({ a: { id: "a" } });
  expect(outputsFor(operation, d ?? node("?"))).toEqual({ a: { id: "a" }, b: { id: "b" }, c: { id: "c" } });
});

describe("a graph is refused before it is stored", () => {
  test.each([
    { what: "a need that is not there", nodes: [node("a", "x")], problem: "a needs x, which is not there" },
    { what: "two steps of one id", nodes: [node("a"), node("a")], problem: "two steps have the same id" },
    { what: "a step that needs itself", nodes: [node("a", "a")], problem: "circle: a > a" },
    { what: "a circle", nodes: [node("a", "c"), node("b", "a"), node("c", "b")], problem: "circle: a > c > b > a" },
  ])("for $what", ({ nodes, problem }) => {
    expect(graphProblems(nodes)).toContain(problem);
  });

  test("and never for one whose needs all stand before it", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 20 }), (rows) => {
        const nodes = rows.map((needs, index) =>
          node(`s${index}`, ...new Set(needs.filter((need) => need < index).map((need) => `s${need}`))),
        );
        return graphProblems(nodes).length === 0;
      }),
    );
  });
});

test("by what is due alone, every sound graph comes to its end, each step once", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(12), { maxLength: 4 }), { minLength: 1, maxLength: 12 }), (rows) => {
      const nodes = rows.map((needs, index) =>
        node(`s${index}`, ...new Set(needs.filter((need) => need < index).map((need) => `s${need}`))),
      );
      const order: string[] = [];
      const steps: Record<string, Partial<StepRecord>> = {};
      for (
        let due = dueSteps(withSteps(steps, nodes), now);
        due.length > 0;
        due = dueSteps(withSteps(steps, nodes), now)
      ) {
        for (const { id } of due) {
          order.push(id);
          steps[id] = { state: "done" };
        }
      }
      expect(order.toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
      for (const { id, needs } of nodes) {
        for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(id));
      }
      expect(stateFromSteps(withSteps(steps, nodes), now)).toBe("done");
    }),
  );
});
