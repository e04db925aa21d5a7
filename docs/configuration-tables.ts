import { z } from "zod";
import { interconnectFileSchema } from "../src/config/environment-file.ts";
import { environmentVariables } from "../src/config/variables.ts";
import { code, type Tables, table } from "./tables.ts";

type Schema = z.core.JSONSchema.JSONSchema;

/** One setting of a table. An empty `fallback` stands for none. */
interface Row {
  readonly name: string;
  readonly needed: boolean;
  readonly fallback: string;
  readonly about: string;
}

/** The tables of configuration.md. */
export const configurationTables: Tables = {
  "environment variables": () => {
    const rows = Object.entries(environmentVariables).map(([name, { about, example, ...more }]) => [
      code(name),
      "fallback" in more ? code(more.fallback) : "",
      about,
      code(example),
    ]);
    return table(["Variable", "Default", "What it is", "Example"], rows);
  },
  "interconnect.yaml": () => {
    const rows = rowsOf(z.toJSONSchema(interconnectFileSchema, { io: "input" }), "", true);
    return table(
      ["Setting", "Needed", "Default", "What it is"],
      rows.map(({ name, needed, fallback, about }) => [code(name), needed ? "yes" : "", fallback, about]),
    );
  },
};

/** The settings below one part of the schema, by their path in the file. */
function rowsOf(schema: Schema, path: string, needed: boolean): readonly Row[] {
  const below = { ...childrenOf(schema.properties), ...anyNameOf(schema) };
  if (Object.keys(below).length === 0) return [rowOf(schema, path, needed)];
  return Object.entries(below).flatMap(([name, child]) =>
    rowsOf(child, path === "" ? name : `${path}.${name}`, isNeeded(schema, name)),
  );
}

function rowOf({ default: fallback, description = "", enum: allowed }: Schema, name: string, needed: boolean): Row {
  const values = allowed === undefined ? "" : ` One of ${allowed.map((value) => code(String(value))).join(", ")}.`;
  const shown = fallback === undefined ? "" : code(typeof fallback === "string" ? fallback : JSON.stringify(fallback));
  return { name, needed, fallback: shown, about: `${description}${values}` };
}

function childrenOf(properties: Schema["properties"] = {}): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, child]) => (typeof child === "boolean" ? [] : [[name, child]])),
  );
}

/** A part whose entries have names of the operator's choice, each with settings of its own. */
function anyNameOf({ additionalProperties: entry }: Schema): Readonly<Record<string, Schema>> {
  return typeof entry === "object" && entry.properties !== undefined ? { "<name>": entry } : {};
}

/** Needed within its part; a part that may be left out needs nothing of its own. */
function isNeeded({ required = [], additionalProperties }: Schema, name: string): boolean {
  return required.includes(name) || (name === "<name>" && typeof additionalProperties === "object");
}
