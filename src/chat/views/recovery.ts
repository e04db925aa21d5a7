import { button } from "../actions.ts";
import { actions, bold, type Card, card, channel, code, list, note, type Rich, say, text, word } from "../card.ts";
import type { ThreadPlace } from "../ports.ts";
import { count, listed } from "../words.ts";

/** An interconnect found by its tags. */
export interface FoundAgain {
  readonly name: string;
  readonly uid: string;
  /** What the bot's own record of it says, where there is one. */
  readonly known?: "standing" | "removed";
  /** What of its plan the clouds do not show, in words. */
  readonly missing: readonly string[];
  /** What more than one resource bears the tags of, in words; until that is mended it is not taken back. */
  readonly doubled: readonly string[];
  /** What cannot be told from tags and therefore stays when it is taken down, in words. */
  readonly unsure: readonly string[];
}

/** A resource that names an interconnect and counts for nothing. */
export interface IgnoredResource {
  readonly name: string;
  readonly side: "azure" | "oci";
  readonly why: "unsigned" | "other-environment" | "no-plan" | "other-accounts" | "elsewhere";
}

export interface RecoveryData {
  readonly environment: string;
  readonly found: readonly FoundAgain[];
  readonly ignored: readonly IgnoredResource[];
}

const whyIgnored: Readonly<Record<IgnoredResource["why"], string>> = {
  unsigned: "its tags are not under this bot's seal",
  "other-environment": "it belongs to another environment",
  "no-plan": "no plan can be read from its tags",
  "other-accounts": "its plan is about other accounts than this environment's",
  elsewhere: "it bears an interconnect's tags, but its plan has no such resource",
};

/** Longer lists are cut; what is taken back is not shown again. */
const mostLines = 40;

const knownWords: Readonly<Record<NonNullable<FoundAgain["known"]>, string>> = {
  standing: "is known already, and stays as it is",
  removed: "was taken down, and something still bears its tags: what came back late the bot removes within 15 min",
};

const doubledWords =
  "cannot be taken back while two resources bear the same tags; take them off the copy, then look again";

const lost =
  "What tags cannot hold is lost: who asked and approved, and why; the story so far; the history and the audit; how brought networks were before.";

/** What is found, and what is not counted; nothing is changed before somebody says so for each. */
export function recoveryCard({ environment, found, ignored }: RecoveryData): Card {
  const fresh = found.filter(({ known, doubled }) => known === undefined && doubled.length === 0);
  return card(`${title(fresh.length)} in ${environment}`, fresh.length > 0 ? "look" : undefined, [
    found.length > 0 && list(found.slice(0, mostLines).map(foundLine)),
    found.length > mostLines && note(`${found.length - mostLines} more.`),
    ignored.length > 0 && text("Left alone:"),
    ignored.length > 0 && list(ignored.slice(0, mostLines).map(ignoredLine)),
    ignored.length > mostLines && note(`${ignored.length - mostLines} more.`),
    fresh.length > 0 && note(lost),
    fresh.length > 0 && actions([takeBack(environment, fresh)]),
  ]);
}

function title(fresh: number): string {
  if (fresh === 0) return "Nothing to take back";
  return fresh === 1 ? "1 interconnect can be taken back" : `${fresh} interconnects can be taken back`;
}

function foundLine({ name, uid, known, missing, doubled, unsure }: FoundAgain): Rich {
  if (known !== undefined) return say`${bold(name)} ${knownWords[known]}`;
  if (doubled.length > 0) return say`${bold(name)} (${code(uid)}) ${doubledWords}: ${listed(doubled)}`;
  const state = missing.length === 0 ? "all of it is there" : `not complete, without ${listed(missing)}`;
  const stays = unsure.length === 0 ? "" : `; ${listed(unsure)} has no tags, so it will stay`;
  return say`${bold(name)} (${code(uid)}): ${state}${stays}`;
}

const ignoredLine = ({ name, side, why }: IgnoredResource): Rich =>
  say`${name} in ${side === "azure" ? "Azure" : "OCI"}: ${whyIgnored[why]}`;

/** Whoever has read what is found presses this: each is named in the command that it runs. */
function takeBack(environment: string, fresh: readonly FoundAgain[]) {
  const some = fresh.slice(0, mostLines);
  const label = some.length === 1 ? `Take ${some[0]?.name} back` : `Take these ${some.length} back`;
  return button("command", `recover ${environment} confirm=${some.map(({ uid }) => uid).join(",")}`, { label });
}

/** What became of each that was to be taken back. */
export interface TakenBack {
  readonly name: string;
  readonly outcome: "restored" | "partial" | "known" | "doubled" | "name-taken" | "addresses-taken";
}

const outcomeWords: Readonly<Record<TakenBack["outcome"], string>> = {
  restored: "is taken back; verify reads how it stands",
  partial:
    "is taken back, but is not complete; retry asks for the rest to be made, teardown for what is there to be removed",
  known: "was known already, and stays as it was",
  doubled: doubledWords,
  "name-taken": "is not taken back: another interconnect has its name by now",
  "addresses-taken": "is not taken back: another interconnect has its /30s by now",
};

export function takenBack(all: readonly TakenBack[], home: ThreadPlace): Card {
  const done = all.filter(({ outcome }) => outcome === "restored" || outcome === "partial");
  return word(`${count(done.length, "interconnect")} taken back`, done.length === all.length ? "done" : "look", [
    list(all.map(({ name, outcome }) => say`${bold(name)} ${outcomeWords[outcome]}`)),
    done.length > 0 && text(say`A card for each is in ${channel(home)}. ${lost}`),
  ]);
}

/** What was named is not among what is found, or is more than one of it. */
export function notFoundAgain(wanted: string, candidates: readonly FoundAgain[]): Card {
  if (candidates.length > 1) {
    return word(`More than one interconnect is called ${wanted}`, "look", [
      text("Nothing was taken back. Say which, by uid:"),
      list(
        candidates.map(({ uid, missing }) => say`${code(uid)}, ${missing.length === 0 ? "complete" : "not complete"}`),
      ),
    ]);
  }
  return word(`Nothing called ${wanted} was found by its tags`, "look", [
    text("Nothing was taken back. Without confirm, the command shows what is found."),
  ]);
}
