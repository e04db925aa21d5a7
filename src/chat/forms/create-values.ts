import type { FieldErrors, FormValues } from "../form.ts";
import type { CommandArguments } from "../parse-command.ts";

/**
 * The create form and the create command say the same in two ways: the form asks "existing or new" first and keeps
 * each answer in a field of its own, the command writes both into one word (`vnet=new:10.1.0.0/16`).
 */

/** Which network or gateway: `own` is what the network already has, else a new one. */
export type Origin = "own" | "existing" | "new";

/** An argument of the command that the form asks for in two steps. */
interface Fork {
  readonly argument: string;
  /** The field that says which origin. */
  readonly choice: string;
  /** The field filled in for a new one; undefined when a new one needs nothing more. */
  readonly detail: string | undefined;
  /** What the form starts with. */
  readonly preset: Origin;
}

const forks: readonly Fork[] = [
  { argument: "vnet", choice: "vnet-is", detail: "vnet-range", preset: "existing" },
  { argument: "gateway", choice: "gateway-is", detail: "gateway-size", preset: "own" },
  { argument: "vcn", choice: "vcn-is", detail: "vcn-range", preset: "existing" },
  { argument: "drg", choice: "drg-is", detail: undefined, preset: "own" },
];

/** Fields that are the same in the command. */
const straight = ["name", "env", "bandwidth", "fastpath", "routes", "tier", "billing", "activate", "reason", "accept"];

/** Where a network or gateway comes from, as chosen so far. What a new network has is always new. */
export function chosen(values: FormValues, argument: string): Origin {
  const fork = forks.find((one) => one.argument === argument);
  if (fork === undefined) return "new";
  if (argument === "gateway" && chosen(values, "vnet") === "new") return "new";
  const value = values[fork.choice];
  return isOrigin(value) ? value : fork.preset;
}

function isOrigin(value: string | undefined): value is Origin {
  return value === "own" || value === "existing" || value === "new";
}

/** Fields that mean something only in the environment in which they were chosen. */
const withinEnvironment = ["vnet", "gateway", "vcn", "drg", "routes", "gateway-size", "tier", "billing"];

/** What is left of the answers after one of them changed: another environment has other networks and defaults. */
export function afterChange(values: FormValues, changed: string): FormValues {
  if (changed !== "env") return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !withinEnvironment.includes(name)));
}

/** A filled-in form as if it had been typed. */
export function argumentsOfForm(values: FormValues): CommandArguments {
  const forked = forks.map((fork) => [fork.argument, forkedArgument(fork, values)]);
  const rest = [...straight, "primary", "secondary"].map((name) => [name, values[name]?.trim()]);
  return present([...rest, ...forked]);
}

/** A command as the form that shows the same. */
export function formOfArguments(args: CommandArguments): FormValues {
  const forked = forks.flatMap((fork) => forkedFields(fork, args[fork.argument]));
  const rest = [...straight, "primary", "secondary"].map((name) => [name, args[name]]);
  return present([...rest, ...forked]);
}

/** Errors named by arguments, moved to the fields that are shown for them. */
export function errorsOnFields(errors: FieldErrors, values: FormValues): FieldErrors {
  const moved = Object.entries(errors).map(([name, error]) => [fieldOf(name, values), error]);
  return Object.fromEntries(moved) as FieldErrors;
}

/** The field on which an error about an argument belongs. */
export function fieldOf(argument: string, values: FormValues): string {
  const fork = forks.find((one) => one.argument === argument);
  if (fork === undefined) return argument;
  const origin = chosen(values, argument);
  if (origin === "existing") return argument;
  return origin === "new" && fork.detail !== undefined ? fork.detail : fork.choice;
}

function forkedArgument(fork: Fork, values: FormValues): string | undefined {
  const origin = chosen(values, fork.argument);
  if (origin === "own") return undefined;
  if (origin === "existing") return values[fork.argument];
  if (fork.detail === undefined) return "new";
  const detail = values[fork.detail]?.trim();
  return detail === undefined || detail === "" ? undefined : `new:${detail}`;
}

function forkedFields(fork: Fork, argument: string | undefined): readonly (readonly [string, string | undefined])[] {
  if (argument === undefined) return [];
  if (argument !== "new" && !argument.startsWith("new:")) {
    return [
      [fork.choice, "existing"],
      [fork.argument, argument],
    ];
  }
  const detail = argument.slice("new:".length).trim();
  return [
    [fork.choice, "new"],
    [fork.detail ?? "", detail === "" ? undefined : detail],
  ];
}

function present(entries: readonly (readonly (string | undefined)[])[]): Readonly<Record<string, string>> {
  const filled = entries.flatMap(([name, value]) =>
    name === undefined || name === "" || value === undefined || value === "" ? [] : [[name, value] as const],
  );
  return Object.fromEntries(filled);
}
