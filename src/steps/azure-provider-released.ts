import { z } from "zod";
import { nameOf } from "../clouds/azure/arm-ids.ts";
import type { AzureCircuit } from "../clouds/azure/azure-resources.ts";
import { phaseOf } from "../domain/joint-state.ts";
import { defineStep, type Step } from "../graph/step.ts";
import { sendNoted } from "./azure-operation.ts";
import { carriesMark } from "./azure-owned.ts";
import type { Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { circuitEnd } from "./link-ends.ts";

const params = z.strictObject({ circuitId: z.string() });

type Params = z.infer<typeof params>;

/** After this long Azure is asked once to look again, by writing the circuit back. */
const refreshAfterMs = 5 * 60_000;

/** Azure usually hears of it within minutes; after this long people should ask both clouds. */
const supportAfterMs = durations.providerReleased.deadlineMs;

const askSupport = ({ id }: AzureCircuit): string =>
  `That is unusually long: open a ticket with Oracle and with Microsoft, naming the circuit ${nameOf(id)}, and delete nothing by hand`;

const isHeld = (circuit: AzureCircuit): boolean => phaseOf({ circuit: circuitEnd(circuit) }) === "releasing";

/**
 * Waits until Azure shows that Oracle has let go of the circuit: NotProvisioned and without a peering, which is some
 * minutes after the virtual circuit is gone. A circuit deleted earlier ends in a failed state. A circuit that is not
 * there is held by nobody.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-howto-circuit-portal-resource-manager#delete
 */
const providerReleased: Step<Clouds, Params, AzureCircuit> = {
  kind: "azure.provider-released",
  ...lasting(durations.providerReleased),

  async observe({ circuitId }, context) {
    if (context.memo["heldSince"] === undefined) context.note({ heldSince: context.now });
    return context.clouds.azure.readCircuit(circuitId);
  },

  sync({ circuitId }, circuit, context) {
    const since = context.memo["heldSince"];
    const due = typeof since === "number" && context.now - since >= refreshAfterMs;
    const ours = carriesMark(circuit.tags, context.owner);
    if (!due || !ours || !isHeld(circuit) || context.memo["refreshed"] === true) return undefined;
    return {
      what: "write the circuit back so that Azure looks again",
      async send(leave) {
        await sendNoted(context, leave, "operationUrl", () => context.clouds.azure.refresh(circuitId));
        context.note({ refreshed: true });
      },
    };
  },

  settled(_wanted, circuit, { memo, now }) {
    if (circuit === undefined || !isHeld(circuit)) return { state: "done", outputs: {} };
    const isLong = now - Number(memo["heldSince"] ?? now) >= supportAfterMs;
    return { state: "waiting", reason: isLong ? `${reasonOf(circuit)}. ${askSupport(circuit)}` : reasonOf(circuit) };
  },
};

/** Why the circuit is not deleted although its virtual circuit is gone. */
function reasonOf({ serviceProviderProvisioningState: state }: AzureCircuit): string {
  const shown = state === "NotProvisioned" ? "with its private peering" : `as ${state}`;
  return `Oracle has let go of the circuit, which Azure hears some minutes later and still shows ${shown}; deleted now, it would end in a failed state`;
}

export const azureProviderReleased = defineStep(providerReleased, (stored) => params.parse(stored));
