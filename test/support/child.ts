import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const running = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A program, in TypeScript or built, run as a process of its own, to be stopped, killed or waited for. */
export class Child {
  readonly process: ChildProcess;
  output = "";

  constructor(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    const loader = file.endsWith(".ts") ? ["--import", "tsx"] : [];
    this.process = spawn(process.execPath, [...loader, file, ...args], {
      env: { ...env, NODE_OPTIONS: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    running.add(this.process);
    this.process.once("exit", () => running.delete(this.process));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async said(text: string): Promise<this> {
    const { process: child } = this;
    while (!this.output.includes(text)) {
      if (this.hasEnded) throw new Error(`ended before it said "${text}":\n${this.output}`);
      await Promise.race([once(child.stdout ?? child, "data"), once(child, "close")]);
    }
    return this;
  }

  async kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    if (this.hasEnded) return;
    const gone = once(this.process, "exit");
    this.process.kill("SIGCONT");
    this.process.kill(signal);
    await gone;
  }
}
