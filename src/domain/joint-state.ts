/**
 * What both ends of a link are together, and what may be done to it next. Where an order is wrong the clouds do not
 * always refuse: they begin, and leave a circuit or virtual circuit in a failed state. So nothing is sent that this
 * table objects to.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/workloads/oracle/configure-azure-oci-networking
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/azure.htm
 */

/** Azure's end. States keep the clouds' spelling. */
export interface CircuitEnd {
  readonly provisioningState: string;
  readonly circuitProvisioningState: string;
  readonly serviceProviderProvisioningState: string;
  readonly hasPeering: boolean;
  /** Gateway connections on the circuit, whoever made them. */
  readonly connections: number;
}

/** Oracle's end. */
export interface VirtualCircuitEnd {
  readonly lifecycleState: string;
  /** Both BGP sessions are up. */
  readonly sessionsUp: boolean;
}

/** Both ends; an absent one does not exist. */
export interface JointState {
  readonly circuit?: CircuitEnd | undefined;
  readonly virtualCircuit?: VirtualCircuitEnd | undefined;
}

export const linkMoves = [
  "create-circuit",
  "create-virtual-circuit",
  "create-connection",
  "refresh-circuit",
  "delete-connection",
  "delete-virtual-circuit",
  "delete-circuit",
] as const;

/** One changing call. To wait is always legal. */
export type LinkMove = (typeof linkMoves)[number];

/**
 * - `nothing`: no end is there.
 * - `orphaned`: a virtual circuit without its circuit, whose key is gone.
 * - `free`: a circuit that Oracle does not hold; it bills. Ready to be joined, or to be deleted.
 * - `joining`: Oracle builds its end, or Azure has not heard of it yet.
 * - `unshown`: Oracle is done; Azure shows no peering yet.
 * - `joined`: both ends agree; the BGP sessions are not up.
 * - `linkable`: the sessions are up; a connection lets traffic flow.
 * - `failed-write`: a write of the circuit failed; the data path may be fine.
 * - `broken`: Oracle's end failed or was given up, and no connection is left.
 * - `wrong-end`: the virtual circuit was deleted while a connection was left.
 * - `deleted-first`: the circuit was deleted while Oracle held it, and lost its peering.
 * - `leaving`: one end is being removed.
 * - `releasing`: the virtual circuit is gone; Azure has not heard of it yet.
 */
export type LinkPhase =
  | "nothing"
  | "orphaned"
  | "free"
  | "joining"
  | "unshown"
  | "joined"
  | "linkable"
  | "failed-write"
  | "broken"
  | "wrong-end"
  | "deleted-first"
  | "leaving"
  | "releasing";

const gone: ReadonlySet<string> = new Set(["TERMINATED"]);
const failed: ReadonlySet<string> = new Set(["Failed", "Canceled"]);
const ended: ReadonlySet<string> = new Set(["FAILED", "INACTIVE"]);

const hasFailed = ({ provisioningState, circuitProvisioningState: own }: CircuitEnd): boolean =>
  failed.has(provisioningState) || own === "Disabling";

const isHeld = ({ serviceProviderProvisioningState: state, hasPeering }: CircuitEnd): boolean =>
  state !== "NotProvisioned" || hasPeering;

/** Where a link stands. */
export function phaseOf({ circuit, virtualCircuit }: JointState): LinkPhase {
  const other = virtualCircuit && gone.has(virtualCircuit.lifecycleState) ? undefined : virtualCircuit;
  if (circuit === undefined) return other === undefined ? "nothing" : "orphaned";
  if (circuit.provisioningState === "Deleting" || other?.lifecycleState === "TERMINATING") return "leaving";
  if (other === undefined) return isHeld(circuit) ? "releasing" : "free";
  if (ended.has(other.lifecycleState)) return circuit.connections > 0 ? "wrong-end" : "broken";
  return joinedPhase(circuit, other);
}

/** Both ends are there, and Oracle's is sound. */
function joinedPhase(circuit: CircuitEnd, { lifecycleState, sessionsUp }: VirtualCircuitEnd): LinkPhase {
  if (circuit.serviceProviderProvisioningState !== "Provisioned") return "joining";
  if (hasFailed(circuit)) return circuit.hasPeering ? "failed-write" : "deleted-first";
  if (lifecycleState !== "PROVISIONED") return "joining";
  if (!circuit.hasPeering) return "unshown";
  return sessionsUp ? "linkable" : "joined";
}

/** Why routes and a connection alone do not bring traffic back over a link that carried it. */
const noWayBack: Partial<Record<LinkPhase, string>> = {
  nothing: "neither circuit is there any more",
  orphaned: "the ExpressRoute circuit is gone",
  free: "the virtual circuit is gone",
  releasing: "the virtual circuit is gone",
  unshown: "Azure shows no private peering on the circuit",
  "failed-write": "Azure shows the circuit as Failed, and joins nothing with it in that state",
  broken: "Oracle's virtual circuit has failed",
  "wrong-end": "Oracle's virtual circuit has failed",
  "deleted-first": "the circuit was deleted while Oracle held it, and has lost its peering",
  leaving: "one of the two circuits is being removed",
};

/** Why a link whose traffic was withdrawn cannot carry it again, in words; undefined when it may. */
export const objectionToReturn = (state: JointState): string | undefined => noWayBack[phaseOf(state)];

/** Everything that may be sent now; empty where there is only waiting. */
export function legalMoves(state: JointState): readonly LinkMove[] {
  return linkMoves.filter((move) => objectionTo(move, state) === undefined);
}

/** Why a call must not be sent now, in words; undefined when it may. */
export function objectionTo(move: LinkMove, state: JointState): string | undefined {
  return objections[move](state);
}

const objections: Readonly<Record<LinkMove, (state: JointState) => string | undefined>> = {
  "create-circuit": (state) => (phaseOf(state) === "nothing" ? undefined : "One end of the link is there already"),
  "create-virtual-circuit": (state) => notUnless(state, ["free"], "The circuit is not free for a virtual circuit"),
  "create-connection": (state) => notUnless(state, ["linkable"], "The BGP sessions are not up at both ends"),
  "refresh-circuit": ({ circuit }) => absent(circuit) ?? busy(circuit),
  "delete-connection": ({ circuit }) =>
    absent(circuit) ?? (circuit?.connections === 0 ? "There is no connection" : undefined),
  "delete-virtual-circuit": objectionToDetaching,
  "delete-circuit": objectionToDeletion,
};

function notUnless(state: JointState, phases: readonly LinkPhase[], words: string): string | undefined {
  const sound = state.circuit?.provisioningState === "Succeeded" && state.circuit.connections === 0;
  return sound && phases.includes(phaseOf(state)) ? undefined : words;
}

const absent = (circuit: CircuitEnd | undefined): string | undefined =>
  circuit === undefined ? "There is no circuit" : undefined;

const busy = (circuit: CircuitEnd | undefined): string | undefined =>
  circuit?.provisioningState === "Updating" || circuit?.provisioningState === "Deleting"
    ? "Azure is working on the circuit"
    : undefined;

/** With a connection left the virtual circuit ends FAILED, and cannot be removed before the connection is. */
function objectionToDetaching({ circuit, virtualCircuit }: JointState): string | undefined {
  if (virtualCircuit === undefined || gone.has(virtualCircuit.lifecycleState)) return "There is no virtual circuit";
  if (virtualCircuit.lifecycleState === "TERMINATING") return "Oracle is removing the virtual circuit";
  if (virtualCircuit.lifecycleState === "PROVISIONING") return "Oracle is still joining the virtual circuit with Azure";
  return (circuit?.connections ?? 0) > 0 ? "A gateway connection is still on the circuit" : undefined;
}

/** Deleted while Oracle holds it, the circuit ends Failed, loses its peering, and bills on. */
function objectionToDeletion({ circuit, virtualCircuit }: JointState): string | undefined {
  if (circuit === undefined) return "There is no circuit";
  if (circuit.connections > 0) return "A gateway connection is still on the circuit";
  if (virtualCircuit !== undefined && !gone.has(virtualCircuit.lifecycleState)) {
    return "The virtual circuit is still there";
  }
  if (isHeld(circuit)) {
    const { serviceProviderProvisioningState: state } = circuit;
    const shown = state === "NotProvisioned" ? "with its private peering" : `as ${state}`;
    return `Oracle has not let go of the circuit; Azure still shows it ${shown}`;
  }
  return busy(circuit);
}
