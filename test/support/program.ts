import { builtProgram } from "./built-program.ts";
import { Child } from "./child.ts";
import { eventually } from "./eventually.ts";

export type Role = "bot" | "worker" | "all";

/** One process of the built program. */
export class Program {
  readonly child: Child;
  /** Where its HTTP server listens. */
  readonly url: string;

  private constructor(child: Child, url: string) {
    this.child = child;
    this.url = url;
  }

  /** Starts it; resolves once it says that it is ready and `/readyz` agrees. */
  static async start(role: Role, env: Readonly<Record<string, string>>): Promise<Program> {
    const child = await Program.spawn(role, env);
    await child.said('"msg":"ready"');
    const program = new Program(child, urlIn(child.output));
    await eventually(async () => (await fetch(`${program.url}/readyz`)).ok);
    return program;
  }

  /** Starts it and waits for nothing. */
  static async spawn(role: Role, env: Readonly<Record<string, string>>): Promise<Child> {
    const { PATH = "", HOME = "" } = process.env;
    return new Child(await builtProgram(), [`--role=${role}`], { PATH, HOME, ...env });
  }

  /** All it wrote so far. */
  get log(): string {
    return this.child.output;
  }

  /** Its log lines from this pino level on (40: warnings). */
  logFrom(level: number): readonly string[] {
    return this.log.split("\n").filter((line) => Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 60) >= level);
  }
}

function urlIn(output: string): string {
  const line = output.split("\n").find((one) => one.includes('"msg":"ready"')) ?? "{}";
  const said: unknown = JSON.parse(line);
  return typeof said === "object" && said !== null && "url" in said ? String(said.url) : "";
}
