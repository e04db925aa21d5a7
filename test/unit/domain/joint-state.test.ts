import * as fc from "fast-check";
import {
  type CircuitEnd,
  type JointState,
  type LinkMove,
  legalMoves,
  objectionTo,
  objectionToReturn,
  phaseOf,
  type VirtualCircuitEnd,
} from "../../../src/domain/joint-state.ts";

type Azure = readonly [provisioning: string, provider: string, peering?: "peering" | undefined, connections?: number];
type Oci = readonly [lifecycle: string, sessions?: "up"];

const circuitOf = ([provisioningState, serviceProviderProvisioningState, peering, connections = 0]: Azure) => ({
  provisioningState,
  circuitProvisioningState: "Enabled",
  serviceProviderProvisioningState,
  hasPeering: peering !== undefined,
  connections,
});

const virtualCircuitOf = ([lifecycleState, sessions]: Oci) => ({ lifecycleState, sessionsUp: sessions === "up" });

interface Row {
  readonly azure?: Azure;
  readonly oci?: Oci;
  readonly phase: string;
  readonly moves: readonly LinkMove[];
}

/** The table of the reference, with the states between its rows. */
const rows: readonly Row[] = [
  { phase: "nothing", moves: ["create-circuit"] },
  { oci: ["PROVISIONED"], phase: "orphaned", moves: ["delete-virtual-circuit"] },
  { oci: ["TERMINATED"], phase: "nothing", moves: ["create-circuit"] },
  {
    azure: ["Succeeded", "NotProvisioned"],
    phase: "free",
    moves: ["create-virtual-circuit", "refresh-circuit", "delete-circuit"],
  },
  {
    azure: ["Succeeded", "NotProvisioned"],
    oci: ["PENDING_PROVIDER"],
    phase: "joining",
    moves: ["refresh-circuit", "delete-virtual-circuit"],
  },
  { azure: ["Succeeded", "NotProvisioned"], oci: ["PROVISIONING"], phase: "joining", moves: ["refresh-circuit"] },
  { azure: ["Succeeded", "Provisioning"], oci: ["PROVISIONING"], phase: "joining", moves: ["refresh-circuit"] },
  {
    azure: ["Succeeded", "Provisioned"],
    oci: ["PROVISIONED"],
    phase: "unshown",
    moves: ["refresh-circuit", "delete-virtual-circuit"],
  },
  {
    azure: ["Succeeded", "Provisioned", "peering"],
    oci: ["PROVISIONED"],
    phase: "joined",
    moves: ["refresh-circuit", "delete-virtual-circuit"],
  },
  {
    azure: ["Succeeded", "Provisioned", "peering"],
    oci: ["PROVISIONED", "up"],
    phase: "linkable",
    moves: ["create-connection", "refresh-circuit", "delete-virtual-circuit"],
  },
  {
    azure: ["Succeeded", "Provisioned", "peering", 1],
    oci: ["PROVISIONED", "up"],
    phase: "linkable",
    moves: ["refresh-circuit", "delete-connection"],
  },
  {
    azure: ["Failed", "Provisioned", "peering", 1],
    oci: ["PROVISIONED", "up"],
    phase: "failed-write",
    moves: ["refresh-circuit", "delete-connection"],
  },
  {
    azure: ["Succeeded", "Provisioned", "peering", 1],
    oci: ["FAILED"],
    phase: "wrong-end",
    moves: ["refresh-circuit", "delete-connection"],
  },
  {
    azure: ["Succeeded", "Provisioned", "peering"],
    oci: ["FAILED"],
    phase: "broken",
    moves: ["refresh-circuit", "delete-virtual-circuit"],
  },
  {
    azure: ["Failed", "Provisioned"],
    oci: ["PROVISIONED"],
    phase: "deleted-first",
    moves: ["refresh-circuit", "delete-virtual-circuit"],
  },
  {
    azure: ["Failed", "Provisioned", undefined, 1],
    oci: ["PROVISIONED"],
    phase: "deleted-first",
    moves: ["refresh-circuit", "delete-connection"],
  },
  {
    azure: ["Succeeded", "Provisioned", "peering"],
    oci: ["TERMINATING"],
    phase: "leaving",
    moves: ["refresh-circuit"],
  },
  {
    azure: ["Succeeded", "Provisioned", "peering"],
    oci: ["TERMINATED"],
    phase: "releasing",
    moves: ["refresh-circuit"],
  },
  { azure: ["Failed", "Deprovisioning"], phase: "releasing", moves: ["refresh-circuit"] },
  { azure: ["Succeeded", "NotProvisioned", "peering"], phase: "releasing", moves: ["refresh-circuit"] },
  {
    azure: ["Succeeded", "NotProvisioned"],
    oci: ["TERMINATED"],
    phase: "free",
    moves: ["create-virtual-circuit", "refresh-circuit", "delete-circuit"],
  },
  { azure: ["Failed", "NotProvisioned"], phase: "free", moves: ["refresh-circuit", "delete-circuit"] },
  { azure: ["Updating", "NotProvisioned"], phase: "free", moves: [] },
  { azure: ["Deleting", "NotProvisioned"], phase: "leaving", moves: [] },
];

const stateOf = ({ azure, oci }: Pick<Row, "azure" | "oci">): JointState => ({
  ...(azure && { circuit: circuitOf(azure) }),
  ...(oci && { virtualCircuit: virtualCircuitOf(oci) }),
});

test.each(rows)("Azure $azure, Oracle $oci: $phase", ({ phase, moves, ...state }) => {
  expect({ phase: phaseOf(stateOf(state)), moves: legalMoves(stateOf(state)) }).toEqual({ phase, moves });
});

test("a circuit that Azure is disabling was deleted first, whatever else it shows", () => {
  const circuit = { ...circuitOf(["Succeeded", "Provisioned"]), circuitProvisioningState: "Disabling" };
  expect(phaseOf({ circuit, virtualCircuit: virtualCircuitOf(["PROVISIONED"]) })).toBe("deleted-first");
});

test.each([
  { azure: ["Succeeded", "Provisioned", "peering"], oci: ["PROVISIONED"], objection: undefined },
  { oci: ["PROVISIONED"], objection: "the ExpressRoute circuit is gone" },
  { azure: ["Succeeded", "Provisioned", "peering"], objection: "the virtual circuit is gone" },
  { azure: ["Succeeded", "NotProvisioned"], oci: ["TERMINATED"], objection: "the virtual circuit is gone" },
  {
    azure: ["Failed", "Provisioned", "peering"],
    oci: ["PROVISIONED"],
    objection: "Azure shows the circuit as Failed, and joins nothing with it in that state",
  },
] satisfies readonly (Pick<Row, "azure" | "oci"> & { readonly objection: string | undefined })[])(
  "traffic comes back over Azure $azure, Oracle $oci unless: $objection",
  ({ objection, ...state }) => {
    expect(objectionToReturn(stateOf(state))).toBe(objection);
  },
);

test("an objection says what is in the way", () => {
  const state = stateOf({ azure: ["Succeeded", "Provisioned", "peering"] });
  expect(objectionTo("delete-circuit", state)).toBe(
    "Oracle has not let go of the circuit; Azure still shows it as Provisioned",
  );
});

/** Whatever the clouds may show, also what nobody documented. */
const circuits: fc.Arbitrary<CircuitEnd> = fc.record({
  provisioningState: fc.constantFrom("Succeeded", "Updating", "Deleting", "Failed", "Canceled", "Migrating"),
  circuitProvisioningState: fc.constantFrom("Enabled", "Disabled", "Disabling", "Enabling"),
  serviceProviderProvisioningState: fc.constantFrom(
    "NotProvisioned",
    "Provisioning",
    "Provisioned",
    "Deprovisioning",
    "Unheard",
  ),
  hasPeering: fc.boolean(),
  connections: fc.nat(2),
});
const virtualCircuits: fc.Arbitrary<VirtualCircuitEnd> = fc.record({
  lifecycleState: fc.constantFrom(
    "PENDING_PROVIDER",
    "VERIFYING",
    "PROVISIONING",
    "PROVISIONED",
    "FAILED",
    "INACTIVE",
    "TERMINATING",
    "TERMINATED",
    "UNHEARD",
  ),
  sessionsUp: fc.boolean(),
});
const states = fc.record({
  circuit: fc.option(circuits, { nil: undefined }),
  virtualCircuit: fc.option(virtualCircuits, { nil: undefined }),
});

const held = ({ circuit }: JointState): boolean =>
  circuit !== undefined && (circuit.serviceProviderProvisioningState !== "NotProvisioned" || circuit.hasPeering);
const joined = ({ virtualCircuit }: JointState): boolean =>
  virtualCircuit !== undefined && virtualCircuit.lifecycleState !== "TERMINATED";
const connected = ({ circuit }: JointState): boolean => (circuit?.connections ?? 0) > 0;

test.each<{ move: LinkMove; when: string; is: (state: JointState) => boolean }>([
  { move: "delete-circuit", when: "Oracle holds it", is: held },
  { move: "delete-circuit", when: "a virtual circuit is there", is: joined },
  { move: "delete-circuit", when: "a connection is left", is: connected },
  { move: "delete-virtual-circuit", when: "a connection is left", is: connected },
  { move: "create-virtual-circuit", when: "there is one already", is: joined },
  { move: "create-virtual-circuit", when: "Oracle holds the circuit", is: held },
  { move: "create-connection", when: "Oracle has let go", is: (state) => !held(state) },
])("no state allows $move when $when", ({ move, is }) => {
  fc.assert(fc.property(states, (state) => !is(state) || !legalMoves(state).includes(move)));
});

test("from every state with something left a removal has a way on, or waits for what is under way", () => {
  const underWay = new Set(["Updating", "Deleting"]);
  fc.assert(
    fc.property(states, (state) => {
      const { circuit, virtualCircuit } = state;
      const waits =
        underWay.has(circuit?.provisioningState ?? "") ||
        ["TERMINATING", "PROVISIONING"].includes(virtualCircuit?.lifecycleState ?? "") ||
        ["nothing", "releasing"].includes(phaseOf(state));
      const removals = legalMoves(state).filter((move) => move.startsWith("delete-"));
      expect(waits || removals.length > 0).toBe(true);
    }),
  );
});
