import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Environment } from "../simulators/world/environment.ts";
import { builtProgram } from "../support/built-program.ts";
import type { ProgramControl } from "./page-server.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const READY_WITHIN_MS = 60_000;
const END_WITHIN_MS = 12_000;
const LOOK_EVERY_MS = 50;
const KEPT_LINES = 200;

/** What a program is started with beside the world's own environment. Nothing else of ours reaches it. */
const BASICS = ["PATH", "HOME", "TMPDIR", "LANG"] as const;

/** How the program is started. */
export interface ProgramOptions {
  readonly env: Environment;
  /** Called for each line that it writes. */
  readonly onLine?: (line: string) => void;
}

/** The product itself, as a process of its own with exactly the environment that it is given. */
export class Program implements ProgramControl {
  restarts = 0;
  private readonly options: ProgramOptions;
  private readonly lines: string[] = [];
  private child: ChildProcess | undefined;
  /** Resolves to what is to be said when it ends although nobody asked for it. */
  readonly lost: Promise<string>;
  private status = "has not started";
  private closing = false;
  private tellLost: (how: string) => void = () => {};

  constructor(options: ProgramOptions) {
    this.options = options;
    this.lost = new Promise((resolve) => {
      this.tellLost = resolve;
    });
  }

  get state(): string {
    return this.status;
  }

  /** The last lines that it wrote. */
  get log(): string {
    return this.lines.join("\n");
  }

  /** Starts it and waits until it says that it is ready. @throws Error with what it wrote when it is not in time */
  async start(): Promise<void> {
    this.status = "is starting";
    const child = spawn(process.execPath, ["--enable-source-maps", await builtProgram(), "--role=all"], {
      cwd: ROOT,
      env: { ...basics(), ...this.options.env },
      stdio: ["ignore", "pipe", "pipe"],
      // In a group of its own, so that Ctrl-C in the terminal reaches it only through us.
      detached: true,
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) this.keep(stream);
    const killWithParent = (): void => void child.kill("SIGKILL");
    process.once("exit", killWithParent);
    child.once("exit", (code, signal) => {
      process.removeListener("exit", killWithParent);
      if (this.child === child) this.ended(code ?? signal);
    });
    await this.untilReady(child);
    this.status = "is running";
  }

  /** Kills it without warning and starts it again, after what happens in between. */
  async kill(meanwhile?: () => Promise<void>): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child) await endOf(child, "SIGKILL");
    await meanwhile?.();
    this.restarts += 1;
    await this.start();
  }

  /** Ends it gracefully. */
  async close(): Promise<void> {
    this.closing = true;
    const { child } = this;
    if (!child) return;
    const killer = setTimeout(() => child.kill("SIGKILL"), END_WITHIN_MS);
    await endOf(child, "SIGTERM");
    clearTimeout(killer);
  }

  private ended(how: number | string | null): void {
    this.status = `has ended (${how ?? "unknown"})`;
    if (!this.closing) this.tellLost(`The bot ${this.status}. It last wrote:\n${this.log}`);
  }

  private keep(stream: NodeJS.ReadableStream): void {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      for (const line of chunk.split("\n").filter((one) => one !== "")) {
        this.lines.push(line);
        if (this.lines.length > KEPT_LINES) this.lines.shift();
        this.options.onLine?.(line);
      }
    });
  }

  private async untilReady(child: ChildProcess): Promise<void> {
    const { HOST = "127.0.0.1", PORT = "3000" } = this.options.env;
    const deadline = performance.now() + READY_WITHIN_MS;
    while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
      if (await isReady(`http://${HOST}:${PORT}/readyz`)) return;
      await pause(LOOK_EVERY_MS);
    }
    throw new Error(`The bot did not become ready. It wrote:\n${this.log}`);
  }
}

const basics = (): Environment =>
  Object.fromEntries(BASICS.map((name) => [name, process.env[name]]).filter((entry) => isGiven(entry)));

const isGiven = (entry: readonly (string | undefined)[]): entry is [string, string] => entry[1] !== undefined;

const isReady = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
};

const endOf = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
};
