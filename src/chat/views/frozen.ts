import { everywhere, type Freeze } from "../../domain/freeze.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Block,
  type Button,
  type Card,
  card,
  command,
  list,
  mention,
  note,
  type Rich,
  say,
  text,
  time,
  word,
} from "../card.ts";
import { duration, roughly } from "../words.ts";
import { frozenBy, frozenLine, frozenWhere, frozenWords } from "./frozen-words.ts";
import type { OperationData } from "./operation-data.ts";
import { anyOf } from "./people.ts";
import { billBlocks, cannotBeStopped, leftToDo, madeSoFar } from "./stopped.ts";

/** What people read about a freeze: in the channel, in the threads it holds up, and in answer to what it refuses. */

/** In an environment's channel; `underWay` is what it holds up there. */
export function freezeCard(freeze: Freeze, underWay: readonly Rich[]): Card {
  return card(`Changes are frozen ${frozenWhere(freeze.scope)}`, "stopped", [
    text(say`Frozen ${frozenBy(freeze)}`),
    text(
      "Nothing new is sent to the clouds, and nothing is approved, activated or retried. What a cloud has begun it finishes. Asking, looking and verifying go on.",
    ),
    underWay.length > 0 && text("Under way, each told in its own thread:"),
    underWay.length > 0 && list(underWay),
    actions([unfreezeButton(freeze)]),
  ]);
}

/** About this very freeze: on an old card it does not end a newer one. */
function unfreezeButton({ id, scope }: Freeze): Button {
  const confirm = {
    title: "End the freeze?",
    text: `What waits ${frozenWhere(scope)} goes on by itself, at once.`,
    yes: "End it",
    no: "Keep it",
  };
  return button("unfreeze", id, { confirm });
}

export interface FreezeEnd {
  readonly freeze: Freeze;
  readonly by: string;
  /** On the operations' clock. */
  readonly at: number;
  /** What stays frozen all the same. */
  readonly still: readonly Freeze[];
}

/** The same card when it is over. */
export function freezeOverCard({ freeze, by, at }: FreezeEnd): Card {
  return card(`Changes were frozen ${frozenWhere(freeze.scope)}`, "undone", [
    text(say`Frozen ${frozenBy(freeze)}`),
    text(say`Ended by ${mention(by)}, ${time(at, "moment")}, after ${duration(at - freeze.at)}.`),
  ]);
}

/** A new post, since an edited card notifies nobody. */
export function freezeOverPost({ freeze, by, at, still }: FreezeEnd): Card {
  return word(`Changes go on ${frozenWhere(freeze.scope)}`, "done", [
    text(say`${mention(by)} ended the freeze after ${duration(at - freeze.at)}. What waited goes on by itself.`),
    ...stillFrozen(still),
  ]);
}

function stillFrozen(still: readonly Freeze[]): readonly Block[] {
  return still.length === 0 ? [] : [text("Still frozen:"), list(still.map(frozenLine))];
}

/** In the thread of what it holds up: what there is, what bills, and what comes next. */
export function frozenPost(data: OperationData, freeze: Freeze): Card {
  const { operation } = data;
  return word(`${operation.record.name} waits: changes are frozen ${frozenWhere(freeze.scope)}`, "look", [
    text(frozenWords(freeze)),
    ...madeSoFar(operation),
    ...leftToDo(operation),
    ...cannotBeStopped(data),
    ...billBlocks(data),
  ]);
}

/** One line when it goes on. */
export function thawedPost({ name }: { readonly name: string }, heldUpMs: number): Card {
  return word(`${name} goes on: the freeze that held it up for ${roughly(heldUpMs)} is over`, "done");
}

/** To whoever began it. */
export function frozenNow(freeze: Freeze): Card {
  return word(`Changes are frozen ${frozenWhere(freeze.scope)}`, "stopped", [
    text(say`It is told in the channel. ${command(`unfreeze ${freeze.scope}`)} ends it.`),
  ]);
}

/** To whoever ended it. */
export function unfrozenNow({ scope }: Freeze, still: readonly Freeze[]): Card {
  return word(`Changes go on ${frozenWhere(scope)}`, "done", [
    text("What waited goes on by itself."),
    ...stillFrozen(still),
  ]);
}

export function frozenAlready(freeze: Freeze): Card {
  return word(`Changes are frozen ${frozenWhere(freeze.scope)} already`, undefined, [
    text(say`Frozen ${frozenBy(freeze)}`),
  ]);
}

/** Nothing to end, or not by this name. */
export function notFrozenNow(scope: string | undefined, standing: readonly Freeze[]): Card {
  const where = scope === undefined || scope === everywhere ? everywhere : `in ${scope}`;
  return word(standing.length === 0 ? "Nothing is frozen" : `There is no freeze ${where}`, undefined, [
    standing.length > 0 && text("What is frozen:"),
    standing.length > 0 && list(standing.map(frozenLine)),
  ]);
}

/** Typed without saying what: how things are, and what this person can freeze. */
export function freezeWhat(may: readonly string[], standing: readonly Freeze[]): Card {
  return word(standing.length === 0 ? "Nothing is frozen" : "Changes are frozen", undefined, [
    standing.length > 0 && list(standing.map(frozenLine)),
    may.length > 0 && text(say`To freeze: ${command("freeze ENVIRONMENT reason=…")}, or at once:`),
    may.length === 0 && note("There is nothing that you may freeze; the operator of this bot can change that."),
    may.length > 0 && actions(may.map((scope) => button("command", `freeze ${scope}`, { label: `Freeze ${scope}` }))),
  ]);
}

/** What would change something in the clouds does not begin while they are frozen. */
export function refusedByFreeze(freeze: Freeze, may: readonly string[]): Card {
  return word(`Not now: changes are frozen ${frozenWhere(freeze.scope)}`, "look", [
    text(say`Frozen ${frozenBy(freeze)}`),
    text("Nothing was changed. Do it again when the freeze is over."),
    may.length > 0 && text(say`${anyOf(may)} may end it: ${command(`unfreeze ${freeze.scope}`)}`),
  ]);
}
