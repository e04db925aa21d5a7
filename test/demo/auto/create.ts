import type { Stage } from "../stage.ts";
import type { Cast } from "./cast.ts";
import { awaitTold, NAME } from "./goal.ts";
import type { Outcome } from "./outcome.ts";
import type { Answers } from "./persona.ts";
import { verdictIn } from "./verdict.ts";

const ANSWERS: Answers = [
  ["Name", NAME],
  ["Environment", "prod"],
  ["Bandwidth", "1 Gbps"],
  ["Which VNet", "vnet-app"],
  ["Which VCN", "vcn-app"],
  ["Reason", "E-Business Suite cut-over, change 4711"],
];

/** A requester asks for an interconnect by the form, and an approver approves it; resolves to when the bot heard that. */
export const begin = async (cast: Cast): Promise<number> => {
  await cast.asks(ANSWERS);
  return cast.approves();
};

/** Both clouds are built and verified. */
export const playCreate = async (stage: Stage, cast: Cast): Promise<Outcome> => {
  const decidedAtMs = await begin(cast);
  const told = await awaitTold(stage, cast, decidedAtMs, (title) => verdictIn(title, NAME));
  return { verdict: told?.what ?? "none", decidedAtMs, toldAtMs: told?.atMs ?? stage.world.sim.clock.now() };
};
