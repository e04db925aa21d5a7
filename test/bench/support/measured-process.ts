import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Answer, Question } from "./answers.ts";

/** A program of its own that is measured: started, asked for its figures, killed or ended. */
export class MeasuredProcess {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: unknown) => void>();
  private asked = 0;

  private constructor(child: ChildProcess) {
    this.child = child;
    child.on("message", (answer: Answer) => {
      this.waiting.get(answer.id)?.(answer.value);
      this.waiting.delete(answer.id);
    });
  }

  /** Starts a TypeScript program with settings; resolves when it takes questions. */
  static async start(file: string, settings: unknown): Promise<MeasuredProcess> {
    const child = fork(file, [JSON.stringify(settings)], {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, NODE_OPTIONS: "" },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const started = new MeasuredProcess(child);
    const killWithParent = (): void => void child.kill("SIGKILL");
    process.once("exit", killWithParent);
    child.once("exit", () => process.removeListener("exit", killWithParent));
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`${file} ended with ${String(code)} instead of starting`);
    });
    ended.catch(() => undefined);
    await Promise.race([started.ask("ready"), ended]);
    return started;
  }

  /** The answer of the program; nothing checks that it is of the type the caller expects. */
  ask<T>(question: string): Promise<T> {
    this.asked += 1;
    const id = this.asked;
    const answer = new Promise<T>((resolve) => {
      this.waiting.set(id, (value) => resolve(value as T));
    });
    const message: Question = { id, question };
    this.child.send(message);
    return answer;
  }

  async kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill(signal);
    await gone;
  }
}
