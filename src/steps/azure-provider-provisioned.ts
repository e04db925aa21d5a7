import { z } from "zod";
import { nameOf } from "../clouds/azure/arm-ids.ts";
import type { AzureCircuit } from "../clouds/azure/azure-resources.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { PrivatePeeringFacts } from "../domain/link-facts.ts";
import { defineStep, type Settled, type Step } from "../graph/step.ts";
import { sendNoted } from "./azure-operation.ts";
import type { CloudContext, Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { findOwned, tagsOf } from "./oci-owned.ts";

const params = z.strictObject({
  circuitId: z.string(),
  /** The planned /30s. */
  primaryPrefix: z.string(),
  secondaryPrefix: z.string(),
});

export type AzureProviderProvisionedParams = z.infer<typeof params>;

/** After this long without a peering, Azure is asked once to look again by writing the circuit back. */
const refreshAfterMs = 5 * 60_000;

const reasons: Readonly<Record<string, string>> = {
  NotProvisioned: "Azure has not heard from Oracle about the circuit yet",
  Provisioning: "Oracle is provisioning its side of the circuit",
  Provisioned: "Oracle has provisioned the circuit; Azure does not show the private peering yet",
};

/** After this long without a peering, people should ask Oracle. */
const supportAfterMs = 15 * 60_000;

const askSupport =
  "Oracle has provisioned the circuit, but Azure has shown no private peering for 15 min, not even after the circuit was written back. Open a ticket with Oracle, naming the virtual circuit; nothing needs to be deleted";

const lacksPeering = ({ serviceProviderProvisioningState: state, peering }: AzureCircuit): boolean =>
  state === "Provisioned" && peering === undefined;

const rejoin = "Remove the interconnect and ask for it anew: a new virtual circuit takes the circuit's key afresh.";

/** After this long without a word from Oracle, its end is looked at too. */
const explainAfterMs = durations.providerProvisioned.deadlineMs;

/** What of Oracle's end explains that Azure hears nothing of it; null when nothing does, or it is too early to ask. */
async function whyUnheard(circuit: AzureCircuit, context: CloudContext): Promise<string | null> {
  if (circuit.serviceProviderProvisioningState !== "NotProvisioned") return null;
  const since = context.memo["unheardSince"];
  if (typeof since !== "number") context.note({ unheardSince: context.now });
  if (typeof since !== "number" || context.now - since < explainAfterMs) return null;
  const { owner, clouds } = context;
  const other = await findOwned(clouds.oci.virtualCircuits, tagsOf(owner, "oci.virtual-circuit"), undefined);
  if (other === undefined) return "Azure hears nothing from Oracle: the virtual circuit does not exist any more.";
  if (other.serviceKeyFingerprint !== circuit.serviceKeyFingerprint) {
    return `Azure hears nothing from Oracle: the virtual circuit ${other.name} was made with the service key of another circuit.`;
  }
  if (other.providerState !== "INACTIVE") return null;
  return `Azure hears nothing from Oracle: the virtual circuit ${other.name} is ${other.lifecycleState}, but INACTIVE on Microsoft's side.`;
}

const wait = (reason: string): Settled => ({ state: "waiting", reason });

function dead(circuitId: string, message: string, hint: string): Settled {
  const details = { side: "azure", resource: circuitId } as const;
  return {
    state: "dead",
    error: new InterconnectError({ code: "StateDrifted", kind: "blocked", message, hint, details }),
  };
}

function settledPeering(wanted: AzureProviderProvisionedParams, peering: PrivatePeeringFacts): Settled {
  const { primaryPrefix, secondaryPrefix, vlanId, state } = peering;
  if (primaryPrefix !== wanted.primaryPrefix || secondaryPrefix !== wanted.secondaryPrefix) {
    return dead(
      wanted.circuitId,
      `The circuit's private peering has ${primaryPrefix} and ${secondaryPrefix} instead of the planned ${wanted.primaryPrefix} and ${wanted.secondaryPrefix}.`,
      "Somebody else's virtual circuit, or an edit by hand, has set it. Find out who did, have it undone, and press Retry.",
    );
  }
  if (vlanId === undefined) return wait("Azure shows the private peering without its VLAN yet");
  if (state !== "Enabled") return wait(`Azure shows the private peering as ${state}`);
  return { state: "done", outputs: { vlanId } };
}

/**
 * Waits until Azure shows that Oracle has provisioned the circuit with our two /30s and a VLAN. Both BGP sessions start
 * only after that.
 *
 * Outputs: `vlanId`.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-workflows
 */
const providerProvisioned: Step<Clouds, AzureProviderProvisionedParams, AzureCircuit> = {
  kind: "azure.provider-provisioned",
  ...lasting(durations.providerProvisioned),

  async observe({ circuitId }, context) {
    const circuit = await context.clouds.azure.readCircuit(circuitId);
    if (circuit === undefined) return undefined;
    if (lacksPeering(circuit) && context.memo["withoutPeeringSince"] === undefined) {
      context.note({ withoutPeeringSince: context.now });
    }
    context.note({ unheard: await whyUnheard(circuit, context) });
    return circuit;
  },

  sync({ circuitId }, circuit, context) {
    const since = context.memo["withoutPeeringSince"];
    const due = typeof since === "number" && context.now - since >= refreshAfterMs;
    if (!due || !lacksPeering(circuit) || context.memo["refreshed"] === true) return undefined;
    return {
      what: "write the circuit back so that its peering shows",
      async send(leave) {
        await sendNoted(context, leave, "operationUrl", () => context.clouds.azure.refresh(circuitId));
        context.note({ refreshed: true });
      },
    };
  },

  settled(wanted, circuit, { memo, now }) {
    if (circuit === undefined) {
      return dead(
        wanted.circuitId,
        `The circuit ${nameOf(wanted.circuitId)} has disappeared from Azure.`,
        "Find out who removed it. Its service key is gone with it: remove the virtual circuit in OCI and ask for a new link.",
      );
    }
    const { serviceProviderProvisioningState: state, peering } = circuit;
    if (state === "Provisioned" && peering !== undefined) return settledPeering(wanted, peering);
    if (state === "Deprovisioning") {
      return dead(
        wanted.circuitId,
        "Oracle is letting go of the circuit: its virtual circuit is being removed.",
        "Find out who removes the virtual circuit in OCI. When it is gone, ask for a new link.",
      );
    }
    const withoutPeering = lacksPeering(circuit) ? now - Number(memo["withoutPeeringSince"] ?? now) : 0;
    if (withoutPeering >= supportAfterMs) return wait(askSupport);
    const { unheard } = memo;
    if (typeof unheard === "string") return dead(wanted.circuitId, unheard, rejoin);
    return wait(reasons[state] ?? `Azure shows Oracle's side of the circuit as ${state}`);
  },
};

export const azureProviderProvisioned = defineStep(providerProvisioned, (stored) => params.parse(stored));
