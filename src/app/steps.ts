import type { AnyStep } from "../graph/step.ts";
import { azureSteps } from "../steps/azure-steps.ts";
import type { Clouds } from "../steps/clouds.ts";
import { gateActivate } from "../steps/gate-activate.ts";
import { gateSoak } from "../steps/gate-soak.ts";
import { linkGone } from "../steps/link-gone.ts";
import { linkSessions } from "../steps/link-sessions.ts";
import { linkVerify } from "../steps/link-verify.ts";
import { ociSteps } from "../steps/oci-steps.ts";

/** The code of every kind of step there is, by its name in stored graphs. */
export const allSteps: ReadonlyMap<string, AnyStep<Clouds>> = new Map(
  [...azureSteps, ...ociSteps, linkSessions, gateActivate, gateSoak, linkVerify, linkGone].map((step) => [
    step.kind,
    step,
  ]),
);
