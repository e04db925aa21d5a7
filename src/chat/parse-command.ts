import { clean } from "../domain/plain-text.ts";
import type { ArgumentRow, CommandRow } from "./command-row.ts";
import { commandRow, isVerb, type Verb, verbs } from "./command-table.ts";
import { nearest } from "./nearest.ts";

/** What was typed, by argument name; every value as typed, not yet read as what it means. */
export type CommandArguments = Readonly<Record<string, string>>;

export type ParsedCommand =
  | { readonly kind: "command"; readonly verb: Verb; readonly args: CommandArguments }
  /** `rest` is what followed the verb, so that a suggestion can be run with it. */
  | { readonly kind: "unknown-verb"; readonly typed: string; readonly rest: string; readonly nearest?: Verb }
  /** The verb is known, but not all of what follows it; one sentence a problem. */
  | { readonly kind: "misread"; readonly verb: Verb; readonly problems: readonly string[] };

/**
 * Reads one line, typed after the slash command or a mention: `verb [word] key=value key="two words" --flag`. Nothing
 * typed means help. Curly quotes and long dashes count as straight ones, since phones put them in unasked.
 */
export function parseCommand(line: string): ParsedCommand {
  const tokens = tokensOf(clean(straightened(line)).trim());
  const [first, ...rest] = tokens;
  if (first === undefined) return { kind: "command", verb: "help", args: {} };
  const verb = first.text.toLowerCase();
  if (!isVerb(verb)) return unknownVerb(first.text, rest);
  return readArguments(commandRow(verb), rest);
}

/** Arguments the command cannot do without and that were not typed, in the table's order. */
export function missingArguments(verb: Verb, args: CommandArguments): readonly ArgumentRow[] {
  return commandRow(verb).args.filter(({ name, required }) => required === true && args[name] === undefined);
}

/** The same in sentences, as what is wrong with the line; undefined when nothing is missing. */
export function missingFrom(verb: Verb, args: CommandArguments): (ParsedCommand & { kind: "misread" }) | undefined {
  const problems = missingArguments(verb, args).map(
    ({ name, example }) => `${name} is missing. Example: ${name}=${example}`,
  );
  return problems.length > 0 ? { kind: "misread", verb, problems } : undefined;
}

interface Token {
  /** As typed, quotes included; for running a suggestion. */
  readonly raw: string;
  /** Without quotes. */
  readonly text: string;
  readonly key?: string;
  readonly value?: string;
}

function straightened(line: string): string {
  return line.replace(/[“”„«»]/gu, '"').replace(/(^|\s)[—–](?=\w)/gu, "$1--");
}

/** Splits at spaces outside double quotes. A quote that is never closed reaches to the end. */
function tokensOf(line: string): readonly Token[] {
  const raws = line.match(/(?:"[^"]*(?:"|$)|[^\s"])+/gu) ?? [];
  return raws.map(toToken);
}

function toToken(raw: string): Token {
  const text = raw.replaceAll('"', "");
  const named = /^(?:--)?([a-z][a-z0-9-]*)=(.*)$/isu.exec(raw);
  if (named?.[1] !== undefined) {
    return { raw, text, key: named[1].toLowerCase(), value: (named[2] ?? "").replaceAll('"', "").trim() };
  }
  const flag = /^--([a-z][a-z0-9-]*)$/iu.exec(raw);
  return flag?.[1] === undefined ? { raw, text } : { raw, text, key: flag[1].toLowerCase() };
}

function unknownVerb(typed: string, rest: readonly Token[]): ParsedCommand {
  const [best] = nearest(typed, verbs, 1);
  const line = rest.map(({ raw }) => raw).join(" ");
  return { kind: "unknown-verb", typed, rest: line, ...(best !== undefined && isVerb(best) && { nearest: best }) };
}

function readArguments(row: CommandRow<Verb>, tokens: readonly Token[]): ParsedCommand {
  const args: Record<string, string> = {};
  const problems: string[] = [];
  for (const token of tokens) {
    const read = readArgument(row, token, args);
    if (typeof read === "string") problems.push(read);
    else args[read.name] = read.value;
  }
  if (problems.length > 0) return { kind: "misread", verb: row.verb, problems };
  return { kind: "command", verb: row.verb, args };
}

/** One argument, or the sentence that says what is wrong with it. */
function readArgument(
  row: CommandRow,
  token: Token,
  soFar: CommandArguments,
): { name: string; value: string } | string {
  const name = token.key ?? row.args.find(({ positional }) => positional)?.name;
  const argument = row.args.find((one) => one.name === name);
  if (name === undefined || argument === undefined) return notKnown(row, token);
  if (Object.hasOwn(soFar, name)) return token.key === undefined ? notKnown(row, token) : `${name} is given twice.`;
  const value = token.key === undefined ? token.text : valueOf(argument, token);
  if (value === undefined || value === "") return `${name} has no value. Example: ${name}=${argument.example}`;
  return { name, value };
}

function valueOf(argument: ArgumentRow, token: Token): string | undefined {
  return token.value ?? (argument.flag === true ? "yes" : undefined);
}

function notKnown(row: CommandRow, token: Token): string {
  const names = row.args.map(({ name }) => name);
  if (token.key === undefined) {
    const hint = names.length === 0 ? "" : ` Write it as name=value, with one of: ${names.join(", ")}.`;
    return `"${token.text}" has no place in ${row.verb}.${hint}`;
  }
  const [best] = nearest(token.key, names, 1);
  const hint = best === undefined ? `It knows: ${names.join(", ")}.` : `Did you mean ${best}?`;
  return `${row.verb} knows no "${token.key}". ${hint}`;
}
