import type { ErrorRecord } from "../../domain/errors.ts";
import { button } from "../actions.ts";
import {
  actions,
  type Button,
  type Card,
  channel,
  code,
  command,
  list,
  mention,
  note,
  plain,
  type Rich,
  say,
  text,
  time,
  word,
} from "../card.ts";
import type { Verb } from "../command-table.ts";
import type { ThreadPlace } from "../ports.ts";
import { platformName } from "../words.ts";
import { type DecisionOutcome, outcomeTitles } from "./decision.ts";
import { anyOf } from "./people.ts";

/** Short answers to one person whose act changed nothing. Each says why, and who can or what to do instead. */

/** @param what completes "You may not …"; `may` are those the policy names */
export function notAllowed(what: string, may: readonly string[]): Card {
  return word(`You may not ${what}`, undefined, [
    text(
      may.length === 0
        ? "The policy names nobody who may. The operator of this bot can change it."
        : say`${anyOf(may)} may.`,
    ),
  ]);
}

/** The policy opens it to a channel. @param what completes "You may not …" */
export function notAMember(what: string, where: ThreadPlace): Card {
  return word(`You may not ${what}`, undefined, [
    text(say`Full members of ${channel(where)} may. Guests, bots and people of other workspaces may not.`),
  ]);
}

export function ownRequest(name: string, may: readonly string[]): Card {
  return word(`You asked for ${name} yourself, so somebody else must decide`, undefined, [
    text(
      may.length === 0
        ? "The policy names nobody else. The operator of this bot can change it."
        : say`${anyOf(may)} may.`,
    ),
  ]);
}

/**
 * The request was made on another platform, and nobody knows whether these two are one person.
 *
 * @param people `unknown` are those of the two whose account on the other's platform nobody has declared
 */
export function unknownAcross(
  name: string,
  { person, requester, unknown }: { person: string; requester: string; unknown: readonly string[] },
): Card {
  const [here, there] = [platformName(person), platformName(requester)];
  return word(`You cannot decide about ${name} from ${here}`, undefined, [
    text(
      say`${mention(requester)} asked for it in ${there}. Across platforms a decision counts only when interconnect.yaml says, under ${code("people")}, who both of you are on the other one.`,
    ),
    list([
      ...(unknown.includes(person) ? [`It does not say who you are in ${there}.`] : []),
      ...(unknown.includes(requester) ? [say`It does not say who ${mention(requester)} is in ${here}.`] : []),
    ]),
    text(`Your click changed nothing. The operator of this bot can add it; or somebody in ${there} decides.`),
  ]);
}

/** Everybody who may decide is on another platform than the one who asks, and nobody knows that they differ. */
export function nobodyCanDecide(environment: string, person: string): Card {
  return notNow(
    "Not asked for",
    `Nobody could approve it: those who may in ${environment} are not in ${platformName(person)}, and interconnect.yaml does not say under people who you are where they are. The operator of this bot can add it.`,
  );
}

export interface PastDecision {
  readonly name: string;
  readonly state: DecisionOutcome["state"];
  readonly by?: string;
  readonly at?: number;
}

/** Guests, people of other workspaces, deactivated accounts and bots are neither told nor asked anything. */
export function notHeard(): Card {
  return word("This bot answers full members of its own workspace only", undefined, [
    text("Nothing was changed. Somebody who works here can ask for you."),
  ]);
}

/** A second click, or one on an old card. */
export function alreadyDecided({ name, state, by, at }: PastDecision): Card {
  const when: Rich = at === undefined ? [] : say` at ${time(at, "moment")}`;
  const who: Rich = by === undefined ? [] : say` by ${mention(by)}`;
  const what = state === "approved" ? "was approved" : outcomeTitles[state];
  return word(`Already decided: ${name} ${what}`, undefined, [
    text(say`It ${what}${who}${when}. Your click changed nothing.`),
  ]);
}

/** A button about something that is no longer there or no longer so. */
export function staleButton(why = "What this button was about is over."): Card {
  return word("This button does nothing any more", undefined, [
    text(say`${why} Your click changed nothing. ${command("list")} shows how things are now.`),
  ]);
}

export function nameTaken(
  name: string,
  holder: { readonly by?: string; readonly since?: number },
  draft?: string,
): Card {
  const who: Rich = holder.by === undefined ? [] : say` It is ${mention(holder.by)}'s`;
  const since: Rich = holder.since === undefined ? [] : say`, since ${time(holder.since, "moment")}`;
  return word(`The name ${name} is taken`, "look", [
    text(say`Nothing has been created.${who}${holder.by === undefined ? [] : since}. Choose another name.`),
    draft === undefined ? false : actions([button("send-again", draft)]),
  ]);
}

/** The bot could not take an act over: nothing happened, and it is worth trying again. */
export function notTaken(): Card {
  return word("Not taken, try again", "look", [
    text("The bot cannot reach its own store at the moment, so nothing has happened. Try again in a minute."),
  ]);
}

/** No interconnect of that name; the nearest ones there are, and which of them the verb is for as they stand now. */
export function unknownName(
  name: string,
  verb: Verb,
  { near, fitting }: { readonly near: readonly string[]; readonly fitting: readonly string[] },
): Card {
  return word(`There is no interconnect "${name}"`, undefined, [
    fitting.length > 0 && text("The nearest names:"),
    fitting.length > 0 && actions(chosen(verb, fitting)),
    near.length > 0 &&
      fitting.length === 0 &&
      text(say`The nearest ${near.length === 1 ? "name" : "names"}: ${near.join(", ")}. ${notFor(verb)}`),
    near.length === 0 && text(say`${command("list")} shows all there are.`),
  ]);
}

/**
 * A verb that needs a name, typed without one and not in a thread that tells it.
 *
 * @param fitting which links the verb is for as they stand now
 * @param isForNone there are links, and it is for none of them
 */
export function nameNeeded(verb: Verb, fitting: readonly string[], isForNone = false): Card {
  return word(`Which interconnect?`, undefined, [
    text(say`Type ${command(`${verb} NAME`)}, or mention the bot in the interconnect's thread.`),
    isForNone && text(notFor(verb)),
    fitting.length > 0 && actions(chosen(verb, fitting)),
  ]);
}

const chosen = (verb: Verb, names: readonly string[]): readonly Button[] =>
  names.map((name) => button("command", `${verb} ${name}`, { label: name }));

const notFor = (verb: Verb): Rich => say`${code(verb)} is for none of them as they stand now; with a name it says why.`;

/** A verb that does not fit the state, such as `activate` for what is active already. */
export function notNow(title: string, why: string): Card {
  return word(title, undefined, [text(why)]);
}

/** An act that was worked on late, such as by the process that took over from a killed one. */
export function outdated(about: string): Card {
  return notNow(
    `Not done: something newer was said about ${about}`,
    "This was said before that, and was worked on only now. Say it again if it is still what you want.",
  );
}

/** An environment that does not exist or in which this person may not ask. */
export function unknownEnvironment(name: string, known: readonly string[]): Card {
  return word(`There is no environment "${name}" in which you may ask`, undefined, [
    known.length > 0 && text(say`You may ask in:`),
    known.length > 0 && list(known.map(code)),
    known.length === 0 && note("There is none in which you may ask; the operator of this bot can change that."),
  ]);
}

/** Any error, as people are told. `reference` is what the log has too. */
export function errorWord(error: ErrorRecord, reference?: string): Card {
  const { details = {} } = error;
  const said = details.cloudMessage;
  const marks = [
    details.cloudCode,
    details.requestId && `request ${details.requestId}`,
    reference && `reference ${reference}`,
  ];
  const known = marks.filter((mark) => mark !== undefined && mark !== "");
  return word(error.message, "look", [
    error.hint !== undefined && text(error.hint),
    said !== undefined && note(say`In the cloud's own words: ${plain(said)}`),
    known.length > 0 && note(known.join(" · ")),
  ]);
}
