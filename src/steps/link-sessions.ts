import { z } from "zod";
import { defineStep, type Settled, type Step } from "../graph/step.ts";
import { readSessions, type SessionFacts } from "../survey/read-sessions.ts";
import { ociSight, type SessionSight, sessionSights } from "../verify/sessions.ts";
import type { Clouds } from "./clouds.ts";
import { durations, lasting } from "./durations.ts";
import { idFrom } from "./oci-step.ts";

const peeringSubnet = z.strictObject({ cidr: z.string(), oracleIp: z.string(), microsoftIp: z.string() });

const params = z.strictObject({
  primary: peeringSubnet,
  secondary: peeringSubnet,
  /** Absent: the circuit that `azure.circuit` made. */
  circuitId: z.string().optional(),
  /** Absent: the one that `oci.virtual-circuit` made. */
  virtualCircuitId: z.string().optional(),
});

type Params = z.infer<typeof params>;

interface Observed {
  readonly facts: SessionFacts;
  readonly retryAfterMs: number;
}

/**
 * Awaits both BGP sessions, up as seen by both clouds. PROVISIONED is not up: traffic steps come after this. Waits as
 * long as it takes and says which session which cloud still sees down; changes nothing.
 *
 * Outputs: `upAt`, Unix milliseconds of the operation's clock.
 *
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-routing
 */
const sessions: Step<Clouds, Params, Observed> = {
  kind: "link.sessions",
  ...lasting(durations.sessions),
  async observe(wanted, context) {
    const target = {
      circuitId: idFrom(context, wanted.circuitId, "azure.circuit", "circuitId"),
      virtualCircuitId: idFrom(context, wanted.virtualCircuitId, "oci.virtual-circuit", "virtualCircuitId"),
    };
    const progress = await readSessions(context.clouds, target, context.memo["sessions"], () => context.now);
    context.note({ sessions: progress.memo });
    return progress;
  },
  settled(wanted, observed, { now }) {
    if (observed === undefined) return { state: "waiting", reason: "The sessions have not been read yet" };
    const sights = sightsOf(wanted, observed.facts);
    const open = sights.filter(({ state }) => state !== "up");
    if (open.length > 0) return waiting(open.map(words).join("; "), observed);
    if (observed.facts.azure === undefined) {
      return waiting("Oracle sees both BGP sessions up; Azure is still collecting its view", observed);
    }
    return { state: "done", outputs: { upAt: now } };
  },
};

/** All four readings, or only Oracle's two as long as Azure has nothing to say. */
function sightsOf(wanted: Params, { oci, azure }: SessionFacts): readonly SessionSight[] {
  if (azure !== undefined) return sessionSights(wanted, azure, oci);
  return (["primary", "secondary"] as const).map((path) => ociSight(path, wanted[path], oci));
}

function words({ path, side, state, seen }: SessionSight): string {
  const cloud = side === "azure" ? "Azure" : "Oracle";
  if (state === "unknown") return `${cloud} does not show the ${path} BGP session (${seen})`;
  return `${cloud} still sees the ${path} BGP session down (${seen})`;
}

function waiting(reason: string, { retryAfterMs }: Observed): Settled {
  return { state: "waiting", reason, retryAfterMs };
}

export const linkSessions = defineStep(sessions, (stored) => params.parse(stored));
