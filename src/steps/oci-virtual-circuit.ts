import { z } from "zod";
import type { NewVirtualCircuit, OciVirtualCircuit } from "../clouds/oci/oci-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import { objectionTo } from "../domain/joint-state.ts";
import type { PeeringSubnet } from "../domain/plan.ts";
import { defineStep } from "../graph/step.ts";
import { heldByOthers, readHolders } from "./circuit-holders.ts";
import type { CloudContext } from "./clouds.ts";
import { ociDurations } from "./oci-durations.ts";
import { type Creation, idFrom, ociStep } from "./oci-step.ts";

const peeringSubnet = z.strictObject({ cidr: z.string(), oracleIp: z.string(), microsoftIp: z.string() });

const params = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  bandwidthMbps: z.number(),
  primary: peeringSubnet,
  secondary: peeringSubnet,
  /** Absent: the DRG that `oci.drg` made. */
  drgId: z.string().optional(),
  /** The planned ARM id. */
  circuitId: z.string(),
  /** The gateway connection on that circuit, made or still to be made. */
  connectionId: z.string(),
});

type Params = z.infer<typeof params>;

function toMapping({ cidr, oracleIp, microsoftIp }: PeeringSubnet): NewVirtualCircuit["mappings"][number] {
  const length = cidr.split("/")[1];
  return { oracleIp: `${oracleIp}/${length}`, customerIp: `${microsoftIp}/${length}` };
}

async function providerServiceId({ clouds: { oci } }: CloudContext): Promise<string> {
  const id = await oci.findAzureProviderServiceId();
  if (id !== undefined) return id;
  throw new InterconnectError({
    code: "CloudRefused",
    kind: "blocked",
    message: `Oracle does not offer a FastConnect to Azure in ${oci.region}.`,
    hint: "Ask Oracle support to offer it and press Retry, or ask for another link between a pair of regions that both clouds join.",
    details: { side: "oci" },
  });
}

/** Oracle's words about a key it does not take are not public, so any refusal of a create may be about the key. */
function explainRefusal(thrown: unknown): unknown {
  if (!(thrown instanceof InterconnectError)) return thrown;
  const inUse = thrown.details.cloudCode === "Conflict";
  if (!inUse && thrown.code !== "CloudRefused" && thrown.code !== "NotFound") return thrown;
  const aboutTheKey = "If it is about the key itself, only a new circuit has a new one.";
  if (thrown.code === "NotFound") {
    return new InterconnectError({
      ...thrown.toRecord(),
      hint: `Compare the bot's policy with manifest/oci-policy.txt, then press Retry. ${aboutTheKey}`,
      cause: thrown,
    });
  }
  return new InterconnectError({
    code: "CloudRefused",
    kind: "blocked",
    message: inUse
      ? "Oracle says that the circuit's service key is already in use by another virtual circuit."
      : "Oracle did not take the circuit's service key, bandwidth, addresses or DRG for a virtual circuit.",
    hint: `Read what Oracle says, mend it, and press Retry. ${aboutTheKey}`,
    details: thrown.details,
    cause: thrown,
  });
}

async function createWithKey(wanted: Params, { context, tags, leave }: Creation): Promise<OciVirtualCircuit> {
  const { azure, oci } = context.clouds;
  const known = {
    name: wanted.name,
    tags,
    bandwidthMbps: wanted.bandwidthMbps,
    drgId: idFrom(context, wanted.drgId, "oci.drg", "drgId"),
    providerServiceId: await providerServiceId(context),
    mappings: [toMapping(wanted.primary), toMapping(wanted.secondary)],
  };
  return azure.withServiceKey(wanted.circuitId, async (serviceKey) => {
    try {
      return await oci.virtualCircuits.create({ ...known, serviceKey }, leave);
    } catch (thrown) {
      throw explainRefusal(thrown);
    }
  });
}

/**
 * Deleted while a gateway connection is left, the virtual circuit ends in a failed state and Azure's circuit with it.
 *
 * @see https://learn.microsoft.com/en-us/azure/virtual-machines/workloads/oracle/configure-azure-oci-networking
 */
async function refuseWhileConnected({ circuitId, connectionId }: Params, context: CloudContext): Promise<void> {
  const { own, foreign } = await readHolders({ circuitId, connectionId }, context);
  if (foreign.length > 0) throw heldByOthers(circuitId, foreign);
  if (!own) return;
  throw new InterconnectError({
    code: "AnotherOperation",
    kind: "conflict",
    message: "The gateway connection in Azure still exists, so the bot does not remove the virtual circuit yet.",
    hint: "It is removed as soon as the connection is gone.",
    details: { side: "azure", resource: connectionId },
  });
}

/** After so many failed removals a person is asked. */
const removalsByItself = 3;

function notRemovedYet({ id, name }: OciVirtualCircuit): InterconnectError {
  return new InterconnectError({
    code: "ResourceFailed",
    kind: "conflict",
    message: `Oracle could not remove the virtual circuit ${name} yet.`,
    hint: "The bot asks for it again by itself.",
    details: { side: "oci", resource: id },
  });
}

function ended({ id, name, lifecycleState }: OciVirtualCircuit, what: string, hint: string): InterconnectError {
  return new InterconnectError({
    code: "ResourceFailed",
    kind: "blocked",
    message: `${what} (${name} is ${lifecycleState}).`,
    hint,
    details: { side: "oci", resource: id },
  });
}

function problemOf(circuit: OciVirtualCircuit): InterconnectError | undefined {
  if (circuit.lifecycleState === "FAILED") {
    const hint =
      "Delete it in Oracle's console and, when it is gone, press Retry: it is made anew. If it fails again, give Oracle support the id shown here.";
    return ended(circuit, "Oracle could not build the virtual circuit", hint);
  }
  if (circuit.lifecycleState === "INACTIVE") {
    const hint =
      "Look at the ExpressRoute circuit in Azure; if its provider state is not Provisioned, delete the virtual circuit in Oracle's console and press Retry.";
    return ended(circuit, "Microsoft's side has given up the virtual circuit", hint);
  }
  return undefined;
}

/** A removal that met a connection ends FAILED, and goes through once that is gone: so it is asked for again, at first. */
function removalProblemOf(circuit: OciVirtualCircuit, asked: number): InterconnectError | undefined {
  if (circuit.lifecycleState !== "FAILED") return undefined;
  if (asked < removalsByItself) return notRemovedYet(circuit);
  const hint = "Delete it once more in Oracle's console, and when it is gone press Retry.";
  return ended(circuit, "Oracle could not remove the virtual circuit", hint);
}

/**
 * Oracle's half of the link: a FastConnect virtual circuit that uses the circuit's service key, with both BGP sessions
 * and the DRG. Oracle then makes the private peering on Azure's side. Billed by the port hour from its creation.
 *
 * The service key is read from Azure at the moment of sending and kept nowhere.
 *
 * Outputs: `virtualCircuitId`, and `vlan` where Oracle tells it. Done means PROVISIONED; the sessions come up later.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/azure.htm
 */
export const ociVirtualCircuit = defineStep(
  ociStep<Params, OciVirtualCircuit>({
    kind: "oci.virtual-circuit",
    duration: ociDurations.virtualCircuit,
    collection: (oci) => oci.virtualCircuits,
    create: createWithKey,
    ready: "PROVISIONED",
    reasons: {
      PENDING_PROVIDER: "Oracle is waiting for Microsoft to confirm the circuit",
      VERIFYING: "Oracle is checking the circuit",
      PROVISIONING: "Oracle is joining the circuit with Azure",
      TERMINATING: "Oracle is removing the virtual circuit",
    },
    outputs({ id, mappings }) {
      const vlan = mappings.find((mapping) => mapping.vlan !== undefined)?.vlan;
      return { virtualCircuitId: id, ...(vlan !== undefined && { vlan }) };
    },
    problem: problemOf,
    guard: (wanted, _observed, context) => refuseWhileConnected(wanted, context),
    heldBy: ({ lifecycleState }) =>
      objectionTo("delete-virtual-circuit", { virtualCircuit: { lifecycleState, sessionsUp: false } }),
    removalProblem: removalProblemOf,
  }),
  (stored) => params.parse(stored),
);
