import { z } from "zod";
import type { Problem } from "./problems.ts";
import { Secret } from "./secret.ts";
import { environmentVariables, type VariableName } from "./variables.ts";

export type RawEnvironment = Readonly<Record<string, string | undefined>>;

const url = z.url();

/** Reads variables one by one and collects what is wrong with them, so that all of it is told at once. */
export class Reader {
  readonly problems: Problem[] = [];
  private readonly env: RawEnvironment;

  constructor(env: RawEnvironment) {
    this.env = env;
  }

  text(name: VariableName): string | undefined {
    const value = this.env[name]?.trim();
    const { fallback } = environmentVariables[name] as { fallback?: string };
    return value === undefined || value === "" ? fallback : value;
  }

  secret(name: VariableName): Secret | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : new Secret(value);
  }

  url(name: VariableName): string | undefined {
    const value = this.text(name);
    if (value !== undefined && !url.safeParse(value).success) this.complain(name, "is not a URL.");
    return value;
  }

  port(): number {
    const port = Number(this.text("PORT"));
    if (!Number.isInteger(port) || port < 0 || port > 65_535) this.complain("PORT", "is not a port number.");
    return port;
  }

  oneOf<Value extends string>(name: VariableName, allowed: readonly Value[]): Value {
    const value = this.text(name) ?? "";
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    this.complain(name, `is not one of ${allowed.join(", ")}.`);
    return allowed[0] as Value;
  }

  complain(name: VariableName, what: string): void {
    this.problems.push({ where: name, what, example: environmentVariables[name].example });
  }
}
