import type { Freeze } from "../../domain/freeze.ts";
import type { Plan } from "../../domain/plan.ts";
import { button } from "../actions.ts";
import { actions, bold, type Card, card, list, note, type Rich, say, type Tone, text } from "../card.ts";
import { mark } from "../symbols.ts";
import { count, gbps } from "../words.ts";
import { frozenLine } from "./frozen-words.ts";
import { waitsAt } from "./operation-data.ts";
import { verdictTones } from "./result.ts";
import { type Standing, standingWords } from "./status.ts";

/** A list longer than this is cut; one environment at a time shows the rest. */
const mostLines = 60;

export interface ListOptions {
  /** When only one environment was asked for. */
  readonly env?: string | undefined;
  /** What is frozen there. */
  readonly freezes?: readonly Freeze[];
}

/** What is frozen, then one line each, worst first. */
export function listCard(all: readonly Standing[], { env, freezes = [] }: ListOptions = {}): Card {
  const where = env === undefined ? "" : ` in ${env}`;
  if (all.length === 0) {
    return card(`No interconnects${where}`, undefined, [
      ...freezes.map((freeze) => text(frozenLine(freeze))),
      text("There are none yet. Asking for one opens a form; nothing is created before somebody approves."),
      actions([button("command", "create", { label: "New interconnect…" })]),
    ]);
  }
  const sorted = all.toSorted((a, b) => gravityOf(a) - gravityOf(b) || planOf(a).name.localeCompare(planOf(b).name));
  const cut = sorted.length - mostLines;
  return card(`${count(all.length, "interconnect")}${where}`, undefined, [
    ...freezes.map((freeze) => text(frozenLine(freeze))),
    list(sorted.slice(0, mostLines).map(line)),
    cut > 0 && note(`${cut} more, all better off than these. list env=ENVIRONMENT shows one environment.`),
  ]);
}

function line(standing: Standing): Rich {
  const { name, environment, bandwidthMbps } = planOf(standing);
  return say`${bold(name)} ${standingWords(standing)} ${mark(symbolOf(standing))} · ${environment} · ${gbps(bandwidthMbps)}`;
}

function planOf(standing: Standing): Plan {
  switch (standing.kind) {
    case "requested":
      return standing.request.plan;
    case "building":
      return standing.data.plan;
    case "built":
      return standing.built.plan;
  }
}

type Gravity = "stopped" | "down" | "degraded" | "unknown" | "hold" | "requested" | "under-way" | "healthy";

const order: readonly Gravity[] = [
  "stopped",
  "down",
  "degraded",
  "unknown",
  "hold",
  "requested",
  "under-way",
  "healthy",
];

function gravityOf(standing: Standing): number {
  return order.indexOf(gravityName(standing));
}

function gravityName(standing: Standing): Gravity {
  switch (standing.kind) {
    case "requested":
      return "requested";
    case "building":
      if (standing.data.operation.state !== "open") return "stopped";
      return waitsAt(standing.data, "hold") ? "hold" : "under-way";
    case "built":
      if (standing.built.recovered?.missing.length) return "stopped";
      return standing.built.report?.verdict ?? "unknown";
  }
}

function symbolOf(standing: Standing): Tone {
  if (gravityName(standing) === "stopped") return "stopped";
  if (standing.kind === "built") return verdictTones[standing.built.report?.verdict ?? "unknown"];
  return "under-way";
}
