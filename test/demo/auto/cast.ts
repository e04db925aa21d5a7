import type { Answers, Narrate } from "./persona.ts";

/** Something that was told in a thread, and when, in virtual ms. */
export interface Told<What> {
  readonly what: What;
  readonly atMs: number;
}

/** Who plays in a chat product, and what they see there. Moments are virtual ms. */
export interface Cast {
  /** Tells what happens outside the chat. */
  readonly narrate: Narrate;
  /** The requester asks for an interconnect by the form. */
  asks(answers: Answers): Promise<void>;
  /** The requester asks for a teardown by the form. */
  asksToTakeDown(name: string, answers: Answers): Promise<void>;
  /** The requester gives a command in one line. */
  commands(line: string): Promise<void>;
  /** The approver approves once there is something to approve; resolves to the moment at which the bot heard it. */
  approves(): Promise<number>;
  /** The approver has the bot look for what is lost, and takes this back; resolves likewise. */
  takesBack(name: string): Promise<number>;
  /** The requester presses the newest button of this label; resolves likewise. */
  presses(label: string): Promise<number>;
  /** The first thing that a title in the thread of what was approved last tells, said from `sinceMs` on. */
  told<What>(sinceMs: number, find: (title: string) => What | undefined): Told<What> | undefined;
  /** The operation has stopped since then and waits for a person. */
  isStopped(sinceMs: number): boolean;
  /** What the bot posted and edited. */
  messages(): { readonly posts: number; readonly edits: number };
}
