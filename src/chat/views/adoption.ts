import type { Difference } from "../../domain/adoption.ts";
import type { Plan } from "../../domain/plan.ts";
import { button } from "../actions.ts";
import {
  actions,
  bold,
  type Card,
  card,
  channel,
  code,
  command,
  fields,
  list,
  note,
  say,
  text,
  word,
} from "../card.ts";
import type { ThreadPlace } from "../ports.ts";
import { gbps, listed } from "../words.ts";
import { differenceBlocks } from "./differences.ts";
import { elsewhereWords } from "./elsewhere.ts";
import { pairWords, peeringWords, reachBlocks } from "./plan-body.ts";
import { notNow } from "./refusals.ts";

export interface AdoptionData {
  readonly plan: Plan;
  readonly differences: readonly Difference[];
  /** The command line that adopts exactly what is shown. */
  readonly confirm: string;
  /** The command line that asks to have it owned. */
  readonly own: string;
}

const only =
  "Once adopted, the bot watches it: status, verify and plan work on it. It never changes or removes anything of it, and the name and both /30s are taken here until somebody releases it.";
const owning =
  "Once owned, which somebody else has to approve, the bot changes and removes it like a link that it made itself.";

/** What was found and how it differs from a plan; nothing is changed before somebody says so. */
export function adoptionCard({ plan, differences, confirm, own }: AdoptionData): Card {
  const { azure, oci } = plan;
  return card(`${plan.name} can be adopted`, "look", [
    text(say`${bold(pairWords(plan))}, environment ${plan.environment}, ${elsewhereWords}`),
    fields([
      ["Circuit", say`${code(azure.circuit.name)} in ${azure.resourceGroup.name}, ${gbps(plan.bandwidthMbps)}`],
      ["Virtual circuit", code(oci.virtualCircuit.name)],
      ["Gateway", say`${code(azure.gateway.name)}, ${azure.gateway.sku}`],
      ["DRG", code(oci.drg.name)],
      ["Primary", peeringWords(plan.primary)],
      ["Secondary", peeringWords(plan.secondary)],
    ]),
    ...reachBlocks(plan),
    ...differenceBlocks(differences),
    note(only),
    note(owning),
    actions([
      button("command", confirm, { label: `Adopt ${plan.name}` }),
      button("command", own, { label: "Ask to own it" }),
    ]),
  ]);
}

export const adopted = (name: string, home: ThreadPlace): Card =>
  word(`${name} is adopted`, "done", [
    text(say`Its card is in ${channel(home)}. Nothing of it is the bot's; verify reads how it stands.`),
  ]);

export const changedMeanwhile = (name: string): Card =>
  notNow(`${name} is not as it was shown`, "Nothing was adopted. Look at it again: adopt without confirm shows it.");

export interface Finishing {
  /** The command line that asks to have it owned, and finished. */
  readonly own: string;
  /** What that line has to say besides, since nothing that is there tells it. */
  readonly untold: readonly string[];
}

/** What of it is not there, in words, and how the bot finishes it. */
export function incomplete(name: string, missing: readonly string[], { own, untold }: Finishing): Card {
  const line = [own, ...untold.map((field) => `${field}=…`)].join(" ");
  return card("This link is not complete, so it cannot be watched", "look", [
    text("Nothing was changed. Missing:"),
    list(missing.map((what) => say`${what}`)),
    text("The bot can own and finish it, once somebody else has approved that. To ask for it:"),
    text(command(line)),
    untold.length > 0 && text(say`${listed(untold)} as in create: by name, or new: and a range.`),
    note("Or finish it where it was begun, then adopt it to have it only watched."),
    untold.length === 0 && actions([button("command", own, { label: `Own and finish ${name}` })]),
  ]);
}

/** A verb or button that is not for what was made elsewhere. */
export const notOwned = (name: string, verb: string): Card =>
  notNow(
    `${name} was made elsewhere and is not owned by the bot`,
    `So ${verb} does nothing here: only what the bot made is changed or removed. Change it where it was made; release ${name} ends the watching.`,
  );

export const released = (name: string): Card =>
  word(`${name} is let go of`, "done", [
    text("Its name and both /30s are free here. In the clouds nothing was changed, and the link goes on as it is."),
  ]);
